/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>

#include <tenon/value.h>

#include "json/document.h"

static struct document document;

static void read_sample(void)
{
    document_read(&document, "{\"a\": [1, [2, 3], 4], \"b\": {\"c\": null},"
                             " \"a\\u0000\": 5, \"b\": 6, \"\": 7}");
    cr_assert_eq(document.code, 0);
}

static void free_sample(void)
{
    document_free(&document);
}

TestSuite(value, .init = read_sample, .fini = free_sample);

Test(value, finds_a_member_by_name)
{
    const struct tn_value *list = tn_value_get(document.root, "a");

    cr_assert_not_null(list);
    cr_assert_eq(list->type, TN_TYPE_ARRAY);
    cr_assert_eq(list->count, 3);
    cr_assert_eq(tn_value_get(document.root, "")->as.integer, 7);
}

Test(value, gives_the_last_member_where_a_name_stands_twice)
{
    cr_assert_eq(tn_value_get(document.root, "b")->as.integer, 6);
}

Test(value, finds_a_name_that_holds_a_nul)
{
    cr_assert_eq(tn_value_get_n(document.root, "a\0", 2)->as.integer, 5);
}

Test(value, has_no_member_of_an_unknown_name)
{
    cr_assert_null(tn_value_get(document.root, "c"));
    cr_assert_null(tn_value_get(document.root, "aa"));
}

Test(value, finds_no_member_in_what_is_no_object)
{
    cr_assert_null(tn_value_get(tn_value_get(document.root, "a"), "a"));
    cr_assert_null(tn_value_get(tn_value_get(document.root, "b"), "a"));
}

Test(value, finds_items_past_nested_ones)
{
    const struct tn_value *list = tn_value_get(document.root, "a");

    cr_assert_eq(tn_value_at(list, 0)->as.integer, 1);
    cr_assert_eq(tn_value_at(tn_value_at(list, 1), 1)->as.integer, 3);
    cr_assert_eq(tn_value_at(list, 2)->as.integer, 4);
}

Test(value, has_no_item_out_of_range_or_in_what_is_no_array)
{
    cr_assert_null(tn_value_at(tn_value_get(document.root, "a"), 3));
    cr_assert_null(tn_value_at(document.root, 0));
}

Test(value, ends_where_its_parent_ends)
{
    cr_assert_eq(document.root->as.span, 18);
    cr_assert_eq(tn_value_next(tn_value_get(document.root, "")),
                 tn_value_next(document.root));
}
