/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__BASE_BUF_H
#define TN__BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include <tenon/alloc.h>
#include <tenon/attrs.h>
#include <tenon/str.h>

/*
 * A growing text with a ceiling. Failure is sticky: append without checking,
 * test `failed` once. Not NUL-terminated until tn__buf_text().
 */
struct tn__buf {
    char *data;
    size_t size;                  /* bytes written */
    size_t capacity;              /* bytes allocated */
    size_t limit;                 /* ceiling of capacity; 0: none */
    const struct tn_alloc *alloc; /* NULL: the default one */
    bool failed;
    bool full; /* failed at the ceiling, not for want of memory */
};

/* Frees the memory. A zeroed buffer is fine, and usable. */
void tn__buf_deinit(struct tn__buf *buf);

/* Empty again; memory kept, failure forgotten. */
static inline void tn__buf_reset(struct tn__buf *buf)
{
    buf->size = 0;
    buf->failed = buf->full = false;
}

/* The slow path of tn__buf_reserve(). */
char *tn__buf_grow(struct tn__buf *buf, size_t more);

/* Returns where `more` bytes may be written, NULL when the buffer failed; add
 * what was written with tn__buf_commit(). */
static inline char *tn__buf_reserve(struct tn__buf *buf, size_t more)
{
    if (buf->capacity - buf->size >= more)
        return buf->data + buf->size;
    return tn__buf_grow(buf, more);
}

static inline void tn__buf_commit(struct tn__buf *buf, size_t written)
{
    buf->size += written;
}

static inline void
tn__buf_append(struct tn__buf *buf, const char *text, size_t size)
{
    char *to = size ? tn__buf_reserve(buf, size) : NULL;

    if (to) {
        memcpy(to, text, size);
        buf->size += size;
    }
}

static inline void tn__buf_char(struct tn__buf *buf, char c)
{
    tn__buf_append(buf, &c, 1);
}

static inline void tn__buf_str(struct tn__buf *buf, struct tn_str text)
{
    tn__buf_append(buf, text.ptr, text.len);
}

/* Appends a string literal. */
#define tn__buf_lit(buf, literal)                                              \
    tn__buf_append((buf), "" literal, sizeof(literal) - 1)

void tn__buf_printf(struct tn__buf *buf, const char *format, ...)
    TN_PRINTF(2, 3);

/* Returns the text NUL-terminated, NULL when the buffer failed. Borrowed until
 * the buffer changes. */
const char *tn__buf_text(struct tn__buf *buf);

#endif
