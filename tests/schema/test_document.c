/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/document.h"

#include <criterion/criterion.h>
#include <stdio.h>

struct fixture {
    struct tn__arena arena;
    struct tn__document document;
};

static void open_fixture(struct fixture *fixture, const char *text, bool json)
{
    struct tn__source source = { text, strlen(text), json };
    struct tn_error error = { 0 };

    tn__arena_init(&fixture->arena, NULL, 0, 0);
    fixture->document = (struct tn__document){ 0 };
    cr_assert_eq(
        tn__document_read(&fixture->document, &fixture->arena, &source, &error),
        0, "%s", error.message);
}

static const struct tn_value *find(struct fixture *fixture, const char *pointer)
{
    struct tn__lost lost;

    return tn__document_find(&fixture->document, tn_str_from(pointer),
                             &fixture->arena, &lost);
}

static void expect_place(struct fixture *fixture,
                         const char *pointer,
                         unsigned line,
                         unsigned column)
{
    const struct tn_value *value = find(fixture, pointer);
    struct tn_error error = { 0 };

    cr_assert(value, "%s", pointer);
    tn__document_locate(&fixture->document, value, &error);
    cr_expect_eq(error.line, line, "%s: line %u", pointer, error.line);
    cr_expect_eq(error.column, column, "%s: column %u", pointer, error.column);
    cr_expect_str_eq(error.pointer, pointer);
    cr_expect_str_eq(
        tn__document_pointer(&fixture->document, value, &fixture->arena).ptr,
        pointer);
}

Test(document, places_each_value_of_json)
{
    struct fixture fixture;

    open_fixture(&fixture,
                 "{\"a\": [1, {}, [], \"\\\"]\\\\\", -1.5e3],\n"
                 "\t\"\xd1\x8f\": {\"b/c\": null,\r\n"
                 "  \"~\":true } }",
                 true);
    expect_place(&fixture, "", 1, 1);
    expect_place(&fixture, "/a", 1, 7);
    expect_place(&fixture, "/a/0", 1, 8);
    expect_place(&fixture, "/a/1", 1, 11);
    expect_place(&fixture, "/a/2", 1, 15);
    expect_place(&fixture, "/a/3", 1, 19);
    expect_place(&fixture, "/a/4", 1, 28);
    expect_place(&fixture, "/\xd1\x8f", 2, 7);
    expect_place(&fixture, "/\xd1\x8f/b~1c", 2, 15);
    expect_place(&fixture, "/\xd1\x8f/~0", 3, 7);
    tn__arena_deinit(&fixture.arena);
}

Test(document, places_each_value_of_yaml)
{
    struct fixture fixture;

    open_fixture(&fixture,
                 "# first\n"
                 "\xd1\x8f: { a: [x, \"\xd1\x84\", y] }\n"
                 "list:\n"
                 "  - 1\n"
                 "  - b: |\n"
                 "      text\n"
                 "    c:\n",
                 false);
    expect_place(&fixture, "", 2, 1);
    expect_place(&fixture, "/\xd1\x8f", 2, 4);
    expect_place(&fixture, "/\xd1\x8f/a/0", 2, 10);
    expect_place(&fixture, "/\xd1\x8f/a/2", 2, 18);
    expect_place(&fixture, "/list", 4, 3);
    expect_place(&fixture, "/list/0", 4, 5);
    expect_place(&fixture, "/list/1", 5, 5);
    expect_place(&fixture, "/list/1/b", 5, 8);
    tn__arena_deinit(&fixture.arena);
}

Test(document, places_what_an_alias_stands_for_where_it_is_written)
{
    struct fixture fixture;
    struct tn_error error = { 0 };

    open_fixture(&fixture, "a: &x { b: 1 }\nc: *x\n", false);
    tn__document_locate(&fixture.document, find(&fixture, "/c/b"), &error);
    cr_assert_eq(error.line, 1);
    cr_assert_str_eq(error.pointer, "/c/b");
    tn__arena_deinit(&fixture.arena);
}

Test(document, finds_nothing_off_the_path)
{
    struct fixture fixture;

    open_fixture(&fixture, "{\"a\": [1, 2], \"b\": \"text\"}", true);
    cr_assert_null(find(&fixture, "a"));
    cr_assert_null(find(&fixture, "/"));
    cr_assert_null(find(&fixture, "/a/2"));
    cr_assert_null(find(&fixture, "/a/01"));
    cr_assert_null(find(&fixture, "/a/-"));
    cr_assert_null(find(&fixture, "/a/"));
    cr_assert_null(find(&fixture, "/a/99999999999999999999"));
    cr_assert_null(find(&fixture, "/b/0"));
    tn__arena_deinit(&fixture.arena);
}

Test(document, cuts_a_long_pointer_at_a_whole_step)
{
    struct fixture fixture;
    struct tn_error error = { 0 };
    char text[512];
    char pointer[512];

    snprintf(text, sizeof(text), "{\"short\": {\"%0300d\": 1}}", 7);
    snprintf(pointer, sizeof(pointer), "/short/%0300d", 7);
    open_fixture(&fixture, text, true);
    tn__document_locate(&fixture.document, find(&fixture, pointer), &error);
    cr_assert_str_eq(error.pointer, "/short");
    tn__arena_deinit(&fixture.arena);
}
