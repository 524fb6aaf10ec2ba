/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <string.h>
#include <strings.h>

#include "format/url_parser.h"

/* URLs with several hosts, as pydantic-core's MultiHostUrl has them. */

/* The parts of "scheme://a,b,c/path". */
struct parts {
    struct tn_str scheme; /* with its colon, spaces before it left out */
    size_t slashes;       /* after it */
    const char *hosts;    /* "a,b," */
    const char *last;     /* "c/path" */
    const char *end;
};

static bool is_scheme_char(char c)
{
    return tn__url_is_alpha(c) || (c >= '0' && c <= '9') || c == '+' ||
           c == '-' || c == '.';
}

static bool is_special(struct tn_str scheme)
{
    static const char *const names[] = { "http:", "https:", "ws:",
                                         "wss:",  "ftp:",   "file:" };

    for (size_t i = 0; i < TN_COUNT(names); i++) {
        if (scheme.len == strlen(names[i]) &&
            strncasecmp(scheme.ptr, names[i], scheme.len) == 0)
            return true;
    }
    return false;
}

/* Finds the parts; here no tab is left out in a scheme. */
static bool split(struct tn_str text, struct parts *parts)
{
    const char *at = text.ptr;
    const char *end = at + text.len;
    bool special;

    while (at < end && (unsigned char)*at <= ' ')
        at++;
    parts->scheme.ptr = at;
    while (at < end && is_scheme_char(*at))
        at++;
    if (at == end || *at != ':')
        return false;
    at++;
    parts->scheme.len = (size_t)(at - parts->scheme.ptr);
    special = is_special(parts->scheme);
    for (parts->slashes = 0; at < end && (*at == '/' || *at == '\\'); at++)
        parts->slashes++;
    parts->hosts = at;
    parts->last = at;
    parts->end = end;
    for (; at < end && !memchr("/?#", *at, 3) && (*at != '\\' || !special);
         at++) {
        if (*at == ',')
            parts->last = at + 1;
    }
    return true;
}

/* Returns the scheme and slashes before a host: more than three mean the same
 * as three. NULL: memory is short. */
static char *
make_text(struct tn__arena *arena, const struct parts *parts, struct tn_str *to)
{
    size_t slashes = parts->slashes < 3 ? parts->slashes : 3;
    size_t prefix = parts->scheme.len + slashes;
    char *made = tn__arena_alloc(arena, prefix + to->len);

    if (!made)
        return NULL;
    memcpy(made, parts->scheme.ptr, parts->scheme.len);
    memcpy(made + parts->scheme.len, parts->scheme.ptr + parts->scheme.len,
           slashes);
    if (to->len)
        memcpy(made + prefix, to->ptr, to->len);
    *to = (struct tn_str){ made, prefix + to->len };
    return made;
}

/* Appends "host," of one of the hosts before the last. */
static enum tn__url_fault parse_one(struct tn__arena *arena,
                                    const struct parts *parts,
                                    struct tn_str host,
                                    struct tn__buf *out)
{
    size_t start = out->size;
    struct tn__url url = { 0 };
    enum tn__url_fault fault;

    if (!host.len)
        return TN__URL_EMPTY_HOST;
    if (!make_text(arena, parts, &host))
        return TN__URL_MEMORY;
    fault = tn__url_parse(arena, host, out, &url);
    if (fault)
        return fault;
    if (!url.has_host)
        return TN__URL_EMPTY_HOST;
    tn__url_cut(out, start, start + url.scheme_size + strlen("://"));
    /* The slash that a special URL was given. */
    out->size -= url.is_special;
    tn__buf_char(out, ',');
    return out->failed ? TN__URL_MEMORY : TN__URL_NONE;
}

static enum tn__url_fault parse_others(struct tn__arena *arena,
                                       const struct parts *parts,
                                       struct tn__buf *out)
{
    const char *at = parts->hosts;
    enum tn__url_fault fault = TN__URL_NONE;

    while (!fault && at < parts->last) {
        const char *comma = memchr(at, ',', (size_t)(parts->last - at));

        fault = parse_one(arena, parts,
                          (struct tn_str){ at, (size_t)(comma - at) }, out);
        at = comma + 1;
    }
    return fault;
}

/* Returns whether two commas follow each other, or one comes first: that is
 * told before anything else. */
static bool has_empty_host(const struct parts *parts)
{
    for (const char *at = parts->hosts; at < parts->last; at++) {
        if (*at == ',' && (at == parts->hosts || at[-1] == ','))
            return true;
    }
    return false;
}

enum tn__url_fault tn__url_parse_hosts(struct tn__arena *arena,
                                       struct tn_str text,
                                       struct tn__buf *out,
                                       struct tn__url *url)
{
    size_t start = out->size;
    enum tn__url_fault fault;
    struct parts parts;
    struct tn_str last;
    size_t offset;
    char *rest;

    if (!text.len)
        return TN__URL_EMPTY;
    if (!split(text, &parts))
        return TN__URL_RELATIVE;
    if (parts.last == parts.hosts)
        return tn__url_parse(arena, text, out, url);
    if (has_empty_host(&parts))
        return TN__URL_EMPTY_HOST;
    last = (struct tn_str){ parts.last, (size_t)(parts.end - parts.last) };
    if (!make_text(arena, &parts, &last))
        return TN__URL_MEMORY;
    fault = tn__url_parse(arena, last, out, url);
    if (fault)
        return fault;
    if (!url->has_host)
        return TN__URL_EMPTY_HOST;
    /* The others come between the scheme and the last. */
    offset = start + url->scheme_size + strlen("://");
    last.len = out->size - offset;
    rest = tn__arena_alloc(arena, last.len);
    if (!rest)
        return TN__URL_MEMORY;
    memcpy(rest, out->data + offset, last.len);
    out->size = offset;
    fault = parse_others(arena, &parts, out);
    tn__buf_append(out, rest, last.len);
    return fault ? fault : out->failed ? TN__URL_MEMORY : TN__URL_NONE;
}
