/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/decimal.h"

#include <criterion/criterion.h>

static char rooms[2][128];

static struct tn__decimal number(int room, const char *text)
{
    struct tn__decimal decimal = { 0 };

    cr_assert_eq(tn__decimal_parse(tn_str_from(text), rooms[room], &decimal),
                 TN__DECIMAL_FINITE, "%s", text);
    return decimal;
}

static void check(const char *text, const char *expected)
{
    struct tn__decimal decimal = number(0, text);
    char written[128 + TN__DECIMAL_EXTRA];
    size_t size = tn__decimal_format(written, &decimal);

    cr_expect(size == strlen(expected) && !memcmp(written, expected, size),
              "%s: %.*s", text, (int)size, written);
}

static void check_refused(const char *text, enum tn__decimal_result expected)
{
    struct tn__decimal decimal;

    cr_expect_eq(tn__decimal_parse(tn_str_from(text), rooms[0], &decimal),
                 expected, "%s", text);
}

Test(decimal, keeps_what_python_keeps)
{
    check("1.50", "1.50");
    check("007", "7");
    check("-0", "-0");
    check("000.00", "0.00");
    check("5.", "5");
    check("+.5", "0.5");
    check(" 1_000\xe2\x80\x83", "1000");
}

Test(decimal, writes_an_exponent_where_python_does)
{
    check("1e3", "1E+3");
    check("0E+3", "0E+3");
    check("123E-2", "1.23");
    check("0.000001", "0.000001");
    check("0.0000001", "1E-7");
    check("12.5e-9", "1.25E-8");
    check("1E999999999999999999", "1E+999999999999999999");
    check("1E-1999999999999999997", "1E-1999999999999999997");
}

Test(decimal, tells_no_number_from_no_finite_one)
{
    static const char *const none[] = {
        "",
        ".",
        "e5",
        "1e",
        "1e+",
        "- 5",
        "1 0",
        "0x1",
        "_",
        "infinit",
        "nanx",
        "1E1000000000000000000",
        "10E999999999999999999",
        "1E-1999999999999999998",
        "1e99999999999999999999999999",
    };
    static const char *const special[] = {
        "nan", "-NaN123", "sNaN", "inf", "-Infinity", "+INF",
    };

    for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
        check_refused(none[i], TN__DECIMAL_NONE);
    for (size_t i = 0; i < sizeof(special) / sizeof(*special); i++)
        check_refused(special[i], TN__DECIMAL_SPECIAL);
}

static int order(const char *a, const char *b)
{
    struct tn__decimal left = number(0, a);
    struct tn__decimal right = number(1, b);
    int order = tn__decimal_compare(&left, &right);

    return (order > 0) - (order < 0);
}

Test(decimal, compares_exactly)
{
    cr_expect_eq(order("1.0", "1.00"), 0);
    cr_expect_eq(order("1e2", "100.000"), 0);
    cr_expect_eq(order("-0", "0E+5"), 0);
    cr_expect_eq(order("100.0000000000000000000001", "100"), 1);
    cr_expect_eq(order("99.99999999999999999999999", "100"), -1);
    cr_expect_eq(order("-2", "1"), -1);
    cr_expect_eq(order("-2", "-3"), 1);
    cr_expect_eq(order("0", "-1e-999999999"), 1);
    cr_expect_eq(order("1e999999999", "9e999999998"), 1);
}

static bool is_multiple(const char *a, const char *b)
{
    struct tn__decimal left = number(0, a);
    struct tn__decimal right = number(1, b);

    return tn__decimal_is_multiple(&left, &right);
}

Test(decimal, divides_exactly)
{
    cr_expect(is_multiple("0", "3"));
    cr_expect(is_multiple("-0.3", "0.1"));
    cr_expect(is_multiple("1e100", "0.25"));
    cr_expect(is_multiple("3E+999999999", "3"));
    cr_expect(is_multiple("200", "50"));
    cr_expect_not(is_multiple("1E+999999999", "3"));
    cr_expect_not(is_multiple("0.35", "0.1"));
    cr_expect_not(is_multiple("100000000000000000000000001", "2"));
}
