/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/flags.h"

#include <criterion/criterion.h>
#include <string.h>

#define PARSE(flags, error, ...)                                               \
    parse((char *[]){ "program", __VA_ARGS__, NULL }, flags, error)

static struct tn__setting_table table;

static const struct tn_setting own[] = {
    { .name = "upstream", .help = "where it comes from" },
};

static void init_table(void)
{
    cr_assert_eq(tn__setting_table_init(&table, own, TN_COUNT(own), NULL), 0);
}

TestSuite(flags, .init = init_table);

static int parse(char **argv, struct tn__flags *flags, struct tn_error *error)
{
    int argc = 0;

    while (argv[argc])
        argc++;
    return tn__flags_parse(&table, argc, argv, flags, error);
}

static const char *value(const struct tn__flags *flags, const char *name)
{
    return flags->values[tn__setting_find(&table, name) - table.rows];
}

Test(flags, are_all_unset_on_an_empty_line)
{
    struct tn__flags flags;

    cr_assert_eq(parse((char *[]){ "program", NULL }, &flags, NULL), 0);
    cr_assert_null(flags.command);
    cr_assert_not(flags.help || flags.version);
    cr_assert_null(value(&flags, "port"));
}

Test(flags, take_values_behind_a_space_or_an_equals_sign)
{
    struct tn__flags flags;

    cr_assert_eq(
        PARSE(&flags, NULL, "--port", "1", "serve", "--host=::1", "--config="),
        0);
    cr_assert_str_eq(flags.command, "serve");
    cr_assert_str_eq(value(&flags, "port"), "1");
    cr_assert_str_eq(value(&flags, "host"), "::1");
    cr_assert_str_eq(value(&flags, "config"), "");
}

Test(flags, set_what_the_program_adds)
{
    struct tn__flags flags;
    struct tn_error error = { 0 };

    cr_assert_eq(PARSE(&flags, NULL, "--upstream", "there", "check"), 0);
    cr_assert_str_eq(flags.command, "check");
    cr_assert_str_eq(value(&flags, "upstream"), "there");
    cr_assert_eq(PARSE(&flags, &error, "--upstraem=x"), TN_EUSAGE);
    cr_assert_str_eq(error.message,
                     "--upstraem: no such flag; did you mean --upstream?");
}

Test(flags, count_the_last_of_two)
{
    struct tn__flags flags;

    cr_assert_eq(PARSE(&flags, NULL, "--port", "1", "--port=2"), 0);
    cr_assert_str_eq(value(&flags, "port"), "2");
}

Test(flags, let_a_switch_stand_alone)
{
    struct tn__flags flags;

    cr_assert_eq(PARSE(&flags, NULL, "--strict", "check"), 0);
    cr_assert_str_eq(value(&flags, "strict"), "on");
    cr_assert_str_eq(flags.command, "check");
    cr_assert_eq(PARSE(&flags, NULL, "--access-log", "off", "check"), 0);
    cr_assert_str_eq(value(&flags, "access-log"), "off");
    cr_assert_str_eq(flags.command, "check");
    cr_assert_eq(PARSE(&flags, NULL, "--strict"), 0);
    cr_assert_str_eq(value(&flags, "strict"), "on");
}

Test(flags, ask_for_help_and_version_in_two_forms)
{
    struct tn__flags flags;

    cr_assert_eq(PARSE(&flags, NULL, "-h"), 0);
    cr_assert(flags.help);
    cr_assert_eq(PARSE(&flags, NULL, "--help", "--version"), 0);
    cr_assert(flags.help && flags.version);
    cr_assert_eq(PARSE(&flags, NULL, "-V"), 0);
    cr_assert(flags.version);
}

struct wrong {
    const char *argument;
    const char *message;
};

Test(flags, say_in_one_line_what_is_wrong)
{
    static const struct wrong wrongs[] = {
        { "--prot", "--prot: no such flag; did you mean --port?" },
        { "--prot=1", "--prot: no such flag; did you mean --port?" },
        { "-port", "-port: no such flag; did you mean --port?" },
        { "--hepl", "--hepl: no such flag; did you mean --help?" },
        { "--banana", "--banana: no such flag; --help lists them" },
        { "--", "--: no such flag; --help lists them" },
        { "-x", "-x: no such flag; --help lists them" },
        { "--\n", "--\\x0a: no such flag; --help lists them" },
        { "--port", "--port: needs a value: a whole number from 0 to 65535" },
    };

    for (size_t i = 0; i < TN_COUNT(wrongs); i++) {
        struct tn__flags flags;
        struct tn_error error = { 0 };
        char argument[32];

        strcpy(argument, wrongs[i].argument);
        cr_assert_eq(PARSE(&flags, &error, argument), TN_EUSAGE, "%s",
                     argument);
        cr_assert_str_eq(error.message, wrongs[i].message);
    }
}

Test(flags, take_one_command)
{
    struct tn__flags flags;
    struct tn_error error = { 0 };

    cr_assert_eq(PARSE(&flags, &error, "serve", "check"), TN_EUSAGE);
    cr_assert_str_eq(error.message,
                     "check: one command at a time, and it was serve");
}
