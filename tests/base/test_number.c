/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/number.h"

#include <criterion/criterion.h>

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <tenon/attrs.h>

/* The C library, in the C locale, is what everything is compared with. */

static double from_bits(uint64_t bits)
{
    double value;

    memcpy(&value, &bits, sizeof(value));
    return value;
}

static uint64_t to_bits(double value)
{
    uint64_t bits;

    memcpy(&bits, &value, sizeof(bits));
    return bits;
}

/* Random words, the same in each run (Marsaglia's xorshift). */
static uint64_t next_word(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state * 0x2545F4914F6CDD1Du;
}

static void assert_parsed(const char *text)
{
    double value = tn__number_parse_double(text, strlen(text));

    cr_assert_eq(to_bits(value), to_bits(strtod(text, NULL)), "%s: %.17g", text,
                 value);
}

static void assert_formatted(double value, const char *expected)
{
    char text[TN__NUMBER_TEXT + 1];

    text[tn__number_format_double(text, value)] = '\0';
    cr_assert_str_eq(text, expected);
}

static void assert_returns(double value)
{
    char text[TN__NUMBER_TEXT + 1];
    size_t size = tn__number_format_double(text, value);

    text[size] = '\0';
    cr_assert_leq(size, 24);
    cr_assert_eq(to_bits(strtod(text, NULL)), to_bits(value), "%s", text);
    assert_parsed(text);
}

/* -- Integers -------------------------------------------------------------- */

Test(number, writes_integers_of_every_length)
{
    char text[TN__NUMBER_TEXT + 1], expected[32];
    int64_t value = 7;

    for (int i = 0; i < 18; i++, value = value * 10 + i % 10) {
        text[tn__number_format_int(text, value)] = '\0';
        snprintf(expected, sizeof(expected), "%lld", (long long)value);
        cr_assert_str_eq(text, expected);
        text[tn__number_format_int(text, -value)] = '\0';
        snprintf(expected, sizeof(expected), "%lld", (long long)-value);
        cr_assert_str_eq(text, expected);
    }
}

Test(number, writes_integers_beside_the_powers_of_ten)
{
    char text[TN__NUMBER_TEXT + 1], expected[32];
    uint64_t power = 1;

    for (int i = 0; i < 20; i++, power *= 10) {
        for (uint64_t value = power - 1; value <= power + 1; value++) {
            text[tn__number_format_uint(text, value)] = '\0';
            snprintf(expected, sizeof(expected), "%llu",
                     (unsigned long long)value);
            cr_assert_str_eq(text, expected);
        }
    }
}

Test(number, writes_the_extreme_integers)
{
    char text[TN__NUMBER_TEXT + 1];

    text[tn__number_format_int(text, INT64_MIN)] = '\0';
    cr_assert_str_eq(text, "-9223372036854775808");
    text[tn__number_format_int(text, INT64_MAX)] = '\0';
    cr_assert_str_eq(text, "9223372036854775807");
    text[tn__number_format_uint(text, UINT64_MAX)] = '\0';
    cr_assert_str_eq(text, "18446744073709551615");
}

/* -- Doubles to text ------------------------------------------------------- */

Test(number, writes_doubles_in_the_form_of_pythons_repr)
{
    static const struct {
        double value;
        const char *text;
    } cases[] = {
        { 0.0, "0.0" },
        { -0.0, "-0.0" },
        { 1.0, "1.0" },
        { 5.0, "5.0" },
        { -1.5, "-1.5" },
        { 0.1, "0.1" },
        { 0.1 + 0.2, "0.30000000000000004" },
        { 0.0001, "0.0001" },
        { 0.00001, "1e-05" },
        { 1.25e-7, "1.25e-07" },
        { 123456.789, "123456.789" },
        { 1e15, "1000000000000000.0" },
        { 1e16, "1e+16" },
        { 123456789012345680.0, "1.2345678901234568e+17" },
        { 1e22, "1e+22" },
        { 1e23, "1e+23" },
        { 1e100, "1e+100" },
        { 5e-324, "5e-324" },
        { DBL_MIN, "2.2250738585072014e-308" },
        { DBL_MAX, "1.7976931348623157e+308" },
        { 9007199254740991.0, "9007199254740991.0" },
        { 9007199254740992.0, "9007199254740992.0" },
        { 9007199254740994.0, "9007199254740994.0" },
        { 0x1p-44, "5.684341886080802e-14" },
        { (double)INFINITY, "inf" },
        { -(double)INFINITY, "-inf" },
        { (double)NAN, "nan" },
    };

    for (size_t i = 0; i < TN_COUNT(cases); i++)
        assert_formatted(cases[i].value, cases[i].text);
}

Test(number, writes_no_digit_more_than_needed)
{
    uint64_t state = 42;
    char text[64], shortest[64];

    for (int i = 0; i < 20000; i++) {
        double value = from_bits(next_word(&state) >> 1);
        int precision = 0;
        size_t digits = 0;

        if (!isfinite(value))
            continue;
        do
            snprintf(shortest, sizeof(shortest), "%.*e", precision, value);
        while (strtod(shortest, NULL) != value && precision++ < 17);
        text[tn__number_format_double(text, value)] = '\0';
        for (const char *at = text; *at && *at != 'e'; at++)
            digits += *at >= '0' && *at <= '9';
        if (strchr(text, 'e')) /* the other forms pad with zeros */
            cr_assert_leq(digits, (size_t)precision + 1, "%s", text);
    }
}

Test(number, writes_what_reads_back_the_same)
{
    uint64_t state = 1;

    for (int i = 0; i < 200000; i++) {
        uint64_t word = next_word(&state);

        /* All doubles, then subnormal ones, then ones of few bits. */
        if (i % 4 == 1)
            word &= 0x800FFFFFFFFFFFFFu;
        if (i % 4 == 2)
            word &= 0xFFFFFFF000000000u;
        if (isfinite(from_bits(word)))
            assert_returns(from_bits(word));
    }
}

Test(number, writes_what_reads_back_beside_every_power_of_two)
{
    for (uint64_t exponent = 0; exponent < 2047; exponent++) {
        uint64_t bits = exponent << 52;

        assert_returns(from_bits(bits));
        assert_returns(from_bits(bits + 1));
        assert_returns(from_bits(bits + ((1ull << 52) - 1)));
    }
}

/* -- Text to doubles ------------------------------------------------------- */

Test(number, reads_hard_cases_as_the_library_does)
{
    static const char *const cases[] = {
        "0.0",
        "-0.0",
        "0e999999999999",
        "1e-400",
        "5e-324",
        "2.4703282292062327e-324",
        "2.4703282292062328e-324",
        "2.47032822920623272e-324",
        "7.4109846876186981e-324",
        "2.2250738585072011e-308",
        "2.2250738585072012e-308",
        "2.2250738585072014e-308",
        "1.7976931348623157e308",
        "1.7976931348623158e308",
        "1.7976931348623159e308",
        "1e308",
        "1e309",
        "1e400",
        "9007199254740991.0",
        "9007199254740992.0",
        "9007199254740993.0",
        "9007199254740993.00000000000000000000000000000000000001",
        "9007199254740992.99999999999999999999999999999999999999",
        "9007199254740995.0",
        "9007199254740993e0",
        "90071992547409930e-1",
        "1e22",
        "1e23",
        "8.988465674311579e307",
        "1.1e-307",
        "0.000000000000000000000000000000000000000000000000001",
        "123456789012345678901234567890e-10",
        "10000000000000000000000000000000000000000e-40",
        "1e0000000000000000000000000000000000000000000005",
        "1e99999999999999999999999999",
        "1e-99999999999999999999999999",
    };

    for (size_t i = 0; i < TN_COUNT(cases); i++)
        assert_parsed(cases[i]);
}

Test(number, reads_random_decimals_as_the_library_does)
{
    uint64_t state = 7;
    char text[64];

    for (int i = 0; i < 200000; i++) {
        uint64_t word = next_word(&state);
        int exponent = (int)(next_word(&state) % 700) - 360;

        snprintf(text, sizeof(text), "%.*se%d", 1 + (int)(word % 19),
                 &"9876543210123456789"[word % 3], exponent);
        assert_parsed(text);
        snprintf(text, sizeof(text), "%llue%d", (unsigned long long)word,
                 exponent / 16);
        assert_parsed(text);
    }
}

Test(number, reads_the_middle_between_two_doubles_in_full)
{
    uint64_t state = 3;
    char text[1200];

    for (int i = 0; i < 2000; i++) {
        double low = from_bits(next_word(&state) >> 1);
        double high = nextafter(low, (double)INFINITY);
        char *exponent;

        if (!isfinite(high))
            continue;
        snprintf(text, sizeof(text), "%.800Le",
                 ((long double)low + (long double)high) / 2);
        assert_parsed(text);
        exponent = strchr(text, 'e');
        exponent[-1] = '1'; /* a trace above it */
        assert_parsed(text);
    }
}

Test(number, reads_thousands_of_digits)
{
    enum {
        SIZE = 20000
    };
    char *text = malloc(SIZE + 1);

    memset(text, '0', SIZE);
    memcpy(text, "9007199254740993.0", 18);
    text[SIZE] = '\0';
    assert_parsed(text);
    text[SIZE - 1] = '1'; /* no longer the middle */
    assert_parsed(text);
    memset(text, '0', SIZE);
    text[1] = '.';
    memcpy(text + SIZE - 8, "1e+19990", 8);
    assert_parsed(text);
    free(text);
}

Test(number, does_not_depend_on_the_locale)
{
    static const char *const names[] = { "de_DE.UTF-8", "ru_RU.UTF-8",
                                         "fr_FR.UTF-8" };
    /* The middle between two doubles: only the library can tell. */
    const char *hard = "9007199254740993.00000000000000000000000000000000001";

    for (size_t i = 0; i < TN_COUNT(names); i++)
        if (setlocale(LC_NUMERIC, names[i])) {
            cr_assert_eq(tn__number_parse_double(hard, strlen(hard)),
                         9007199254740994.0);
            assert_formatted(1.5, "1.5");
            return;
        }
    cr_skip("no locale with a decimal comma is installed");
}

Test(number, does_not_read_past_the_text)
{
    char *text = malloc(3);

    memcpy(text, "2.5", 3);
    cr_assert_eq(tn__number_parse_double(text, 3), 2.5);
    memcpy(text, "1e5", 3);
    cr_assert_eq(tn__number_parse_double(text, 3), 1e5);
    free(text);
}

Test(number, makes_doubles_of_digits_and_an_exponent)
{
    double value = -1;

    cr_assert(tn__number_make_double(0, 500, &value));
    cr_assert_eq(value, 0);
    cr_assert(tn__number_make_double(1, -400, &value));
    cr_assert_eq(value, 0);
    cr_assert(tn__number_make_double(1, 309, &value));
    cr_assert(isinf(value));
    cr_assert(tn__number_make_double(12345678901234567u, -16, &value));
    cr_assert_eq(value, 1.2345678901234567);
    cr_assert(tn__number_make_double(9007199254740993u, 0, &value));
    cr_assert_eq(value, 9007199254740992.0);
}
