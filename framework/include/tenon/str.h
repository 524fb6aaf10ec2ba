/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_STR_H
#define TENON_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * A view of text: UTF-8, length in bytes, may hold U+0000. Views that Tenon
 * hands out are NUL-terminated as well (ptr[len] is 0), and ptr is NULL only
 * in a zeroed view. A view owns nothing.
 */
struct tn_str {
    const char *ptr;
    size_t len; /* bytes */
};

/* A view of a string literal, as an initialiser: { "text", 4 }. */
#define TN_STR(literal)                                                        \
    {                                                                          \
        "" literal, sizeof(literal) - 1                                        \
    }

/* Returns a view of NUL-terminated text; NULL gives the empty view. */
static inline struct tn_str tn_str_from(const char *text)
{
    struct tn_str view = { text, text ? strlen(text) : 0 };

    return view;
}

/* Returns whether both hold the same bytes. */
static inline bool tn_str_equal(struct tn_str a, struct tn_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/*
 * A view of octets: what a string with `format: binary` (its UTF-8) or `byte`
 * (what its Base64 says) becomes in a struct. NUL-terminated as well, which
 * `len` does not count.
 */
struct tn_bytes {
    const unsigned char *ptr;
    size_t len; /* octets */
};

#ifdef __cplusplus
}
#endif

#endif
