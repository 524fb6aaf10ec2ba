/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/query.h"

#include <criterion/criterion.h>

/* Expects NULL where the parameter is absent. */
static void
expect_value(const char *query, const char *name, const char *expected)
{
    struct tn__arena arena;
    struct tn_str value;

    tn__arena_init(&arena, NULL, 0, 0);
    value = tn__query_param(&arena, tn_str_from(query), tn_str_from(name));
    if (expected)
        cr_assert_str_eq(value.ptr, expected, "%s", query);
    else
        cr_assert_null(value.ptr, "%s: %s", query, value.ptr);
    tn__arena_deinit(&arena);
}

Test(query, finds_a_parameter)
{
    expect_value("a=1", "a", "1");
    expect_value("b=2&a=1&c=3", "a", "1");
    expect_value("a=1=2", "a", "1=2");
    expect_value("a=1;b=2", "a", "1;b=2");
}

Test(query, gives_the_last_where_a_name_stands_twice)
{
    expect_value("a=1&a=2", "a", "2");
    expect_value("a=1&a=", "a", "");
    expect_value("a=1&a", "a", "");
}

Test(query, tells_an_empty_value_from_none)
{
    expect_value("a", "a", "");
    expect_value("a=", "a", "");
    expect_value("&&a=&&", "a", "");
    expect_value("", "a", NULL);
    expect_value("b=a", "a", NULL);
    expect_value("aa=1", "a", NULL);
    expect_value("A=1", "a", NULL);
    expect_value("=1", "a", NULL);
}

Test(query, decodes_names_and_values)
{
    expect_value("a=b%20c+d%2B", "a", "b c d+");
    expect_value("%61=1", "a", "1");
    expect_value("a+b=1", "a b", "1");
    expect_value("a%26b=1", "a&b", "1");
    expect_value("a=%ff", "a", "\xef\xbf\xbd");
}
