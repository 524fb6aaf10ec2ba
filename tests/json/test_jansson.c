/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>

#include <tenon/jansson.h>

#include "json/document.h"

/* Reads a text and returns it as a jansson tree. */
static json_t *convert(const char *text)
{
    struct document document;
    json_t *tree;

    document_read(&document, text);
    cr_assert_eq(document.code, 0, "%s", text);
    tree = tn_value_to_jansson(document.root);
    document_free(&document);
    return tree;
}

/* The same as jansson itself reads. */
static void assert_converted(const char *text)
{
    json_t *expected = json_loads(text, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
    json_t *tree = convert(text);

    cr_assert_not_null(expected);
    cr_assert(json_equal(tree, expected), "%s", text);
    json_decref(tree);
    json_decref(expected);
}

static void assert_not_converted(const char *text)
{
    cr_assert_null(convert(text), "%s", text);
}

static char *nested(size_t depth)
{
    char *text = calloc(2 * depth + 1, 1);

    memset(text, '[', depth);
    memset(text + depth, ']', depth);
    return text;
}

Test(jansson, gives_the_tree_that_jansson_reads)
{
    assert_converted("null");
    assert_converted("[true, false, null]");
    assert_converted("[0, -1, 9223372036854775807, -9223372036854775808]");
    assert_converted("[0.1, 1e10, -0.0, 1.5e-300]");
    assert_converted("[\"\", \"Жук \\u0000 😀\"]");
    assert_converted(
        "{\"a\": {\"b\": [1, [], {}, [2]]}, \"\": 3, \"c\": [[]]}");
}

Test(jansson, takes_the_last_value_where_a_name_stands_twice)
{
    assert_converted("{\"a\": 1, \"b\": [2], \"a\": {\"c\": 3}}");
}

Test(jansson, refuses_what_jansson_cannot_hold)
{
    assert_not_converted("9223372036854775808");
    assert_not_converted("[1, {\"a\": [99999999999999999999]}]");
    assert_not_converted("[1e400]");
    assert_not_converted("{\"a\\u0000b\": 1}");
}

Test(jansson, refuses_a_tree_that_it_could_not_free_on_a_small_stack)
{
    char *deep = nested(TN_JANSSON_DEPTH);
    char *deeper = nested(TN_JANSSON_DEPTH + 1);

    assert_converted(deep);
    assert_not_converted(deeper);
    free(deep);
    free(deeper);
}
