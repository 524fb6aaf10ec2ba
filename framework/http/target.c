/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/target.h"

#include <stdint.h>
#include <strings.h>

#include <tenon/error.h>

#include "base/utf8.h"

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* Returns the byte of a percent-escape at `text`, -1 where it is none. */
static int escaped_byte(const char *text, size_t size)
{
    int high = size > 2 ? hex_digit(text[1]) : -1;
    int low = size > 2 ? hex_digit(text[2]) : -1;

    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* -- Taking apart ---------------------------------------------------------- */

/* Bytes above 0x7F are let through: many clients send UTF-8 as it is. */
static bool is_clean(struct tn_str raw)
{
    for (size_t i = 0; i < raw.len; i++) {
        unsigned char c = (unsigned char)raw.ptr[i];

        if (c <= ' ' || c == 0x7f || c == '#')
            return false;
        if (c == '%' && escaped_byte(raw.ptr + i, raw.len - i) <= 0)
            return false;
    }
    return true;
}

/* Returns the bytes of "http://" or "https://" at the start, else 0. */
static size_t scheme_size(struct tn_str raw)
{
    static const struct tn_str schemes[] = {
        TN_STR("http://"),
        TN_STR("https://"),
    };

    for (size_t i = 0; i < TN_COUNT(schemes); i++)
        if (raw.len >= schemes[i].len &&
            strncasecmp(raw.ptr, schemes[i].ptr, schemes[i].len) == 0)
            return schemes[i].len;
    return 0;
}

static size_t find_any(struct tn_str text, char a, char b)
{
    size_t at = 0;

    while (at < text.len && text.ptr[at] != a && text.ptr[at] != b)
        at++;
    return at;
}

static struct tn_str from(struct tn_str text, size_t offset)
{
    return (struct tn_str){ text.ptr + offset, text.len - offset };
}

int tn__target_parse(struct tn_str raw, struct tn__target *out)
{
    static const struct tn_str slash = TN_STR("/");
    struct tn__target target = { 0 };
    struct tn_str rest = raw;
    size_t size = 0;

    if (!raw.len || !is_clean(raw))
        return TN_EINVALID;
    if (raw.ptr[0] != '/')
        size = scheme_size(raw);
    if (size) {
        rest = from(rest, size);
        target.authority =
            (struct tn_str){ rest.ptr, find_any(rest, '/', '?') };
        rest = from(rest, target.authority.len);
        if (!target.authority.len || !tn__target_is_authority(target.authority))
            return TN_EINVALID;
    } else if (raw.ptr[0] != '/' && !(raw.len == 1 && raw.ptr[0] == '*')) {
        return TN_EINVALID;
    }
    target.path = (struct tn_str){ rest.ptr, find_any(rest, '?', '?') };
    rest = from(rest, target.path.len);
    if (!target.path.len)
        target.path = slash;
    if (rest.len)
        target.query = from(rest, 1);
    *out = target;
    return 0;
}

/* -- Authority ------------------------------------------------------------- */

/* A bit for each octet: what may stand in a registered name or an IPv4 address,
 * escapes apart, and in an address in brackets (RFC 3986, section 3.2.2). */
static const uint32_t name_octets[8] = { 0x0, 0x2bff7fd2, 0x87fffffe,
                                         0x47fffffe };
static const uint32_t literal_octets[8] = { 0x0, 0x7ff6000, 0x87fffffe,
                                            0x47fffffe };

static bool is_in(const uint32_t *octets, char c)
{
    unsigned char octet = (unsigned char)c;

    return octets[octet / 32] >> octet % 32 & 1;
}

static size_t name_size(struct tn_str text)
{
    size_t at = 0;

    while (at < text.len && (is_in(name_octets, text.ptr[at]) ||
                             (text.ptr[at] == '%' &&
                              escaped_byte(text.ptr + at, text.len - at) > 0)))
        at++;
    return at;
}

/* Its own grammar is left to who connects to it. */
static size_t literal_size(struct tn_str text)
{
    size_t at = 1;

    while (at < text.len && is_in(literal_octets, text.ptr[at]))
        at++;
    return at > 1 && at < text.len && text.ptr[at] == ']' ? at + 1 : 0;
}

bool tn__target_is_authority(struct tn_str text)
{
    bool is_literal = text.len && text.ptr[0] == '[';
    size_t at = is_literal ? literal_size(text) : name_size(text);

    if (is_literal && !at)
        return false;
    if (at == text.len)
        return true;
    if (text.ptr[at] != ':' || text.len - at > 6)
        return false;
    while (++at < text.len)
        if (text.ptr[at] < '0' || text.ptr[at] > '9')
            return false;
    return true;
}

/* -- Decoding -------------------------------------------------------------- */

/* Decodes to `to`, which has room for text.len bytes; returns the bytes. */
static size_t
decode(char *to, struct tn_str text, bool plus, bool keeps_slash_and_percent)
{
    char *begin = to;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        int byte = c == '%' ? escaped_byte(text.ptr + i, text.len - i) : -1;

        if (byte >= 0 &&
            !(keeps_slash_and_percent && (byte == '/' || byte == '%'))) {
            *to++ = (char)byte;
            i += 2;
        } else {
            *to++ = c == '+' && plus ? ' ' : c;
        }
    }
    return (size_t)(to - begin);
}

struct tn_str tn__target_route_path(struct tn__arena *arena, struct tn_str path)
{
    char *copy;

    if (!memchr(path.ptr, '%', path.len))
        return path;
    copy = tn__arena_alloc_aligned(arena, path.len, 1);
    if (!copy)
        return (struct tn_str){ 0 };
    return (struct tn_str){ copy, decode(copy, path, false, true) };
}

/* Returns the bytes of a sequence that begins like UTF-8 and is not: what one
 * U+FFFD stands for (Unicode, section 3.9, "maximal subpart"). */
static size_t broken_size(const unsigned char *text, size_t size)
{
    unsigned char lead = text[0];
    size_t wanted = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    unsigned char low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    unsigned char high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    size_t at = 1;

    if (lead < 0xc2 || lead > 0xf4)
        return 1;
    if (at < size && (text[at] < low || text[at] > high))
        return 1;
    while (at < size && at < wanted && text[at] >= 0x80 && text[at] <= 0xbf)
        at++;
    return at;
}

/* U+FFFD is three bytes for one broken byte at least. */
static struct tn_str replace_broken(struct tn__arena *arena, struct tn_str text)
{
    char *copy = tn__arena_alloc_aligned(arena, text.len * 3 + 1, 1);
    char *to = copy;

    if (!copy)
        return (struct tn_str){ 0 };
    while (text.len) {
        size_t good = tn__utf8_valid_prefix(text.ptr, text.len);

        memcpy(to, text.ptr, good);
        to += good;
        text = from(text, good);
        if (text.len) {
            memcpy(to, "\xef\xbf\xbd", 3);
            to += 3;
            text = from(text,
                        broken_size((const unsigned char *)text.ptr, text.len));
        }
    }
    *to = '\0';
    return (struct tn_str){ copy, (size_t)(to - copy) };
}

struct tn_str
tn__target_decode(struct tn__arena *arena, struct tn_str text, bool plus)
{
    char *copy = tn__arena_alloc_aligned(arena, text.len + 1, 1);
    struct tn_str decoded;

    if (!copy)
        return (struct tn_str){ 0 };
    decoded = (struct tn_str){ copy, decode(copy, text, plus, false) };
    copy[decoded.len] = '\0';
    return tn__target_repair(arena, decoded);
}

struct tn_str tn__target_repair(struct tn__arena *arena, struct tn_str text)
{
    if (tn__utf8_valid_prefix(text.ptr, text.len) == text.len)
        return text;
    return replace_broken(arena, text);
}
