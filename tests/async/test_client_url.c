/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/client/url.h"

#include <criterion/criterion.h>

struct fixture {
    struct tn__arena arena;
    struct tn__target_url url;
    struct tn_error error;
};

static int parse(struct fixture *fixture, const char *text)
{
    *fixture = (struct fixture){ 0 };
    tn__arena_init(&fixture->arena, NULL, 256, 0);
    return tn__target_url_parse(&fixture->url, &fixture->arena, text,
                                &fixture->error);
}

static int follow(struct fixture *fixture, const char *location)
{
    return tn__target_url_follow(&fixture->url, &fixture->arena, location,
                                 &fixture->error);
}

static void end(struct fixture *fixture)
{
    tn__arena_deinit(&fixture->arena);
}

static void assert_str(struct tn_str view, const char *expected)
{
    cr_assert(tn_str_equal(view, tn_str_from(expected)), "%.*s is not %s",
              (int)view.len, view.ptr, expected);
}

Test(client_url, is_normalised)
{
    struct fixture fixture;

    cr_assert_eq(parse(&fixture, "HTTP://EXAMPLE.test:80/a/../b c"), TN_EUSAGE);
    end(&fixture);
    cr_assert_eq(parse(&fixture, "HTTP://EXAMPLE.test:80/a/../b?x=1#part"), 0);
    assert_str(fixture.url.text, "http://example.test/b?x=1");
    assert_str(fixture.url.origin, "http://example.test");
    assert_str(fixture.url.place, "http://example.test/b");
    end(&fixture);
}

Test(client_url, has_an_ascii_host)
{
    struct fixture fixture;

    cr_assert_eq(parse(&fixture, "https://b\xc3\xbc"
                                 "cher.test/\xc3\xa9"),
                 0);
    assert_str(fixture.url.text, "https://xn--bcher-kva.test/%C3%A9");
    end(&fixture);
}

Test(client_url, means_one_host_to_all_who_read_it)
{
    struct fixture fixture;

    cr_assert_eq(parse(&fixture, "http://good.test\\@evil.test/"), 0);
    assert_str(fixture.url.origin, "http://good.test");
    end(&fixture);
    cr_assert_eq(parse(&fixture, "http://a@b@c.test/"), 0);
    assert_str(fixture.url.origin, "http://c.test");
    assert_str(fixture.url.username, "a@b");
    end(&fixture);
    cr_assert_eq(parse(&fixture, "http://0x7f.1/"), 0);
    assert_str(fixture.url.origin, "http://127.0.0.1");
    end(&fixture);
}

Test(client_url, gives_its_credentials_away)
{
    struct fixture fixture;

    cr_assert_eq(parse(&fixture, "http://me:p%3A%40@x.test/?q"), 0);
    assert_str(fixture.url.text, "http://x.test/?q");
    assert_str(fixture.url.username, "me");
    assert_str(fixture.url.password, "p:@");
    end(&fixture);
    cr_assert_eq(parse(&fixture, "http://me@x.test/"), 0);
    assert_str(fixture.url.password, "");
    end(&fixture);
}

Test(client_url, refuses_what_is_not_for_http)
{
    static const char *const urls[] = {
        "",         "x.test",         "//x.test/",     "ftp://x.test/",
        "http://",  "http://x y/",    "http://x\x7f/", "javascript:1",
        "http:///", "http://x:port/", "file:///a",     "data:,x",
    };
    struct fixture fixture;

    for (size_t i = 0; i < TN_COUNT(urls); i++) {
        cr_expect_eq(parse(&fixture, urls[i]), TN_EUSAGE, "%s", urls[i]);
        cr_expect(fixture.error.message[0], "%s", urls[i]);
        end(&fixture);
    }
    cr_assert_eq(parse(&fixture, NULL), TN_EUSAGE);
    end(&fixture);
}

Test(client_url, is_added_a_query)
{
    const struct tn_http_field query[] = { { "a b", "c&d" }, { "e", "" } };
    const struct tn_http_field nameless[] = { { NULL, "x" } };
    struct fixture fixture;

    cr_assert_eq(parse(&fixture, "http://x.test"), 0);
    cr_assert_eq(tn__target_url_add_query(&fixture.url, &fixture.arena, query,
                                          2, &fixture.error),
                 0);
    assert_str(fixture.url.text, "http://x.test/?a%20b=c%26d&e=");
    assert_str(fixture.url.place, "http://x.test/");
    cr_assert_eq(tn__target_url_add_query(&fixture.url, &fixture.arena,
                                          nameless, 1, &fixture.error),
                 TN_EUSAGE);
    end(&fixture);
}

Test(client_url, follows_references)
{
    static const struct {
        const char *location;
        const char *expected; /* NULL: refused */
    } cases[] = {
        { "d", "http://x.test/a/d" },
        { "/d?e", "http://x.test/d?e" },
        { "../d e", "http://x.test/d%20e" },
        { "?q", "http://x.test/a/b?q" },
        { "//y.test/d", "http://y.test/d" },
        { "https://u:p@y.test/", "https://y.test/" },
        { "ftp://y.test/", NULL },
        { "file:///etc/passwd", NULL },
        { "http://[/", NULL },
    };
    struct fixture fixture;

    for (size_t i = 0; i < TN_COUNT(cases); i++) {
        int expected = cases[i].expected ? 0 : TN_EHTTP;

        cr_assert_eq(parse(&fixture, "http://x.test/a/b?c"), 0);
        cr_expect_eq(follow(&fixture, cases[i].location), expected, "%s",
                     cases[i].location);
        assert_str(fixture.url.text, cases[i].expected ? cases[i].expected
                                                       : "http://x.test/a/b?c");
        end(&fixture);
    }
}
