/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "openapi/naming.h"

#include <criterion/criterion.h>

static struct tn__arena arena;

static void init_arena(void)
{
    tn__arena_init(&arena, NULL, 1024, 0);
}

static void deinit_arena(void)
{
    tn__arena_deinit(&arena);
}

TestSuite(naming, .init = init_arena, .fini = deinit_arena);

static void assert_title(const char *name, const char *title)
{
    struct tn_str made = tn__title_from_name(&arena, tn_str_from(name));

    cr_assert_str_eq(made.ptr, title, "%s gives \"%s\"", name, made.ptr);
    cr_assert_eq(made.len, strlen(title));
}

Test(naming, titles_have_a_capital_for_each_word)
{
    assert_title("first_number", "First Number");
    assert_title("create_item", "Create Item");
    assert_title("x-token", "X-Token");
}

Test(naming, titles_have_small_letters_inside_a_word)
{
    assert_title("firstNumber", "Firstnumber");
    assert_title("userID", "Userid");
}

Test(naming, titles_begin_a_word_after_a_digit)
{
    assert_title("a1b2", "A1B2");
}

Test(naming, titles_have_no_spaces_at_their_ends)
{
    assert_title("_private_", "Private");
    assert_title("__", "");
    assert_title("", "");
}

Test(naming, titles_know_other_scripts)
{
    assert_title("первое_слагаемое", "Первое Слагаемое");
    assert_title("ЁЛКА", "Ёлка");
    assert_title("straße_über", "Straße Über");
    assert_title("ŁÓDŹ", "Łódź");
    assert_title("αλφα", "Αλφα");
    assert_title("数字_id", "数字 Id");
}

static void assert_id(const char *name,
                      const char *path,
                      enum tn_method method,
                      const char *id)
{
    cr_assert_str_eq(tn__operation_id(&arena, name, path, method).ptr, id);
}

Test(naming, operations_are_named_by_handler_path_and_method)
{
    assert_id("create_item", "/add", TN_POST, "create_item_add_post");
    assert_id("root", "/", TN_GET, "root__get");
    assert_id("dash", "/dash-{a}-{b}", TN_GET, "dash_dash__a___b__get");
    assert_id("read_item", "/items/{item_id}", TN_GET,
              "read_item_items__item_id__get");
}

Test(naming, operations_do_not_tell_that_a_parameter_takes_the_rest)
{
    assert_id("read_path", "/files/{file_path:path}", TN_GET,
              "read_path_files__file_path__get");
}

Test(naming, components_have_only_what_openapi_allows)
{
    static const char *const cases[][2] = {
        { "Add", "Add" },
        { "Page[int]", "Page_int_" },
        { "v1.User-Input_2", "v1.User-Input_2" },
        { "Ёж", "__" },
    };

    for (size_t i = 0; i < TN_COUNT(cases); i++)
        cr_assert_str_eq(
            tn__component_name(&arena, tn_str_from(cases[i][0])).ptr,
            cases[i][1]);
}

Test(naming, paths_have_their_parameters_in_plain_braces)
{
    cr_assert_str_eq(tn__path_template(&arena, "/a/{b}/c/{d:path}").ptr,
                     "/a/{b}/c/{d}");
    cr_assert_str_eq(tn__path_template(&arena, "/add").ptr, "/add");
}

Test(naming, parameters_are_found_one_after_the_other)
{
    const char *at = "/a/{b}/c/{d:path}";
    struct tn_str b = tn__path_next_param(&at);
    struct tn_str d = tn__path_next_param(&at);

    cr_assert(tn_str_equal(b, (struct tn_str)TN_STR("b")));
    cr_assert(tn_str_equal(d, (struct tn_str)TN_STR("d")));
    cr_assert_null(tn__path_next_param(&at).ptr);
}
