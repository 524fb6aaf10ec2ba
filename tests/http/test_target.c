/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/target.h"

#include <criterion/criterion.h>
#include <tenon/attrs.h>
#include <tenon/error.h>

static void expect_parts(const char *raw, const char *path, const char *query)
{
    struct tn__target target = { 0 };

    cr_assert_eq(tn__target_parse(tn_str_from(raw), &target), 0, "%s", raw);
    cr_assert(tn_str_equal(target.path, tn_str_from(path)), "%s", raw);
    cr_assert(tn_str_equal(target.query, tn_str_from(query)), "%s", raw);
}

static void expect_refused(const char *raw)
{
    struct tn__target target = { 0 };

    cr_assert_eq(tn__target_parse(tn_str_from(raw), &target), TN_EINVALID, "%s",
                 raw);
    cr_assert_null(target.path.ptr);
}

static void expect_text(struct tn_str text, const char *expected)
{
    cr_assert(tn_str_equal(text, tn_str_from(expected)), "%.*s", (int)text.len,
              text.ptr);
}

static void expect_decoded(const char *raw, const char *expected)
{
    struct tn__arena arena;
    struct tn_str text;

    tn__arena_init(&arena, NULL, 0, 0);
    text = tn__target_decode(&arena, tn_str_from(raw), false);
    expect_text(text, expected);
    cr_assert_eq(text.ptr[text.len], '\0');
    tn__arena_deinit(&arena);
}

Test(target, takes_the_origin_form_apart)
{
    expect_parts("/", "/", "");
    expect_parts("/add", "/add", "");
    expect_parts("/add?", "/add", "");
    expect_parts("/add?a=b", "/add", "a=b");
    expect_parts("/a%2Fb?c?d", "/a%2Fb", "c?d");
    expect_parts("//host/a", "//host/a", "");
    expect_parts("/\xd1\x8f", "/\xd1\x8f", "");
}

Test(target, takes_the_absolute_form_apart)
{
    struct tn__target target;

    expect_parts("http://a/add?b", "/add", "b");
    expect_parts("HTTPS://a:8000/", "/", "");
    expect_parts("http://a", "/", "");
    expect_parts("http://a?b", "/", "b");
    expect_parts("http://[::1]:80/add", "/add", "");
    cr_assert_eq(tn__target_parse(tn_str_from("http://a:8/b"), &target), 0);
    expect_text(target.authority, "a:8");
    cr_assert_eq(tn__target_parse(tn_str_from("/b"), &target), 0);
    cr_assert_null(target.authority.ptr);
}

Test(target, takes_an_asterisk)
{
    expect_parts("*", "*", "");
    expect_refused("*a");
    expect_refused("**");
}

Test(target, refuses_other_forms)
{
    expect_refused("");
    expect_refused("add");
    expect_refused("?a");
    expect_refused("a:80");
    expect_refused("ftp://a/");
    expect_refused("http:/a");
    expect_refused("http://");
    expect_refused("http:///add");
    expect_refused("http://a@b/");
    expect_refused("http://a b/");
}

Test(target, refuses_what_cannot_be_decoded)
{
    expect_refused("/%");
    expect_refused("/%1");
    expect_refused("/%1g");
    expect_refused("/%00");
    expect_refused("/?%00");
    expect_refused("/a b");
    expect_refused("/a\tb");
    expect_refused("/a\x7f");
    expect_refused("/a#b");
    cr_assert_eq(tn__target_parse((struct tn_str){ "/a\0b", 4 },
                                  &(struct tn__target){ 0 }),
                 TN_EINVALID);
}

Test(target, knows_hosts)
{
    static const char *const good[] = {
        "",        "a",  "a.b-c_d~e", "127.0.0.1:80", "[::1]",
        "[::1]:8", "a:", "a%41",      "a:65535",      "[v1.a]",
    };
    static const char *const bad[] = {
        "a b", "a/",     "a:b", "a:123456", "[",    "[]",  "[::1",
        "a]",  "[::1]a", "a@b", "a%4",      "a%00", "a?b", ":80:",
    };

    for (size_t i = 0; i < TN_COUNT(good); i++)
        cr_assert(tn__target_is_authority(tn_str_from(good[i])), "%s", good[i]);
    for (size_t i = 0; i < TN_COUNT(bad); i++)
        cr_assert_not(tn__target_is_authority(tn_str_from(bad[i])), "%s",
                      bad[i]);
    cr_assert_not(tn__target_is_authority((struct tn_str){ "a\0b", 3 }));
}

Test(target, routes_on_the_path_with_only_its_slashes_escaped)
{
    struct tn__arena arena;
    struct tn_str plain = TN_STR("/add");

    tn__arena_init(&arena, NULL, 0, 0);
    cr_assert_eq(tn__target_route_path(&arena, plain).ptr, plain.ptr);
    expect_text(tn__target_route_path(&arena, tn_str_from("/%61dd")), "/add");
    expect_text(tn__target_route_path(&arena, tn_str_from("/a%2Fb%2fc%25d")),
                "/a%2Fb%2fc%25d");
    tn__arena_deinit(&arena);
}

Test(target, decodes_once)
{
    expect_decoded("", "");
    expect_decoded("a%2Fb", "a/b");
    expect_decoded("%2541", "%41");
    expect_decoded("a+b", "a+b");
    expect_decoded("%D1%8F", "\xd1\x8f");
}

Test(target, decodes_plus_as_a_space_where_asked_to)
{
    struct tn__arena arena;

    tn__arena_init(&arena, NULL, 0, 0);
    expect_text(tn__target_decode(&arena, tn_str_from("a+b%2B"), true), "a b+");
    tn__arena_deinit(&arena);
}

/* What Python's bytes.decode(errors="replace") makes of the same octets. */
Test(target, replaces_what_is_no_utf8_as_python_does)
{
    expect_decoded("%ff", "\ufffd");
    expect_decoded("%ffa", "\ufffda");
    expect_decoded("%e2%82a", "\ufffda");
    expect_decoded("%e2%82%e2%82%ac", "\ufffd\u20ac");
    expect_decoded("%c0%80", "\ufffd\ufffd");
    expect_decoded("%ed%a0%80", "\ufffd\ufffd\ufffd");
    expect_decoded("%f0%9f%98", "\ufffd");
    expect_decoded("%f4%90%80%80", "\ufffd\ufffd\ufffd\ufffd");
    expect_decoded("%80%80", "\ufffd\ufffd");
}

Test(target, tells_that_memory_is_short)
{
    struct tn__arena arena;
    struct tn_str raw =
        TN_STR("/%61aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");

    tn__arena_init(&arena, NULL, 0, 8);
    cr_assert_null(tn__target_decode(&arena, raw, false).ptr);
    cr_assert_null(tn__target_route_path(&arena, raw).ptr);
    tn__arena_deinit(&arena);
}
