/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "openapi/naming.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"

static bool is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
}

static bool is_ascii(char c)
{
    return ((unsigned char)c & 0x80) == 0;
}

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* Moves a text to the arena. */
static struct tn_str detach(struct tn__buf *buf, struct tn__arena *arena)
{
    struct tn_str text = { 0 };

    if (!buf->failed)
        text = tn__arena_copy(arena, buf->data, buf->size);
    tn__buf_deinit(buf);
    return text;
}

struct tn_str tn__operation_id(struct tn__arena *arena,
                               const char *name,
                               const char *path,
                               enum tn_method method)
{
    struct tn__buf buf = { 0 };
    struct tn_str shown = tn__path_template(arena, path);

    tn__buf_str(&buf, tn_str_from(name));
    tn__buf_str(&buf, shown);
    for (size_t i = 0; i < buf.size; i++) {
        char c = buf.data[i];

        /* Letters of other scripts are word characters too. */
        if (!is_alnum(c) && is_ascii(c))
            buf.data[i] = '_';
    }
    tn__buf_char(&buf, '_');
    tn__buf_str(&buf, tn_str_from(tn__method_key(method)));
    buf.failed = buf.failed || !shown.ptr;
    return detach(&buf, arena);
}

struct tn_str tn__component_name(struct tn__arena *arena, struct tn_str name)
{
    struct tn__buf buf = { 0 };

    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool is_kept = is_alnum(c) || c == '.' || c == '-';

        if (!is_continuation(c)) /* one "_" for a code point */
            tn__buf_char(&buf, is_kept ? c : '_');
    }
    return detach(&buf, arena);
}

struct tn_str tn__path_template(struct tn__arena *arena, const char *path)
{
    struct tn__buf buf = { 0 };
    const char *from = path;
    const char *at = path;
    struct tn_str param;

    while ((param = tn__path_next_param(&at)).ptr) {
        tn__buf_append(&buf, from, (size_t)(param.ptr + param.len - from));
        from = at;
    }
    tn__buf_str(&buf, tn_str_from(from));
    return detach(&buf, arena);
}

struct tn_str tn__path_next_param(const char **at)
{
    const char *open = strchr(*at, '{');

    if (!open)
        return (struct tn_str){ 0 };
    open++;
    *at = open + strcspn(open, "}");
    return (struct tn_str){ open, strcspn(open, ":}") };
}

const char *tn__method_key(enum tn_method method)
{
    static const char *const keys[TN_METHOD_COUNT] = {
        [TN_GET] = "get",         [TN_POST] = "post",     [TN_PUT] = "put",
        [TN_PATCH] = "patch",     [TN_DELETE] = "delete", [TN_HEAD] = "head",
        [TN_OPTIONS] = "options",
    };

    return keys[method];
}
