/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>
#include <stdio.h>

#include "app/settings.h"

static struct tn__setting_table table;

static int init(const struct tn_setting *own, size_t count)
{
    return tn__setting_table_init(&table, own, count, NULL);
}

Test(settings_table, has_the_rows_of_every_program)
{
    cr_assert_eq(init(NULL, 0), 0);
    cr_assert_eq(table.count, TN__SETTING_BUILT_IN);
    cr_assert_str_eq(table.rows[0].name, "host");
}

Test(settings_table, has_those_of_the_program_behind_them)
{
    static const struct tn_setting own[] = {
        { .name = "a", .fallback = "b", .help = "c" },
        { .name = "max-4-items", .help = "d", .secret = true },
        { .name = "a234567890123456789012345678901", .help = "longest" },
        { .name = "e", .type = TN_SETTING_URL, .help = "f" },
        { .name = "g", .type = TN_SETTING_TIME, .help = "h" },
    };
    const struct tn__setting *row = &table.rows[TN__SETTING_BUILT_IN];

    cr_assert_eq(init(own, TN_COUNT(own)), 0);
    cr_assert_eq(table.count, TN__SETTING_BUILT_IN + TN_COUNT(own));
    cr_assert_str_eq(row->name, "a");
    cr_assert_str_eq(row->fallback, "b");
    cr_assert_eq(row->type, TN__SETTING_TEXT);
    cr_assert_not(row->is_secret);
    cr_assert_eq(tn__setting_find(&table, "max_4_items"), row + 1);
    cr_assert_null(row[1].fallback);
    cr_assert(row[1].is_secret);
    cr_assert_eq(row[3].type, TN__SETTING_URL);
    cr_assert_eq(row[4].type, TN__SETTING_TIME);
    cr_assert_eq(row[4].offset, offsetof(struct tn__settings, own_times[4]));
}

Test(settings_table, has_a_ceiling)
{
    static char names[TN_SETTING_LIMIT + 1][8];
    static struct tn_setting own[TN_SETTING_LIMIT + 1];
    struct tn_error error = { 0 };

    for (size_t i = 0; i < TN_COUNT(own); i++) {
        snprintf(names[i], sizeof(names[i]), "s%zu", i);
        own[i] = (struct tn_setting){ .name = names[i], .help = "x" };
    }
    cr_assert_eq(init(own, TN_SETTING_LIMIT), 0);
    cr_assert_eq(table.count, TN__SETTING_MAX);
    cr_assert_eq(tn__setting_table_init(&table, own, TN_COUNT(own), &error),
                 TN_EINVALID);
    cr_assert_str_eq(error.message, "65 settings of its own: 64 is the most");
}

#define NAME_RULE                                                              \
    "a name is letters a-z, digits and single hyphens between them, a letter " \
    "first, 31 bytes at most, such as \"max-items\""
#define TAKEN "every program has a flag of this name; choose another"

static const struct wrong {
    struct tn_setting setting;
    const char *message;
} wrongs[] = {
    { { .name = NULL, .help = "x" }, "setting 2 (?): " NAME_RULE },
    { { .name = "", .help = "x" }, "setting 2 (): " NAME_RULE },
    { { .name = "2a", .help = "x" }, "setting 2 (2a): " NAME_RULE },
    { { .name = "-a", .help = "x" }, "setting 2 (-a): " NAME_RULE },
    { { .name = "a-", .help = "x" }, "setting 2 (a-): " NAME_RULE },
    { { .name = "a--b", .help = "x" }, "setting 2 (a--b): " NAME_RULE },
    { { .name = "a_b", .help = "x" }, "setting 2 (a_b): " NAME_RULE },
    { { .name = "Ab", .help = "x" }, "setting 2 (Ab): " NAME_RULE },
    { { .name = "a=b", .help = "x" }, "setting 2 (a=b): " NAME_RULE },
    { { .name = "a2345678901234567890123456789012", .help = "x" },
      "setting 2 (a2345678901234567890123456789012): " NAME_RULE },
    { { .name = "port", .help = "x" }, "setting 2 (port): " TAKEN },
    { { .name = "body-limit", .help = "x" }, "setting 2 (body-limit): " TAKEN },
    { { .name = "config", .help = "x" }, "setting 2 (config): " TAKEN },
    { { .name = "help", .help = "x" }, "setting 2 (help): " TAKEN },
    { { .name = "version", .help = "x" }, "setting 2 (version): " TAKEN },
    { { .name = "first", .help = "x" },
      "setting 2 (first): stands twice; keep one" },
    { { .name = "a" },
      "setting 2 (a): has no .help, the line that --help shows" },
    { { .name = "a", .help = "x", .fallback = "" },
      "setting 2 (a): its .fallback is empty; leave it out for none" },
    { { .name = "a", .type = TN_SETTING_URL, .help = "x", .fallback = "x" },
      "setting 2 (a): its .fallback is no value of its .type" },
    { { .name = "a", .type = TN_SETTING_TIME, .help = "x", .fallback = "0" },
      "setting 2 (a): its .fallback is no value of its .type" },
    { { .name = "a", .type = (enum tn_setting_type)3, .help = "x" },
      "setting 2 (a): its .type is none of enum tn_setting_type" },
};

Test(settings_table, says_what_is_wrong_with_one)
{
    for (size_t i = 0; i < TN_COUNT(wrongs); i++) {
        const struct tn_setting own[] = {
            { .name = "first", .help = "x" },
            wrongs[i].setting,
        };
        struct tn_error error = { 0 };

        cr_assert_eq(tn__setting_table_init(&table, own, 2, &error),
                     TN_EINVALID);
        cr_assert_str_eq(error.message, wrongs[i].message);
    }
}
