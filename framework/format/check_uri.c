/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <string.h>

#include "base/utf8.h"
#include "format/check.h"
#include "format/scan.h"

/* RFC 3986, appendix A; RFC 3987, section 2.2 for what is not ASCII. */

struct reader {
    struct tn_str rest;
    bool international;
};

static bool is_unreserved(char c)
{
    return tn__is_alpha(c) || tn__scan_is_digit(c) || (c && strchr("-._~", c));
}

static bool is_sub_delim(char c)
{
    return c && strchr("!$&'()*+,;=", c);
}

/* ucschar, and iprivate where `is_private`. */
static bool is_ucschar(uint32_t c, bool is_private)
{
    if ((c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000)
        return is_private && (c & 0xFFFF) <= 0xFFFD;
    if (c >= 0x10000)
        return (c & 0xFFFF) <= 0xFFFD && c < 0xF0000 &&
               (c < 0xE0000 || c >= 0xE1000);
    return (c >= 0xA0 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) ||
           (c >= 0xFDF0 && c <= 0xFFEF);
}

/* Returns the bytes of the next character that may stand among `more` and the
 * unreserved ones, 0: it may not. */
static size_t
next_size(const struct reader *reader, const char *more, bool is_private)
{
    struct tn_str rest = reader->rest;
    char c = *rest.ptr;
    uint32_t code_point;
    size_t size;

    if (is_unreserved(c) || is_sub_delim(c) || (c && strchr(more, c)))
        return 1;
    if (c == '%')
        return rest.len >= 3 && tn__is_hex(rest.ptr[1]) &&
                       tn__is_hex(rest.ptr[2])
                   ? 3
                   : 0;
    if (!reader->international || (unsigned char)c < 0x80)
        return 0;
    size = tn__utf8_decode(rest.ptr, rest.len, &code_point);
    return size && is_ucschar(code_point, is_private) ? size : 0;
}

/* Takes characters up to one of `ends` or the end; false where another comes
 * before. */
static bool take_chars(struct reader *reader,
                       const char *more,
                       const char *ends,
                       bool is_private)
{
    while (reader->rest.len > 0) {
        char c = *reader->rest.ptr;
        size_t size;

        if (c && strchr(ends, c))
            return true;
        size = next_size(reader, more, is_private);
        if (size == 0)
            return false;
        reader->rest.ptr += size;
        reader->rest.len -= size;
    }
    return true;
}

/* IP-literal: [::1], [v1.a] */
static bool is_ip_literal(struct tn_str inner)
{
    if (inner.len > 0 && (*inner.ptr | 0x20) == 'v') {
        const char *dot = memchr(inner.ptr, '.', inner.len);
        size_t before = dot ? (size_t)(dot - inner.ptr) : 0;

        for (size_t i = 1; i < before; i++) {
            if (!tn__is_hex(inner.ptr[i]))
                return false;
        }
        for (size_t i = before + 1; i < inner.len; i++) {
            char c = inner.ptr[i];

            if (!is_unreserved(c) && !is_sub_delim(c) && c != ':')
                return false;
        }
        return before > 1 && before + 1 < inner.len;
    }
    return tn__check_ipv6(inner);
}

static bool is_port(struct tn_str rest)
{
    if (rest.len == 0)
        return true;
    if (!tn__take(&rest, ':'))
        return false;
    tn__skip_digits(&rest);
    return rest.len == 0;
}

/* What follows the userinfo: host [":" port]. */
static bool is_host(struct tn_str text, bool international)
{
    struct reader reader = { text, international };
    const char *close;

    if (text.len == 0 || *text.ptr != '[')
        return take_chars(&reader, "", ":", false) && is_port(reader.rest);
    close = memchr(text.ptr, ']', text.len);
    if (!close)
        return false;
    return is_ip_literal((struct tn_str){ text.ptr + 1,
                                          (size_t)(close - text.ptr) - 1 }) &&
           is_port((struct tn_str){
               close + 1, text.len - (size_t)(close - text.ptr) - 1 });
}

static bool is_authority(struct tn_str text, bool international)
{
    const char *at = text.len ? memchr(text.ptr, '@', text.len) : NULL;
    size_t before = at ? (size_t)(at - text.ptr) : 0;
    struct reader reader = { { text.ptr, before }, international };

    if (!at)
        return is_host(text, international);
    return take_chars(&reader, ":", "", false) && reader.rest.len == 0 &&
           is_host((struct tn_str){ at + 1, text.len - before - 1 },
                   international);
}

/* Takes "//" authority, if it comes next. */
static bool take_authority(struct reader *reader)
{
    struct tn_str text = reader->rest;
    size_t size = 0;

    if (text.len < 2 || memcmp(text.ptr, "//", 2) != 0)
        return true;
    text.ptr += 2;
    text.len -= 2;
    while (size < text.len &&
           (!text.ptr[size] || !strchr("/?#", text.ptr[size])))
        size++;
    reader->rest = (struct tn_str){ text.ptr + size, text.len - size };
    return is_authority((struct tn_str){ text.ptr, size },
                        reader->international);
}

/* Takes a scheme and its colon, if they come next. */
static bool take_scheme(struct reader *reader)
{
    struct tn_str text = reader->rest;
    size_t size = 0;

    while (
        size < text.len &&
        (tn__is_alpha(text.ptr[size]) ||
         (size > 0 && (tn__scan_is_digit(text.ptr[size]) ||
                       strchr("+-.", text.ptr[size] ? text.ptr[size] : 'x')))))
        size++;
    if (size == 0 || size == text.len || text.ptr[size] != ':')
        return false;
    reader->rest = (struct tn_str){ text.ptr + size + 1, text.len - size - 1 };
    return true;
}

/* A relative path has no colon in its first segment. */
static bool has_early_colon(struct tn_str rest)
{
    for (size_t i = 0; i < rest.len; i++) {
        if (rest.ptr[i] == ':')
            return true;
        if (rest.ptr[i] == '/' || rest.ptr[i] == '?' || rest.ptr[i] == '#')
            return false;
    }
    return false;
}

static bool
is_reference(struct tn_str text, bool international, bool needs_scheme)
{
    struct reader reader = { text, international };

    if (!take_scheme(&reader) && (needs_scheme || has_early_colon(text)))
        return false;
    if (!take_authority(&reader) || !take_chars(&reader, "/:@", "?#", false))
        return false;
    if (tn__take(&reader.rest, '?') && !take_chars(&reader, "/?:@", "#", true))
        return false;
    return reader.rest.len == 0 || (tn__take(&reader.rest, '#') &&
                                    take_chars(&reader, "/?:@", "", false));
}

bool tn__check_uri(struct tn_str text)
{
    return is_reference(text, false, true);
}

bool tn__check_uri_reference(struct tn_str text)
{
    return is_reference(text, false, false);
}

bool tn__check_iri(struct tn_str text)
{
    return is_reference(text, true, true);
}

bool tn__check_iri_reference(struct tn_str text)
{
    return is_reference(text, true, false);
}
