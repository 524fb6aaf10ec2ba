/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/flags.h"

#include <stddef.h>
#include <string.h>

#include "app/convert.h"
#include "app/escape.h"
#include "base/nearest.h"

/* Flags that are no settings. */
static const struct plain_flag {
    const char *names[2];
    size_t offset; /* of a bool in struct tn__flags */
} plain_flags[] = {
    { { "--help", "-h" }, offsetof(struct tn__flags, help) },
    { { "--version", "-V" }, offsetof(struct tn__flags, version) },
};

static bool set_plain(struct tn__flags *flags, const char *argument)
{
    for (size_t i = 0; i < TN_COUNT(plain_flags); i++) {
        const struct plain_flag *flag = &plain_flags[i];

        if (strcmp(argument, flag->names[0]) == 0 ||
            strcmp(argument, flag->names[1]) == 0) {
            *(bool *)((char *)flags + flag->offset) = true;
            return true;
        }
    }
    return false;
}

bool tn__flags_is_plain(const char *name)
{
    for (size_t i = 0; i < TN_COUNT(plain_flags); i++)
        if (strcmp(plain_flags[i].names[0] + 2, name) == 0)
            return true;
    return false;
}

/* Returns the setting of a flag's name without its dashes, NULL for none. */
static const struct tn__setting *find_setting(
    const struct tn__setting_table *table, const char *name, size_t size)
{
    for (size_t i = 0; i < table->count; i++) {
        const char *known = table->rows[i].name;

        if (strlen(known) == size && memcmp(known, name, size) == 0)
            return &table->rows[i];
    }
    return NULL;
}

static int refuse_flag(const struct tn__setting_table *table,
                       const char *argument,
                       struct tn_error *error)
{
    char name[64];
    struct tn__nearest nearest = { .wrong = name };
    struct tn_str given = { argument, strcspn(argument, "=") };
    size_t dashes = strspn(argument, "-");

    tn__escape_text(name, sizeof(name),
                    (struct tn_str){ given.ptr + dashes, given.len - dashes },
                    TN__ESCAPE_PLAIN);
    for (size_t i = 0; i < table->count; i++)
        tn__nearest_offer(&nearest, table->rows[i].name);
    for (size_t i = 0; i < TN_COUNT(plain_flags); i++)
        tn__nearest_offer(&nearest, plain_flags[i].names[0] + 2);
    if (nearest.best)
        return tn_error_set(error, TN_EUSAGE,
                            "%.*s%s: no such flag; did you mean --%s?",
                            (int)dashes, "--", name, nearest.best);
    return tn_error_set(error, TN_EUSAGE,
                        "%.*s%s: no such flag; --help lists them", (int)dashes,
                        "--", name);
}

/* Returns the value of a flag that stands apart from it, NULL when it is
 * missing. A switch takes the next argument only if that is a switch's word. */
static const char *
next_value(const struct tn__setting *setting, char *const *next, bool *taken)
{
    uint64_t ignored;

    if (setting->type == TN__SETTING_SWITCH) {
        *taken = *next && tn__convert_switch(*next, &ignored);
        return *taken ? *next : "on";
    }
    *taken = *next != NULL;
    return *next;
}

/* Reads "--name..." and perhaps the argument behind it. */
static int set_setting(const struct tn__setting_table *table,
                       struct tn__flags *flags,
                       char *const *argument,
                       bool *taken,
                       struct tn_error *error)
{
    const char *name = *argument + 2;
    size_t size = strcspn(name, "=");
    const struct tn__setting *setting = NULL;
    const char *value;
    char expected[TN__SETTING_EXPECTED_MAX];

    *taken = false;
    if (strncmp(*argument, "--", 2) == 0)
        setting = find_setting(table, name, size);
    if (!setting)
        return refuse_flag(table, *argument, error);
    value =
        name[size] ? name + size + 1 : next_value(setting, argument + 1, taken);
    flags->values[setting - table->rows] = value;
    if (value)
        return 0;
    tn__setting_expected(setting, expected);
    return tn_error_set(error, TN_EUSAGE, "%s: needs a value: %s", *argument,
                        expected);
}

static int
refuse_second(const char *first, const char *second, struct tn_error *error)
{
    char shown[2][64];

    tn__escape_text(shown[0], sizeof(shown[0]), tn_str_from(first),
                    TN__ESCAPE_PLAIN);
    tn__escape_text(shown[1], sizeof(shown[1]), tn_str_from(second),
                    TN__ESCAPE_PLAIN);
    return tn_error_set(error, TN_EUSAGE,
                        "%s: one command at a time, and it was %s", shown[1],
                        shown[0]);
}

int tn__flags_parse(const struct tn__setting_table *table,
                    int argc,
                    char *const *argv,
                    struct tn__flags *flags,
                    struct tn_error *error)
{
    *flags = (struct tn__flags){ 0 };
    for (char *const *at = argv + (argc > 0); *at; at++) {
        bool taken = false;

        if ((*at)[0] != '-' || !(*at)[1]) {
            if (flags->command)
                return refuse_second(flags->command, *at, error);
            flags->command = *at;
        } else if (!set_plain(flags, *at) &&
                   set_setting(table, flags, at, &taken, error) != 0) {
            return TN_EUSAGE;
        }
        at += taken;
    }
    return 0;
}
