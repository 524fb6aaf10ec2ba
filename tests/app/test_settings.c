/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/settings.h"

#include <criterion/criterion.h>
#include <string.h>

#include "app/convert.h"

static char *no_env[] = { NULL };
static struct tn__setting_table table;

static const struct tn_setting own[] = {
    { .name = "upstream", .fallback = "here", .help = "where it comes from" },
    { .name = "api-key-2", .help = "what lets us in", .secret = true },
};

static void init_table(void)
{
    cr_assert_eq(tn__setting_table_init(&table, own, TN_COUNT(own), NULL), 0);
}

TestSuite(settings, .init = init_table);

static struct tn__settings defaults(void)
{
    struct tn__settings settings;

    cr_assert_eq(tn__settings_init(&settings, &table, NULL), 0);
    return settings;
}

static int set(struct tn__settings *settings,
               const char *name,
               const char *text,
               struct tn_error *error)
{
    return tn__settings_set(settings, tn__setting_find(&table, name), text,
                            name, error);
}

Test(settings, begin_with_the_documented_defaults)
{
    struct tn__settings settings = defaults();

    cr_assert_str_eq(settings.host, "127.0.0.1");
    cr_assert_eq(settings.port, 8000);
    cr_assert_eq(settings.workers, 0);
    cr_assert_null(settings.config);
    cr_assert_eq(settings.log_level, TN__LOG_INFO);
    cr_assert_eq(settings.log_format, TN__LOG_TEXT);
    cr_assert(settings.access_log);
    cr_assert_not(settings.strict);
    cr_assert_eq(settings.body_limit, 1024 * 1024);
    cr_assert_eq(settings.drain_timeout, 8000);
    tn__settings_deinit(&settings);
}

Test(settings, have_names_that_fit_and_are_told_apart)
{
    for (size_t i = 0; i < table.count; i++) {
        const struct tn__setting *setting = &table.rows[i];

        cr_assert_lt(strlen(setting->name), TN__SETTING_NAME_MAX);
        cr_assert_eq(tn__setting_find(&table, setting->name), setting);
        cr_assert_not_null(setting->help);
    }
}

Test(settings, are_found_with_hyphens_or_underscores)
{
    cr_assert_str_eq(tn__setting_find(&table, "body_limit")->name,
                     "body-limit");
    cr_assert_null(tn__setting_find(&table, "body limit"));
    cr_assert_null(tn__setting_find(&table, ""));
}

Test(settings, name_their_variable)
{
    char name[TN__SETTING_VARIABLE_MAX];

    tn__setting_variable(tn__setting_find(&table, "body-limit"), name);
    cr_assert_str_eq(name, "TENON_BODY_LIMIT");
    tn__setting_variable(tn__setting_find(&table, "api-key-2"), name);
    cr_assert_str_eq(name, "TENON_API_KEY_2");
}

Test(settings, store_each_type)
{
    struct tn__settings settings = defaults();

    cr_assert_eq(set(&settings, "host", "::1", NULL), 0);
    cr_assert_eq(set(&settings, "port", "0", NULL), 0);
    cr_assert_eq(set(&settings, "body-limit", "512KiB", NULL), 0);
    cr_assert_eq(set(&settings, "request-timeout", "500ms", NULL), 0);
    cr_assert_eq(set(&settings, "access-log", "off", NULL), 0);
    cr_assert_eq(set(&settings, "log-format", "json", NULL), 0);
    cr_assert_str_eq(settings.host, "::1");
    cr_assert_eq(settings.port, 0);
    cr_assert_eq(settings.body_limit, 512 * 1024);
    cr_assert_eq(settings.request_timeout, 500);
    cr_assert_not(settings.access_log);
    cr_assert_eq(settings.log_format, TN__LOG_JSON);
    tn__settings_deinit(&settings);
}

Test(settings, of_the_program_come_from_everywhere)
{
    struct tn__settings settings = defaults();
    const char *flags[TN__SETTING_MAX] = { NULL };
    char *env[] = { "TENON_API_KEY_2=secret", "TENON_UPSTREAM=there", NULL };

    cr_assert_str_eq(settings.own[0], "here");
    cr_assert_null(settings.own[1]);
    flags[TN__SETTING_BUILT_IN] = "elsewhere";
    cr_assert_eq(tn__settings_load(&settings, flags, env, NULL), 0);
    cr_assert_str_eq(settings.own[0], "elsewhere");
    cr_assert_str_eq(settings.own[1], "secret");
    tn__settings_deinit(&settings);
}

struct wrong {
    const char *name;
    const char *text;
    const char *message;
};

static const struct wrong wrongs[] = {
    { "host", "", "host: \"\": expected a text that is not empty" },
    { "port", "65536",
      "port: \"65536\": expected a whole number from 0 to 65535" },
    { "port", "12abc",
      "port: \"12abc\": expected a whole number from 0 to 65535" },
    { "body-limit", "0",
      "body-limit: \"0\": expected a size from 1B to 1GiB, such as 1048576, "
      "512KiB or 1MiB" },
    { "idle-timeout", "25h",
      "idle-timeout: \"25h\": expected a time from 1ms to 24h, such as 500ms, "
      "30s or 2m" },
    { "strict", "banana", "strict: \"banana\": expected on or off" },
    { "log-level", "loud",
      "log-level: \"loud\": expected one of debug, info, warning, error" },
    { "log-level", "a\nb\033",
      "log-level: \"a\\x0ab\\x1b\": expected one of debug, info, warning, "
      "error" },
};

Test(settings, say_in_one_line_what_was_expected)
{
    for (size_t i = 0; i < TN_COUNT(wrongs); i++) {
        struct tn__settings settings = defaults();
        struct tn_error error = { 0 };

        cr_assert_eq(set(&settings, wrongs[i].name, wrongs[i].text, &error),
                     TN_ESETTING);
        cr_assert_str_eq(error.message, wrongs[i].message);
        tn__settings_deinit(&settings);
    }
}

Test(settings, cut_a_huge_value_in_the_message)
{
    struct tn__settings settings = defaults();
    struct tn_error error = { 0 };
    char text[5000];

    memset(text, 'x', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    cr_assert_eq(set(&settings, "port", text, &error), TN_ESETTING);
    cr_assert_not_null(strstr(error.message, "xxx...\": expected a whole"));
    tn__settings_deinit(&settings);
}

/* -- Variables ------------------------------------------------------------- */

static int
read_env(char *variable, struct tn__settings *settings, struct tn_error *error)
{
    char *env[] = { "PATH=/bin", variable, NULL };

    return tn__settings_read_env(settings, env, error);
}

Test(settings, come_from_variables)
{
    struct tn__settings settings = defaults();

    cr_assert_eq(read_env("TENON_BODY_LIMIT=2MiB", &settings, NULL), 0);
    cr_assert_eq(settings.body_limit, 2 * 1024 * 1024);
    cr_assert_eq(read_env("TENONPORT=x", &settings, NULL), 0);
    tn__settings_deinit(&settings);
}

Test(settings, refuse_a_variable_that_names_none)
{
    static const struct wrong cases[] = {
        { NULL, "TENON_PROT=1",
          "TENON_PROT: no such setting; did you mean TENON_PORT?" },
        { NULL, "TENON_port=1",
          "TENON_port: no such setting; did you mean TENON_PORT?" },
        { NULL, "TENON_UPSTRAEM=1",
          "TENON_UPSTRAEM: no such setting; did you mean TENON_UPSTREAM?" },
        { NULL, "TENON_UPSTREAM=",
          "TENON_UPSTREAM: \"\": expected a text that is not empty" },
        { NULL, "TENON_=1", "TENON_: no such setting; --help lists them" },
        { NULL, "TENON_BODY-LIMIT=1",
          "TENON_BODY-LIMIT: no such setting; did you mean "
          "TENON_BODY_LIMIT?" },
        { NULL, "TENON_PORT=",
          "TENON_PORT: \"\": expected a whole number from 0 to 65535" },
    };

    for (size_t i = 0; i < TN_COUNT(cases); i++) {
        struct tn__settings settings = defaults();
        struct tn_error error = { 0 };
        char variable[64];

        strcpy(variable, cases[i].text);
        cr_assert_eq(read_env(variable, &settings, &error), TN_ESETTING);
        cr_assert_str_eq(error.message, cases[i].message);
        tn__settings_deinit(&settings);
    }
}

/* -- All layers ------------------------------------------------------------ */

static size_t row(const char *name)
{
    return (size_t)(tn__setting_find(&table, name) - table.rows);
}

Test(settings, let_flags_beat_variables)
{
    struct tn__settings settings = defaults();
    const char *flags[TN__SETTING_MAX] = { NULL };
    char *env[] = { "TENON_PORT=1", "TENON_HOST=::1", NULL };

    flags[row("port")] = "2";
    cr_assert_eq(tn__settings_load(&settings, flags, env, NULL), 0);
    cr_assert_eq(settings.port, 2);
    cr_assert_str_eq(settings.host, "::1");
    tn__settings_deinit(&settings);
}

Test(settings, tell_a_wrong_flag_from_a_wrong_setting)
{
    struct tn__settings settings = defaults();
    struct tn_error error = { 0 };
    const char *flags[TN__SETTING_MAX] = { NULL };

    flags[row("port")] = "x";
    cr_assert_eq(tn__settings_load(&settings, flags, no_env, &error),
                 TN_EUSAGE);
    cr_assert_eq(error.code, TN_EUSAGE);
    cr_assert_str_eq(error.message,
                     "--port: \"x\": expected a whole number from 0 to 65535");
    tn__settings_deinit(&settings);
}

Test(settings, derive_the_memory_limit_from_the_body_limit)
{
    struct tn__settings settings = defaults();
    const char *flags[TN__SETTING_MAX] = { NULL };

    flags[row("body-limit")] = "2MiB";
    cr_assert_eq(tn__settings_load(&settings, flags, no_env, NULL), 0);
    cr_assert_eq(settings.memory_limit, 32 * 1024 * 1024);
    tn__settings_deinit(&settings);
}

Test(settings, refuse_limits_that_contradict_each_other)
{
    struct tn__settings settings = defaults();
    struct tn_error error = { 0 };
    const char *flags[TN__SETTING_MAX] = { NULL };

    flags[row("memory-limit")] = "1MiB";
    cr_assert_eq(tn__settings_load(&settings, flags, no_env, &error),
                 TN_ESETTING);
    cr_assert_str_eq(error.message,
                     "memory-limit 1MiB holds no body of body-limit 1MiB: "
                     "raise it, or set it to 0 for 16 times body-limit");
    tn__settings_deinit(&settings);
}
