/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/settings.h"

#include <string.h>

#include "app/flags.h"

#define DAY (24 * 3600 * UINT64_C(1000))

/* -- A setting of the program's own ---------------------------------------- */

/* The row of one: texts and times are kept apart. */
static struct tn__setting row_of(const struct tn_setting *own, size_t index)
{
    struct tn__setting row = {
        .name = own->name,
        .type =
            own->type == TN_SETTING_URL ? TN__SETTING_URL : TN__SETTING_TEXT,
        .offset = offsetof(struct tn__settings, own) + index * sizeof(char *),
        .fallback = own->fallback,
        .is_secret = own->secret,
        .help = own->help,
    };

    if (own->type == TN_SETTING_TIME) {
        row.type = TN__SETTING_TIME;
        row.offset =
            offsetof(struct tn__settings, own_times) + index * sizeof(unsigned);
        row.min = 1;
        row.max = DAY;
    }
    return row;
}

/* -- What can be wrong with one -------------------------------------------- */

/* Letters and digits with single hyphens between them, a letter first. */
static bool has_bad_name(const struct tn__setting_table *table,
                         const struct tn_setting *own)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    static const char others[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    const char *at = own->name;

    (void)table;
    if (!at || !strspn(at, letters) || strlen(at) >= TN__SETTING_NAME_MAX)
        return true;
    at += strspn(at, others);
    while (*at == '-' && strspn(at + 1, others))
        at += 1 + strspn(at + 1, others);
    return *at != '\0';
}

static bool is_built_in(const struct tn__setting_table *table,
                        const struct tn_setting *own)
{
    const struct tn__setting *known = tn__setting_find(table, own->name);

    return tn__flags_is_plain(own->name) ||
           (known && known < table->rows + TN__SETTING_BUILT_IN);
}

static bool stands_twice(const struct tn__setting_table *table,
                         const struct tn_setting *own)
{
    return tn__setting_find(table, own->name) != NULL;
}

static bool has_no_help(const struct tn__setting_table *table,
                        const struct tn_setting *own)
{
    (void)table;
    return !own->help || !own->help[0];
}

static bool has_empty_fallback(const struct tn__setting_table *table,
                               const struct tn_setting *own)
{
    (void)table;
    return own->fallback && !own->fallback[0];
}

static bool has_no_type(const struct tn__setting_table *table,
                        const struct tn_setting *own)
{
    (void)table;
    return (unsigned)own->type > TN_SETTING_TIME;
}

static bool has_bad_fallback(const struct tn__setting_table *table,
                             const struct tn_setting *own)
{
    const struct tn__setting row = row_of(own, 0);

    (void)table;
    return own->fallback && tn__setting_check(&row, own->fallback, own->name,
                                              NULL) == TN_ESETTING;
}

/* In this order: what comes later relies on what came before. */
static const struct fault {
    bool (*is_found)(const struct tn__setting_table *table,
                     const struct tn_setting *own);
    const char *message;
} faults[] = {
    { has_bad_name,
      "a name is letters a-z, digits and single hyphens between them, a letter "
      "first, 31 bytes at most, such as \"max-items\"" },
    { is_built_in, "every program has a flag of this name; choose another" },
    { stands_twice, "stands twice; keep one" },
    { has_no_help, "has no .help, the line that --help shows" },
    { has_empty_fallback, "its .fallback is empty; leave it out for none" },
    { has_no_type, "its .type is none of enum tn_setting_type" },
    { has_bad_fallback, "its .fallback is no value of its .type" },
};

static int check(const struct tn__setting_table *table,
                 const struct tn_setting *own,
                 struct tn_error *error)
{
    for (size_t i = 0; i < TN_COUNT(faults); i++) {
        if (faults[i].is_found(table, own))
            return tn_error_set(error, TN_EINVALID, "setting %zu (%s): %s",
                                table->count - TN__SETTING_BUILT_IN + 1,
                                own->name ? own->name : "?", faults[i].message);
    }
    return 0;
}

/* -- The table ------------------------------------------------------------- */

int tn__setting_table_init(struct tn__setting_table *table,
                           const struct tn_setting *own,
                           size_t own_count,
                           struct tn_error *error)
{
    memcpy(table->rows, tn__setting_built_in, sizeof(tn__setting_built_in));
    table->count = TN__SETTING_BUILT_IN;
    if (own_count > TN_SETTING_LIMIT)
        return tn_error_set(error, TN_EINVALID,
                            "%zu settings of its own: %d is the most",
                            own_count, TN_SETTING_LIMIT);
    for (size_t i = 0; i < own_count; i++) {
        int status = check(table, &own[i], error);

        if (status)
            return status;
        table->rows[table->count++] = row_of(&own[i], i);
    }
    return 0;
}

const struct tn__setting *
tn__setting_find(const struct tn__setting_table *table, const char *name)
{
    char spelled[TN__SETTING_NAME_MAX];
    size_t size = strlen(name);

    if (size >= sizeof(spelled))
        return NULL;
    for (size_t i = 0; i <= size; i++)
        spelled[i] = name[i] == '_' ? '-' : name[i];
    for (size_t i = 0; i < table->count; i++) {
        if (strcmp(spelled, table->rows[i].name) == 0)
            return &table->rows[i];
    }
    return NULL;
}

static char upper(char c)
{
    return c == '-' ? '_' : c >= 'a' ? (char)(c - 'a' + 'A') : c;
}

void tn__setting_variable(const struct tn__setting *setting, char *to)
{
    memcpy(to, "TENON_", 6);
    to += 6;
    for (const char *at = setting->name; *at; at++)
        *to++ = upper(*at);
    *to = '\0';
}
