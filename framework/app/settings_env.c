/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/settings.h"

#include <string.h>

#include "app/escape.h"
#include "base/nearest.h"

#define PREFIX      "TENON_"
#define PREFIX_SIZE (sizeof(PREFIX) - 1)

typedef char variable_name[TN__SETTING_VARIABLE_MAX];

static int refuse_unknown(const struct tn__setting_table *table,
                          struct tn_str name,
                          struct tn_error *error)
{
    variable_name names[TN__SETTING_MAX];
    char shown[64];
    struct tn__nearest nearest = { .wrong = shown };

    tn__escape_text(shown, sizeof(shown), name, TN__ESCAPE_PLAIN);
    for (size_t i = 0; i < table->count; i++) {
        tn__setting_variable(&table->rows[i], names[i]);
        tn__nearest_offer(&nearest, names[i]);
    }
    if (nearest.best)
        return tn_error_set(error, TN_ESETTING,
                            "%s: no such setting; did you mean %s?", shown,
                            nearest.best);
    return tn_error_set(error, TN_ESETTING,
                        "%s: no such setting; --help lists them", shown);
}

static const struct tn__setting *
find_variable(const struct tn__setting_table *table, struct tn_str name)
{
    for (size_t i = 0; i < table->count; i++) {
        variable_name known;

        tn__setting_variable(&table->rows[i], known);
        if (tn_str_equal(tn_str_from(known), name))
            return &table->rows[i];
    }
    return NULL;
}

int tn__settings_read_env(struct tn__settings *settings,
                          char *const *env,
                          struct tn_error *error)
{
    int status = 0;

    for (; *env && status == 0; env++) {
        const char *equals = strchr(*env, '=');
        struct tn_str name = { *env, equals ? (size_t)(equals - *env) : 0 };
        const struct tn__setting *setting;
        variable_name label;

        if (name.len < PREFIX_SIZE || memcmp(name.ptr, PREFIX, PREFIX_SIZE))
            continue;
        setting = find_variable(settings->table, name);
        if (!setting)
            return refuse_unknown(settings->table, name, error);
        tn__setting_variable(setting, label);
        status = tn__settings_set(settings, setting, equals + 1, label, error);
    }
    return status;
}
