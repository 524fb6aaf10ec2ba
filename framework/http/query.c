/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/query.h"

#include "http/target.h"

static bool is_encoded(struct tn_str text)
{
    return memchr(text.ptr, '%', text.len) || memchr(text.ptr, '+', text.len);
}

static bool
is_named(struct tn__arena *arena, struct tn_str key, struct tn_str name)
{
    if (key.len < name.len)
        return false;
    if (is_encoded(key))
        key = tn__target_decode(arena, key, true);
    return tn_str_equal(key, name);
}

struct tn_str tn__query_param(struct tn__arena *arena,
                              struct tn_str query,
                              struct tn_str name)
{
    struct tn_str found = { 0 };
    const char *at = query.ptr;
    const char *end = query.ptr + query.len;

    while (query.len && at <= end) {
        size_t left = (size_t)(end - at);
        const char *stop = left ? memchr(at, '&', left) : NULL;
        size_t size = stop ? (size_t)(stop - at) : left;
        const char *equals = size ? memchr(at, '=', size) : NULL;
        size_t key_size = equals ? (size_t)(equals - at) : size;

        if (size && is_named(arena, (struct tn_str){ at, key_size }, name)) {
            found.ptr = equals ? equals + 1 : at + size;
            found.len = size - (size_t)(found.ptr - at);
        }
        at += size + 1;
    }
    return found.ptr ? tn__target_decode(arena, found, true) : found;
}
