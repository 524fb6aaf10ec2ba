/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "json/media_type.h"

#include <criterion/criterion.h>

static bool is_json(const char *type)
{
    return tn__json_is_media_type(tn_str_from(type));
}

Test(media_type, is_json_where_nothing_is_said)
{
    cr_assert(is_json(NULL));
    cr_assert(is_json(""));
    cr_assert(is_json("  "));
}

Test(media_type, is_json_whatever_case_and_parameters)
{
    cr_assert(is_json("application/json"));
    cr_assert(is_json(" Application/JSON ; charset=utf-8"));
    cr_assert(is_json("application/problem+json"));
}

Test(media_type, is_no_json_otherwise)
{
    cr_assert_not(is_json("text/html"));
    cr_assert_not(is_json("text/json"));
    cr_assert_not(is_json("application/xjson"));
    cr_assert_not(is_json("application/json5"));
    cr_assert_not(is_json("application"));
    cr_assert_not(is_json("json"));
}
