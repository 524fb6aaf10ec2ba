/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/url.h"

#include <criterion/criterion.h>

#include <stdlib.h>

#include <tenon/attrs.h>

struct pair {
    const char *text;
    const char *result;
};

static enum tn__url_fault parse(bool hosts,
                                struct tn__arena *arena,
                                struct tn_str text,
                                struct tn__buf *out)
{
    struct tn__url url;

    return hosts ? tn__url_parse_hosts(arena, text, out, &url)
                 : tn__url_parse(arena, text, out, &url);
}

static void check_with(bool hosts, const struct pair *pairs, size_t count)
{
    struct tn__arena arena;

    tn__arena_init(&arena, NULL, 4096, 0);
    for (size_t i = 0; i < count; i++) {
        struct tn__buf out = { 0 };
        enum tn__url_fault fault =
            parse(hosts, &arena, tn_str_from(pairs[i].text), &out);

        cr_assert_str_eq(fault ? tn__url_fault_text(fault) : tn__buf_text(&out),
                         pairs[i].result, "%s: %s", pairs[i].text,
                         fault ? tn__url_fault_text(fault)
                               : tn__buf_text(&out));
        tn__buf_deinit(&out);
    }
    tn__arena_deinit(&arena);
}

static void check(const struct pair *pairs, size_t count)
{
    check_with(false, pairs, count);
}

Test(url, writes_schemes_and_ports_in_one_form)
{
    static const struct pair pairs[] = {
        { "HTTP://EXAMPLE.com:80/a b", "http://example.com/a%20b" },
        { "https://h:443", "https://h/" },
        { "https://h:0443/x", "https://h/x" },
        { "wss://h:80", "wss://h:80/" },
        { "ftp://h:21/", "ftp://h/" },
        { "http://h:", "http://h/" },
        { "http:example.com", "http://example.com/" },
        { "http:\\\\h\\x", "http://h/x" },
        { " \thttp://exa\nmple.com \r\n", "http://example.com/" },
        { "foo:bar", "foo:bar" },
        { "foo:a b#c d", "foo:a b#c%20d" },
        { "foo://bar", "foo://bar" },
        { "a+b.c-1://h:80", "a+b.c-1://h:80" },
    };

    check(pairs, TN_COUNT(pairs));
}

Test(url, says_what_is_wrong_as_the_crate_does)
{
    static const struct pair pairs[] = {
        { "", "input is empty" },
        { " ", "relative URL without a base" },
        { "x", "relative URL without a base" },
        { "1http://x", "relative URL without a base" },
        { "http://", "empty host" },
        { "http://u@/x", "empty host" },
        { "foo://:80", "empty host" },
        { "http://h:65536", "invalid port number" },
        { "http://h:8a", "invalid port number" },
        { "http://256.1.1.1", "invalid IPv4 address" },
        { "http://1.2.3.4.5", "invalid IPv4 address" },
        { "http://a.09", "invalid IPv4 address" },
        { "http://[::1", "invalid IPv6 address" },
        { "http://[fe80::1%25a]", "invalid IPv6 address" },
        { "http://a b", "invalid international domain name" },
        { "http://a%00b", "invalid international domain name" },
        { "http://%ff", "invalid international domain name" },
        { "http://xn--a", "invalid international domain name" },
        { "foo://a b", "invalid domain character" },
    };

    check(pairs, TN_COUNT(pairs));
}

Test(url, reads_hosts)
{
    static const struct pair pairs[] = {
        { "http://0x7f.1", "http://127.0.0.1/" },
        { "http://2130706433", "http://127.0.0.1/" },
        { "http://010.1.2.3.", "http://8.1.2.3/" },
        { "http://4294967295", "http://255.255.255.255/" },
        { "http://[1:0:0:2::3.4.5.6]", "http://[1::2:0:0:304:506]/" },
        { "foo://[::1]", "foo://[::1]" },
        { "http://ex%61mple.com", "http://example.com/" },
        { "http://a..b", "http://a..b/" },
        { "http://пример.рф", "http://xn--e1afmkfd.xn--p1ai/" },
        { "http://ＡＢ。ß", "http://ab.xn--zca/" },
        { "http://☕.us", "http://xn--53h.us/" },
        { "http://xn--53h", "http://xn--53h/" },
        { "http://é-", "http://xn----9fa/" },
        { "foo://EXAMPLE.рф", "foo://EXAMPLE.%D1%80%D1%84" },
    };

    check(pairs, TN_COUNT(pairs));
}

Test(url, reads_users_and_passwords)
{
    static const struct pair pairs[] = {
        { "http://u:p@h", "http://u:p@h/" },
        { "http://u:@h", "http://u@h/" },
        { "http://:p@h", "http://:p@h/" },
        { "http://:@h", "http://h/" },
        { "http://@h", "http://h/" },
        { "http://a@b@h", "http://a%40b@h/" },
        { "http://я:;=@h", "http://%D1%8F:%3B%3D@h/" },
    };

    check(pairs, TN_COUNT(pairs));
}

Test(url, resolves_dots_and_encodes)
{
    static const struct pair pairs[] = {
        { "http://h/../a/./b", "http://h/a/b" },
        { "http://h/a/b/..", "http://h/a/" },
        { "http://h/a//../b", "http://h/a/b" },
        { "http://h/%2e%2E/.%2e/x%2e", "http://h/x%2e" },
        { "http://h/{}\"<>`^|'", "http://h/%7B%7D%22%3C%3E%60^|'" },
        { "http://h?'\"<>`", "http://h/?%27%22%3C%3E`" },
        { "foo://h?'", "foo://h?'" },
        { "http://h#\"`#", "http://h/#%22%60#" },
        { "foo:/a/..//b", "foo:/.//b" },
        { "foo://h/..", "foo://h/" },
    };

    check(pairs, TN_COUNT(pairs));
}

Test(url, reads_files)
{
    static const struct pair pairs[] = {
        { "file:/etc/passwd", "file:///etc/passwd" },
        { "file:", "file:///" },
        { "file://localhost/x", "file:///x" },
        { "file://H/x", "file://h/x" },
        { "file:c|/x", "file:///c:/x" },
        { "file://C|/../x", "file:///C:/x" },
        { "file://h/C:/x", "file:///C:/x" },
        { "file:////x", "file:///x" },
    };

    check(pairs, TN_COUNT(pairs));
}

Test(url, reads_several_hosts)
{
    static const struct pair pairs[] = {
        { "postgres://u:p@a,B:1,c:2/db?x", "postgres://u:p@a,B:1,c:2/db?x" },
        { "http://A:80,B/x", "http://a,b/x" },
        { "http:a,b", "http://a,b/" },
        { "postgres://a", "postgres://a" },
        { "", "input is empty" },
        { "x", "relative URL without a base" },
        { "http://a,,b", "empty host" },
        { "http://,b", "empty host" },
        { "http://a,", "empty host" },
        { "foo:a,b", "empty host" },
        { "http://a:x,b", "invalid port number" },
    };

    check_with(true, pairs, TN_COUNT(pairs));
}

/* A million bytes are done in no time: nothing is quadratic. */
static void check_long(const char *head, const char *piece, bool hosts)
{
    size_t size = strlen(head);
    char *text = malloc((1u << 20) + 64);
    struct tn__arena arena;
    struct tn__buf out = { 0 };

    cr_assert(text);
    memcpy(text, head, size);
    while (size < 1u << 20) {
        memcpy(text + size, piece, strlen(piece));
        size += strlen(piece);
    }
    tn__arena_init(&arena, NULL, 4096, 0);
    parse(hosts, &arena, (struct tn_str){ text, size }, &out);
    tn__buf_deinit(&out);
    tn__arena_deinit(&arena);
    free(text);
}

Test(url, is_linear, .timeout = 20)
{
    check_long("http://h", "/..", false);
    check_long("http://h", "/a", false);
    check_long("foo:", "/../a/", false);
    check_long("file:", "/", false);
    check_long("http://", "@", false);
    check_long("http://", "xn--a.", false);
    check_long("http://", "☕.", false);
    check_long("http://", "я", false);
    check_long("http://", "1.", false);
    check_long("http://[", ":", false);
    check_long("http://", "a,", true);
    check_long("http:////", "/", true);
}
