/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/convert.h"

#include <criterion/criterion.h>

#include <tenon/attrs.h>

typedef bool (*convert_fn)(const char *text, uint64_t *out);

struct accepted {
    const char *text;
    uint64_t value;
};

static void
accept_all(convert_fn convert, const struct accepted *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint64_t value = 0;

        cr_assert(convert(cases[i].text, &value), "\"%s\"", cases[i].text);
        cr_assert_eq(value, cases[i].value, "\"%s\"", cases[i].text);
    }
}

static void
refuse_all(convert_fn convert, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint64_t value = 77;

        cr_assert_not(convert(texts[i], &value), "\"%s\"", texts[i]);
        cr_assert_eq(value, 77, "\"%s\" touched the value", texts[i]);
    }
}

Test(convert, takes_a_count_in_decimal)
{
    static const struct accepted cases[] = {
        { "0", 0 },
        { "8000", 8000 },
        { "010", 10 },
        { "18446744073709551615", UINT64_MAX },
    };

    accept_all(tn__convert_count, cases, TN_COUNT(cases));
}

Test(convert, refuses_a_count_that_is_anything_else)
{
    static const char *const texts[] = {
        "",    " 1",    "1 ",   "+1",  "-1",
        "1.5", "12abc", "0x10", "1e3", "18446744073709551616",
        "１",
    };

    refuse_all(tn__convert_count, texts, TN_COUNT(texts));
}

Test(convert, takes_sizes_with_binary_units)
{
    static const struct accepted cases[] = {
        { "0", 0 },           { "1048576", 1048576 }, { "7B", 7 },
        { "512KiB", 524288 }, { "1MiB", 1048576 },    { "2GiB", 2147483648 },
    };

    accept_all(tn__convert_size, cases, TN_COUNT(cases));
}

Test(convert, refuses_other_sizes)
{
    static const char *const texts[] = {
        "",       "KiB", "1 KiB",
        "1kib",   "1K",  "1MB",
        "1.5MiB", "-1",  "18446744073709551615KiB",
    };

    refuse_all(tn__convert_size, texts, TN_COUNT(texts));
}

Test(convert, takes_times_with_units_and_bare_seconds)
{
    static const struct accepted cases[] = {
        { "0", 0 },        { "500ms", 500 },  { "30s", 30000 },
        { "2m", 120000 },  { "1h", 3600000 }, { "30", 30000 },
        { "1.5s", 1500 },  { "0.25", 250 },   { "0.001s", 1 },
        { "0.5m", 30000 },
    };

    accept_all(tn__convert_time, cases, TN_COUNT(cases));
}

Test(convert, refuses_other_times)
{
    static const char *const texts[] = {
        "",       "s",       "-1s",        "1 s",
        "1S",     "1d",      "1.s",        ".5s",
        "1.2.3s", "0.0001s", "1.5ms",      "1e3s",
        "1s ",    "inf",     "0.1234567s", "18446744073709551615s",
    };

    refuse_all(tn__convert_time, texts, TN_COUNT(texts));
}

Test(convert, knows_the_words_of_a_switch_and_no_others)
{
    static const struct accepted cases[] = {
        { "on", 1 },  { "true", 1 },  { "yes", 1 },
        { "off", 0 }, { "false", 0 }, { "no", 0 },
    };
    static const char *const texts[] = { "", "banana", "ON", "1", "0", "y" };

    accept_all(tn__convert_switch, cases, TN_COUNT(cases));
    refuse_all(tn__convert_switch, texts, TN_COUNT(texts));
}

Test(convert, gives_the_place_of_a_choice)
{
    static const char *const choices[] = { "text", "json", NULL };
    uint64_t value;

    cr_assert(tn__convert_choice("json", choices, &value));
    cr_assert_eq(value, 1);
    cr_assert_not(tn__convert_choice("xml", choices, &value));
}

Test(convert, writes_values_with_the_largest_whole_unit)
{
    char text[TN__CONVERT_TEXT];

    tn__convert_format_size(text, 1048576);
    cr_assert_str_eq(text, "1MiB");
    tn__convert_format_size(text, 1048577);
    cr_assert_str_eq(text, "1048577B");
    tn__convert_format_time(text, 90000);
    cr_assert_str_eq(text, "90s");
    tn__convert_format_time(text, 1);
    cr_assert_str_eq(text, "1ms");
    tn__convert_format_time(text, 0);
    cr_assert_str_eq(text, "0");
}
