/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>

#include <math.h>
#include <stdio.h>

#include "json/document.h"
#include "json/writer.h"

/* Reads a text and asserts what is written of it. */
static void assert_written(const char *text, const char *expected)
{
    struct document document;
    struct tn__buf buf = { 0 };

    document_read(&document, text);
    cr_assert_eq(document.code, 0, "%s", text);
    tn__json_value(&buf, document.root);
    cr_expect_str_eq(tn__buf_text(&buf), expected);
    tn__buf_deinit(&buf);
    document_free(&document);
}

Test(writer, writes_scalars)
{
    assert_written(" null ", "null");
    assert_written("true", "true");
    assert_written("false", "false");
    assert_written("-0", "0");
    assert_written("9223372036854775807", "9223372036854775807");
    assert_written("-9223372036854775808", "-9223372036854775808");
    assert_written("\"\"", "\"\"");
}

Test(writer, writes_an_integer_beyond_64_bits_as_it_was_read)
{
    assert_written("[9223372036854775808,-9223372036854775809]",
                   "[9223372036854775808,-9223372036854775809]");
}

Test(writer, writes_doubles_as_python_does)
{
    assert_written("[0.1,5.0,1e16,123456789012345680.0,1e-7,0.0001,-0.0]",
                   "[0.1,5.0,1e+16,1.2345678901234568e+17,1e-07,0.0001,-0.0]");
}

Test(writer, writes_null_for_what_is_not_finite)
{
    struct tn__buf buf = { 0 };

    tn__json_double(&buf, (double)INFINITY);
    tn__json_double(&buf, (double)NAN);
    cr_assert_str_eq(tn__buf_text(&buf), "nullnull");
    tn__buf_deinit(&buf);
}

Test(writer, writes_containers_compactly)
{
    assert_written(" { } ", "{}");
    assert_written("[ ]", "[]");
    assert_written("{ \"a\" : [ 1 , { \"b\" : [ ] } , \"x\" ] , \"c\" : { } }",
                   "{\"a\":[1,{\"b\":[]},\"x\"],\"c\":{}}");
}

Test(writer, escapes_quotes_backslashes_and_controls_only)
{
    assert_written("\"\\\" \\\\ \\/ \\b\\f\\n\\r\\t \\u0000\\u001f\\u007f\"",
                   "\"\\\" \\\\ / \\b\\f\\n\\r\\t \\u0000\\u001f\x7f\"");
    assert_written("\"\\u0416 \\ud83d\\ude00 Жук\"", "\"Ж 😀 Жук\"");
}

Test(writer, escapes_at_any_place_of_text_of_any_length)
{
    static const char *const escapes[] = { "\n\\n", "\"\\\"", "\\\\\\",
                                           "\x1F\\u001f" };
    char text[80], expected[100];

    for (size_t size = 1; size <= 70; size++) {
        for (size_t at = 0; at < size; at++) {
            const char *escape = escapes[(size + at) % 4];
            struct tn__buf buf = { 0 };

            memset(text, 'x', size);
            text[at] = escape[0];
            tn__json_string(&buf, text, size);
            snprintf(expected, sizeof(expected), "\"%.*s%s%.*s\"", (int)at,
                     text, escape + 1, (int)(size - at - 1), text + at + 1);
            cr_assert_str_eq(tn__buf_text(&buf), expected);
            tn__buf_deinit(&buf);
        }
    }
}

Test(writer, leaves_every_other_byte_alone)
{
    char text[17];

    for (int byte = 0x20; byte < 0x100; byte++) {
        for (size_t size = 1; size <= sizeof(text); size++) {
            struct tn__buf buf = { 0 };

            if (byte == '"' || byte == '\\')
                continue;
            memset(text, byte, size);
            tn__json_string(&buf, text, size);
            cr_assert_eq(buf.size, size + 2, "byte %d, size %zu", byte, size);
            cr_assert_arr_eq(buf.data + 1, text, size);
            tn__buf_deinit(&buf);
        }
    }
}

Test(writer, writes_each_name_once_with_its_last_value)
{
    assert_written("{\"a\":1,\"b\":[2],\"a\":{\"c\":3,\"c\":4},\"b\":5}",
                   "{\"a\":{\"c\":4},\"b\":5}");
}

Test(writer, writes_each_name_once_in_a_large_object)
{
    struct tn__buf text = { 0 }, once = { 0 };

    tn__buf_lit(&text, "{\"name\":-1");
    tn__buf_lit(&once, "{\"name\":[500]");
    for (int i = 0; i < 1000; i++)
        tn__buf_printf(&text, ",\"name %d\":%d", i % 500, i);
    for (int i = 0; i < 500; i++)
        tn__buf_printf(&once, ",\"name %d\":%d", i, i + 500);
    tn__buf_lit(&text, ",\"name\":[500]}");
    tn__buf_lit(&once, "}");
    assert_written(tn__buf_text(&text), tn__buf_text(&once));
    tn__buf_deinit(&text);
    tn__buf_deinit(&once);
}

Test(writer, writes_nested_containers_up_to_the_depth_limit)
{
    char text[2 * TN__JSON_DEPTH + 1];

    memset(text, '[', TN__JSON_DEPTH);
    memset(text + TN__JSON_DEPTH, ']', TN__JSON_DEPTH);
    text[sizeof(text) - 1] = '\0';
    assert_written(text, text);
}

Test(writer, writes_a_document_piece_by_piece)
{
    struct tn__buf buf = { 0 };
    struct tn__json_out out = { .buf = &buf, .indent = 2 };
    struct document document;

    document_read(&document, "{\"x\": [1, {}], \"y\": []}");
    tn__json_begin_object(&out);
    tn__json_key(&out, "a");
    tn__json_begin_array(&out);
    tn__json_put_int(&out, 1);
    tn__json_put_text(&out, "two");
    tn__json_put_null(&out);
    tn__json_end_array(&out);
    tn__json_key(&out, "b");
    tn__json_put_value(&out, document.root);
    tn__json_key(&out, "c");
    tn__json_put_bool(&out, true);
    tn__json_end_object(&out);
    cr_assert_str_eq(tn__buf_text(&buf), "{\n"
                                         "  \"a\": [\n"
                                         "    1,\n"
                                         "    \"two\",\n"
                                         "    null\n"
                                         "  ],\n"
                                         "  \"b\": {\n"
                                         "    \"x\": [\n"
                                         "      1,\n"
                                         "      {}\n"
                                         "    ],\n"
                                         "    \"y\": []\n"
                                         "  },\n"
                                         "  \"c\": true\n"
                                         "}");
    document_free(&document);
    tn__buf_deinit(&buf);
}

Test(writer, fails_at_the_ceiling_of_its_buffer)
{
    struct tn__buf buf = { .limit = 16 };
    struct document document;

    document_read(&document, "{\"a\":1,\"a\":[\"0123456789\"]}");
    tn__json_value(&buf, document.root);
    cr_assert(buf.failed);
    document_free(&document);
    tn__buf_deinit(&buf);
}
