/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>

#include <math.h>

#include <tenon/attrs.h>
#include <tenon/error.h>

#include "json/document.h"

/* -- Values ---------------------------------------------------------------- */

static void assert_integer(const char *text, int64_t expected)
{
    struct document document;

    document_read(&document, text);
    cr_assert_eq(document.code, 0, "%s", text);
    cr_expect_eq(document.root->type, TN_TYPE_INT, "%s", text);
    cr_expect_eq(document.root->as.integer, expected, "%s", text);
    document_free(&document);
}

static void assert_float(const char *text, double expected)
{
    struct document document;

    document_read(&document, text);
    cr_assert_eq(document.code, 0, "%s", text);
    cr_expect_eq(document.root->type, TN_TYPE_FLOAT, "%s", text);
    cr_expect(document.root->as.number == expected, "%s", text);
    cr_expect_eq(signbit(document.root->as.number), signbit(expected), "%s",
                 text);
    document_free(&document);
}

static void assert_big_integer(const char *text)
{
    struct document document;

    document_read(&document, text);
    cr_assert_eq(document.code, 0, "%s", text);
    cr_expect_eq(document.root->type, TN_TYPE_BIGINT, "%s", text);
    cr_expect_eq(document.root->count, strlen(text));
    cr_expect_str_eq(document.root->as.text, text);
    document_free(&document);
}

static void
assert_string(const char *text, const char *expected, size_t size, bool ascii)
{
    struct document document;

    document_read(&document, text);
    cr_assert_eq(document.code, 0, "%s", text);
    cr_expect_eq(document.root->type, TN_TYPE_STRING);
    cr_assert_eq(document.root->count, size, "%s", text);
    cr_expect_arr_eq(document.root->as.text, expected, size + 1);
    cr_expect_eq((document.root->flags & TN_VALUE_ASCII) != 0, ascii, "%s",
                 text);
    document_free(&document);
}

Test(reader, reads_integers)
{
    assert_integer("0", 0);
    assert_integer("-0", 0);
    assert_integer("42", 42);
    assert_integer("-1234567890123", -1234567890123);
    assert_integer("999999999999999999", 999999999999999999);
    assert_integer("9223372036854775807", INT64_MAX);
    assert_integer("-9223372036854775808", INT64_MIN);
}

Test(reader, keeps_integers_beyond_64_bits_as_text)
{
    assert_big_integer("9223372036854775808");
    assert_big_integer("-9223372036854775809");
    assert_big_integer("18446744073709551616");
    assert_big_integer("10000000000000000000000000000000000000000");
}

Test(reader, reads_on_after_a_big_integer)
{
    struct document document;

    document_read(&document, "[99999999999999999999,1]");
    cr_assert_eq(document.code, 0);
    cr_assert_eq(document.root[1].type, TN_TYPE_BIGINT);
    cr_assert_eq(document.root[2].as.integer, 1);
    document_free(&document);
}

Test(reader, reads_floats)
{
    assert_float("0.0", 0);
    assert_float("-0.0", -0.0);
    assert_float("-0e9", -0.0);
    assert_float("0.1", 0.1);
    assert_float("1e3", 1000);
    assert_float("1E+2", 100);
    assert_float("25e-1", 2.5);
    assert_float("123456789012345678901234567890.5",
                 123456789012345678901234567890.5);
    assert_float("1e-400", 0);
}

Test(reader, reads_a_float_past_the_range_as_infinite)
{
    assert_float("1e400", (double)INFINITY);
    assert_float("-1e400", -(double)INFINITY);
}

Test(reader, unescapes_strings_in_place)
{
    assert_string("\"\"", "", 0, true);
    assert_string("\"abc\"", "abc", 3, true);
    assert_string("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t", 8, true);
    assert_string("\"a\\u0000b\\u0041\"", "a\0bA", 4, true);
    assert_string("\"\\u044F\\u20ac\\uD83D\\uDE00\"", "я€😀", 9, false);
    assert_string("\"я€😀\\n\"", "я€😀\n", 10, false);
}

Test(reader, reads_strings_of_every_length)
{
    char text[128] = { '"' };

    for (size_t size = 0; size < 100; size++) {
        memset(text + 1, 'x', size);
        text[size + 1] = '"';
        text[size + 2] = '\0';
        assert_string(text, memcpy((char[128]){ 0 }, text + 1, size), size,
                      true);
    }
}

Test(reader, unescapes_at_every_place_of_a_long_string)
{
    char text[64], expected[64];

    for (size_t at = 0; at < 40; at++) {
        memset(text, 'x', sizeof(text));
        memset(expected, 'x', sizeof(expected));
        text[0] = text[44] = '"';
        text[45] = '\0';
        memcpy(text + 1 + at, "\\t", 2);
        expected[at] = '\t';
        expected[42] = '\0';
        assert_string(text, expected, 42, true);
    }
}

Test(reader, lays_a_tree_out_in_document_order)
{
    struct document document;
    const struct tn_value *root;

    document_read(&document, " {\"a\": [1, [], \"x\"], \"b\": {\"c\": true}} ");
    root = document.root;
    cr_assert_eq(document.code, 0);
    cr_assert_eq(root[0].type, TN_TYPE_OBJECT);
    cr_assert_eq(root[0].count, 2);
    cr_assert_eq(root[0].as.span, 10);
    cr_assert_str_eq(root[1].as.text, "a");
    cr_assert_eq(root[2].type, TN_TYPE_ARRAY);
    cr_assert_eq(root[2].count, 3);
    cr_assert_eq(root[2].as.span, 4);
    cr_assert_eq(root[4].type, TN_TYPE_ARRAY);
    cr_assert_eq(root[4].count, 0);
    cr_assert_eq(root[4].as.span, 1);
    cr_assert_str_eq(root[6].as.text, "b");
    cr_assert_eq(root[7].as.span, 3);
    cr_assert(root[9].as.boolean);
    document_free(&document);
}

Test(reader, keeps_both_where_a_name_stands_twice)
{
    struct document document;

    document_read(&document, "{\"a\":1,\"a\":2}");
    cr_assert_eq(document.root->count, 2);
    document_free(&document);
}

Test(reader, accepts_a_byte_order_mark)
{
    assert_integer("\xEF\xBB\xBF 7", 7);
}

Test(reader, grows_its_tape_for_a_dense_text)
{
    enum {
        ITEMS = 20000
    };
    char *text = malloc(2 * ITEMS + 2);
    struct document document;

    for (size_t i = 0; i < ITEMS; i++)
        memcpy(text + 2 * i, i ? ",7" : "[7", 2);
    memcpy(text + 2 * ITEMS, "]", 2);
    document_read(&document, text);
    cr_assert_eq(document.code, 0);
    cr_assert_eq(document.root->count, ITEMS);
    cr_assert_eq(document.root->as.span, ITEMS + 1);
    for (size_t i = 1; i <= ITEMS; i++)
        cr_assert_eq(document.root[i].as.integer, 7);
    document_free(&document);
    free(text);
}

/* -- Refusals -------------------------------------------------------------- */

struct refusal {
    const char *text;
    const char *fault;
    size_t byte;
    size_t character;
};

static void assert_refused(const struct refusal *refusal, int code)
{
    struct document document;

    document_read(&document, refusal->text);
    cr_expect_eq(document.code, code, "%s", refusal->text);
    cr_expect_str_eq(tn__json_fault_text(document.error.fault), refusal->fault,
                     "%s: %s", refusal->text,
                     tn__json_fault_text(document.error.fault));
    cr_expect_eq(document.error.byte, refusal->byte, "%s: byte %zu",
                 refusal->text, document.error.byte);
    cr_expect_eq(document.error.character, refusal->character,
                 "%s: character %zu", refusal->text, document.error.character);
    document_free(&document);
}

/* Messages and positions of Python 3.13. */
static const struct refusal refusals[] = {
    { "", "Expecting value", 0, 0 },
    { " \t\n\r", "Expecting value", 4, 4 },
    { "\xEF\xBB\xBF", "Expecting value", 3, 0 },
    { "\xEF\xBB\xBF\xEF\xBB\xBF"
      "1",
      "Expecting value", 3, 0 },
    { "nul", "Expecting value", 0, 0 },
    { "[tru]", "Expecting value", 1, 1 },
    { "NaN", "Expecting value", 0, 0 },
    { "-Infinity", "Expecting value", 0, 0 },
    { "[-]", "Expecting value", 1, 1 },
    { "+1", "Expecting value", 0, 0 },
    { ".5", "Expecting value", 0, 0 },
    { "[01]", "Expecting ',' delimiter", 2, 2 },
    { "[1.]", "Expecting ',' delimiter", 2, 2 },
    { "[1e]", "Expecting ',' delimiter", 2, 2 },
    { "[1.5e+]", "Expecting ',' delimiter", 4, 4 },
    { "[0x1]", "Expecting ',' delimiter", 2, 2 },
    { "1 2", "Extra data", 2, 2 },
    { "[1]]", "Extra data", 3, 3 },
    { "[", "Expecting value", 1, 1 },
    { "[1", "Expecting ',' delimiter", 2, 2 },
    { "[1,", "Expecting value", 3, 3 },
    { "[1,,2]", "Expecting value", 3, 3 },
    { "[1 , ]", "Illegal trailing comma before end of array", 3, 3 },
    { "[1}", "Expecting ',' delimiter", 2, 2 },
    { "{", "Expecting property name enclosed in double quotes", 1, 1 },
    { "{'a':1}", "Expecting property name enclosed in double quotes", 1, 1 },
    { "{\"a\":1,1}", "Expecting property name enclosed in double quotes", 7,
      7 },
    { "{\"a\":1 ,\n}", "Illegal trailing comma before end of object", 7, 7 },
    { "{\"a\" 1}", "Expecting ':' delimiter", 5, 5 },
    { "{\"a\":}", "Expecting value", 5, 5 },
    { "{\"a\":1 \"b\"", "Expecting ',' delimiter", 7, 7 },
    { "[\"abc", "Unterminated string starting at", 1, 1 },
    { "\"a\\", "Unterminated string starting at", 0, 0 },
    { "\"a\nb\"", "Invalid control character at", 2, 2 },
    { "\"a\\x\"", "Invalid \\escape", 2, 2 },
    { "\"a\\u12g4\"", "Invalid \\uXXXX escape", 3, 3 },
    { "\"\\u1234", "Invalid \\uXXXX escape", 2, 2 },
    { "\"\\ud800\\u12\"", "Invalid \\uXXXX escape", 8, 8 },
    { "[\"яя\" \"", "Expecting ',' delimiter", 8, 6 },
    { "[\"\\u044fя\" \"", "Expecting ',' delimiter", 12, 11 },
    { "[\"я\", \"я\\n€", "Unterminated string starting at", 7, 6 },
    { "[\"я\", \"я\\n\n€", "Invalid control character at", 12, 10 },
};

Test(reader, refuses_in_the_words_and_at_the_places_of_python)
{
    for (size_t i = 0; i < TN_COUNT(refusals); i++)
        assert_refused(&refusals[i], TN_EJSON);
}

Test(reader, refuses_a_surrogate_that_stands_alone)
{
    static const struct refusal cases[] = {
        { "\"\\ud800\"", "Invalid \\uXXXX escape", 2, 2 },
        { "\"\\udc00\"", "Invalid \\uXXXX escape", 2, 2 },
        { "\"\\ud800\\ud800\"", "Invalid \\uXXXX escape", 2, 2 },
        { "\"\\ud800\\n\"", "Invalid \\uXXXX escape", 2, 2 },
    };

    for (size_t i = 0; i < TN_COUNT(cases); i++)
        assert_refused(&cases[i], TN_EJSON);
}

Test(reader, refuses_a_surrogate_alone_after_the_faults_that_python_sees)
{
    static const struct refusal cases[] = {
        { "\"\\ud800x", "Unterminated string starting at", 0, 0 },
        { "\"\\ud800\\", "Unterminated string starting at", 0, 0 },
        { "\"\\ud800\\x\"", "Invalid \\escape", 7, 7 },
        { "\"\\udc00\n\"", "Invalid control character at", 7, 7 },
        { "\"\\ud800\\ud800\\u12\"", "Invalid \\uXXXX escape", 14, 14 },
        { "[\"\\ud800\", x]", "Expecting value", 11, 11 },
        { "{\"\\ud800\" 1}", "Expecting ':' delimiter", 10, 10 },
        { "\"\\ud800\" 1", "Extra data", 9, 9 },
        { "[\"я\", \"\\udc00я\", \"\\ud800\"]", "Invalid \\uXXXX escape", 9,
          8 },
    };

    for (size_t i = 0; i < TN_COUNT(cases); i++)
        assert_refused(&cases[i], TN_EJSON);
}

Test(reader, refuses_what_is_not_utf8_before_any_other_fault)
{
    static const struct refusal cases[] = {
        { "\"\xFF\"", "Invalid UTF-8", 1, 1 },
        { "\"\xC0\x80\"", "Invalid UTF-8", 1, 1 },
        { "\"\xED\xA0\x80\"", "Invalid UTF-8", 1, 1 },
        { "\"я\xF4\x90\x80\x80\"", "Invalid UTF-8", 3, 2 },
        { "\"я\xD1\"", "Invalid UTF-8", 3, 2 },
        { "[1,] \"я\" \x80", "Invalid UTF-8", 10, 9 },
        { "\xEF\xBB\xBF[я] \x80", "Invalid UTF-8", 8, 4 },
    };

    for (size_t i = 0; i < TN_COUNT(cases); i++)
        assert_refused(&cases[i], TN_EUTF8);
}

Test(reader, refuses_a_nul)
{
    struct document document;

    document_read_n(&document, "1\0", 2);
    cr_expect_eq(document.error.fault, TN__JSON_EXTRA);
    document_free(&document);
    document_read_n(&document, "\"a\0\"", 4);
    cr_expect_eq(document.error.fault, TN__JSON_CONTROL);
    cr_expect_eq(document.error.byte, 2);
    document_free(&document);
}

Test(reader, refuses_to_nest_deeper_than_asked)
{
    struct document document;

    document_read_with(&document, "[{\"a\":[]}]", 10, 3, NULL);
    cr_expect_eq(document.code, 0);
    document_free(&document);
    document_read_with(&document, "[{\"a\":[]}]", 10, 2, NULL);
    cr_expect_eq(document.code, TN_EDEPTH);
    cr_expect_eq(document.error.fault, TN__JSON_DEPTH);
    cr_expect_eq(document.error.byte, 6);
    document_free(&document);
}

Test(reader, counts_depth_and_not_containers)
{
    struct document document;

    document_read_with(&document, "[[],[],[[]],{}]", 15, 3, NULL);
    cr_expect_eq(document.code, 0);
    document_free(&document);
}
