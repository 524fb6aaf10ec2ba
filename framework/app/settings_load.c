/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/settings.h"

#include <stdio.h>
#include <string.h>

#include "app/convert.h"

/* A body becomes values of 16 bytes each, and every two octets of it ("0,") may
 * be one; the structs come on top. */
#define MEMORY_PER_BODY 16

static int read_flags(struct tn__settings *settings,
                      const char *const *flags,
                      struct tn_error *error)
{
    for (size_t i = 0; i < settings->table->count; i++) {
        const struct tn__setting *setting = &settings->table->rows[i];
        char label[TN__SETTING_NAME_MAX + 2];
        int status;

        if (!flags[i])
            continue;
        snprintf(label, sizeof(label), "--%s", setting->name);
        status = tn__settings_set(settings, setting, flags[i], label, error);
        if (status == TN_ESETTING && error)
            error->code = TN_EUSAGE;
        if (status)
            return status == TN_ESETTING ? TN_EUSAGE : status;
    }
    return 0;
}

/* Returns the settings file that flags or environment name, NULL for none. */
static const char *config_path(const struct tn__setting_table *table,
                               const char *const *flags,
                               char *const *env)
{
    static const char variable[] = "TENON_CONFIG=";
    const char *flag = flags[tn__setting_find(table, "config") - table->rows];

    if (flag)
        return flag;
    for (; *env; env++) {
        if (strncmp(*env, variable, sizeof(variable) - 1) == 0)
            return *env + sizeof(variable) - 1;
    }
    return NULL;
}

/* What no single value shows. */
static int check_together(struct tn__settings *settings, struct tn_error *error)
{
    char body[TN__CONVERT_TEXT];
    char memory[TN__CONVERT_TEXT];

    if (settings->memory_limit == 0)
        settings->memory_limit = settings->body_limit * MEMORY_PER_BODY;
    if (settings->memory_limit > settings->body_limit)
        return 0;
    tn__convert_format_size(body, settings->body_limit);
    tn__convert_format_size(memory, settings->memory_limit);
    return tn_error_set(error, TN_ESETTING,
                        "memory-limit %s holds no body of body-limit %s: raise "
                        "it, or set it to 0 for 16 times body-limit",
                        memory, body);
}

int tn__settings_load(struct tn__settings *settings,
                      const char *const *flags,
                      char *const *env,
                      struct tn_error *error)
{
    const char *path = config_path(settings->table, flags, env);
    int status = 0;

    if (path && path[0])
        status = tn__settings_read_file(settings, path, error);
    if (status == 0)
        status = tn__settings_read_env(settings, env, error);
    if (status == 0)
        status = read_flags(settings, flags, error);
    if (status == 0)
        status = check_together(settings, error);
    return status;
}
