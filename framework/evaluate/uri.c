/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "evaluate/uri.h"

#include <stdlib.h>
#include <string.h>

/* The parts of a URI (RFC 3986, appendix B); ptr NULL: absent. */
struct parts {
    struct tn_str scheme;
    struct tn_str authority;
    struct tn_str path;
    struct tn_str query;
};

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_scheme(char c)
{
    return is_alpha(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' ||
           c == '.';
}

/* Takes a text up to one of some characters. */
static struct tn_str take_until(struct tn_str *rest, const char *ends)
{
    struct tn_str taken = { rest->ptr, 0 };

    while (taken.len < rest->len &&
           !memchr(ends, rest->ptr[taken.len], strlen(ends)))
        taken.len++;
    rest->ptr += taken.len;
    rest->len -= taken.len;
    return taken;
}

static void skip(struct tn_str *rest, size_t size)
{
    rest->ptr += size;
    rest->len -= size;
}

static struct tn_str take_scheme(struct tn_str *rest)
{
    struct tn_str scheme = { rest->ptr, 0 };

    while (scheme.len < rest->len && is_scheme(rest->ptr[scheme.len]))
        scheme.len++;
    if (scheme.len == 0 || scheme.len == rest->len ||
        rest->ptr[scheme.len] != ':' || !is_alpha(*rest->ptr))
        return (struct tn_str){ 0 };
    skip(rest, scheme.len + 1);
    return scheme;
}

static struct parts parse(struct tn_str text)
{
    struct parts parts = { .scheme = take_scheme(&text) };

    if (text.len >= 2 && memcmp(text.ptr, "//", 2) == 0) {
        skip(&text, 2);
        parts.authority = take_until(&text, "/?");
    }
    parts.path = take_until(&text, "?");
    if (text.len) {
        skip(&text, 1);
        parts.query = text;
    }
    return parts;
}

/* Removes "." and ".." (section 5.2.4), in place. Returns what is left. */
static size_t remove_dots(char *path, size_t size)
{
    size_t out = 0;
    size_t at = 0;

    while (at < size) {
        size_t end = at;
        size_t length;

        while (end < size && path[end] != '/')
            end++;
        length = end - at;
        if (length == 2 && memcmp(path + at, "..", 2) == 0) {
            /* Back to the slash before the last segment. */
            out -= out > 0;
            while (out > 0 && path[out - 1] != '/')
                out--;
        } else if (!(length == 1 && path[at] == '.')) {
            memmove(path + out, path + at, length);
            out += length;
            if (end < size)
                path[out++] = '/';
        }
        at = end + 1;
    }
    return out;
}

/* Writes a path after what is in `to`; returns the new size. */
static size_t put_path(char *to, size_t size, struct tn_str path)
{
    if (path.len == 0)
        return size;
    memcpy(to + size, path.ptr, path.len);
    /* The first slash is kept apart: ".." does not climb above it. */
    if (*path.ptr == '/')
        return size + 1 + remove_dots(to + size + 1, path.len - 1);
    return size + path.len;
}

/* A relative path stands in the folder of the base (section 5.2.3). */
static struct tn_str
merge(struct tn__arena *arena, const struct parts *base, struct tn_str path)
{
    size_t folder = base->path.len;

    while (folder > 0 && base->path.ptr[folder - 1] != '/')
        folder--;
    if (base->authority.ptr && base->path.len == 0)
        return tn__arena_printf(arena, "/%.*s", (int)path.len, path.ptr);
    return tn__arena_printf(arena, "%.*s%.*s", (int)folder, base->path.ptr,
                            (int)path.len, path.ptr);
}

static struct tn_str compose(struct tn__arena *arena, const struct parts *parts)
{
    size_t size = 0;
    char *to =
        tn__arena_alloc(arena, parts->scheme.len + parts->authority.len +
                                   parts->path.len + parts->query.len + 8);

    if (!to)
        return (struct tn_str){ 0 };
    if (parts->scheme.ptr) {
        memcpy(to, parts->scheme.ptr, parts->scheme.len);
        size += parts->scheme.len;
        to[size++] = ':';
    }
    if (parts->authority.ptr) {
        memcpy(to + size, "//", 2);
        size += 2;
        memcpy(to + size, parts->authority.ptr, parts->authority.len);
        size += parts->authority.len;
    }
    size = put_path(to, size, parts->path);
    if (parts->query.ptr) {
        to[size++] = '?';
        memcpy(to + size, parts->query.ptr, parts->query.len);
        size += parts->query.len;
    }
    to[size] = '\0';
    return (struct tn_str){ to, size };
}

struct tn_str tn__uri_resolve(struct tn__arena *arena,
                              struct tn_str base,
                              struct tn_str reference)
{
    struct parts from = parse(base);
    struct parts to = parse(reference);

    if (to.scheme.ptr || base.len == 0)
        return compose(arena, &to);
    to.scheme = from.scheme;
    if (to.authority.ptr)
        return compose(arena, &to);
    to.authority = from.authority;
    if (to.path.len == 0) {
        to.path = from.path;
        if (!to.query.ptr)
            to.query = from.query;
    } else if (*to.path.ptr != '/') {
        to.path = merge(arena, &from, to.path);
        if (!to.path.ptr)
            return (struct tn_str){ 0 };
    }
    return compose(arena, &to);
}

struct tn_str tn__uri_split(struct tn_str reference, struct tn_str *fragment)
{
    const char *hash =
        reference.len ? memchr(reference.ptr, '#', reference.len) : NULL;

    *fragment = (struct tn_str){ 0 };
    if (!hash)
        return reference;
    fragment->ptr = hash + 1;
    fragment->len = reference.len - (size_t)(hash + 1 - reference.ptr);
    return (struct tn_str){ reference.ptr, (size_t)(hash - reference.ptr) };
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

struct tn_str tn__uri_decode(struct tn__arena *arena, struct tn_str text)
{
    char *to = tn__arena_alloc(arena, text.len + 1);
    size_t size = 0;

    for (size_t i = 0; to && i < text.len; i++) {
        int high = i + 2 < text.len && text.ptr[i] == '%'
                       ? hex_value(text.ptr[i + 1])
                       : -1;
        int low = high < 0 ? -1 : hex_value(text.ptr[i + 2]);

        to[size++] = (char)(low < 0 ? text.ptr[i] : high << 4 | low);
        i += low < 0 ? 0 : 2;
    }
    if (!to)
        return (struct tn_str){ 0 };
    to[size] = '\0';
    return (struct tn_str){ to, size };
}

/* -- Files ----------------------------------------------------------------- */

#define FILE_PREFIX "file://"

static bool is_plain(char c)
{
    return is_scheme(c) || c == '/' || c == '_' || c == '~';
}

struct tn_str tn__uri_of_file(struct tn__arena *arena, const char *path)
{
    static const char digits[] = "0123456789ABCDEF";
    char *real = realpath(path, NULL);
    char *to =
        real ? tn__arena_alloc(arena, sizeof(FILE_PREFIX) + 3 * strlen(real))
             : NULL;
    size_t size = sizeof(FILE_PREFIX) - 1;

    if (to)
        memcpy(to, FILE_PREFIX, size);
    for (const char *c = real; to && *c; c++) {
        if (is_plain(*c)) {
            to[size++] = *c;
            continue;
        }
        to[size++] = '%';
        to[size++] = digits[(unsigned char)*c >> 4];
        to[size++] = digits[*c & 15];
    }
    free(real);
    if (!to)
        return (struct tn_str){ 0 };
    to[size] = '\0';
    return (struct tn_str){ to, size };
}

struct tn_str tn__uri_to_path(struct tn__arena *arena, struct tn_str uri)
{
    size_t prefix = sizeof(FILE_PREFIX) - 1;

    if (uri.len <= prefix || memcmp(uri.ptr, FILE_PREFIX, prefix) != 0)
        return (struct tn_str){ 0 };
    return tn__uri_decode(
        arena, (struct tn_str){ uri.ptr + prefix, uri.len - prefix });
}
