/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

static const struct tn_alloc *allocator(const struct tn__buf *buf)
{
    return buf->alloc ? buf->alloc : &tn_alloc_default;
}

void tn__buf_deinit(struct tn__buf *buf)
{
    if (buf->data)
        allocator(buf)->fn(buf->data, 0, allocator(buf)->user);
    buf->data = NULL;
    buf->size = buf->capacity = 0;
}

char *tn__buf_grow(struct tn__buf *buf, size_t more)
{
    size_t limit = buf->limit ? buf->limit : SIZE_MAX;
    size_t capacity = buf->capacity < 128 ? 256 : buf->capacity * 2;
    char *data;

    if (buf->failed)
        return NULL;
    buf->full = more > limit - buf->size;
    if (buf->full)
        goto failed;
    if (capacity < buf->size + more)
        capacity = buf->size + more;
    if (capacity > limit)
        capacity = limit;
    data = allocator(buf)->fn(buf->data, capacity, allocator(buf)->user);
    if (!data)
        goto failed;
    buf->data = data;
    buf->capacity = capacity;
    return data + buf->size;
failed:
    /* The sticky failure: nothing fits any more until a reset. */
    buf->failed = true;
    return NULL;
}

void tn__buf_printf(struct tn__buf *buf, const char *format, ...)
{
    va_list args;
    char *to;
    int size;

    va_start(args, format);
    size = vsnprintf(NULL, 0, format, args);
    va_end(args);
    to = size < 0 ? NULL : tn__buf_reserve(buf, (size_t)size + 1);
    if (!to)
        return;
    va_start(args, format);
    vsnprintf(to, (size_t)size + 1, format, args);
    va_end(args);
    buf->size += (size_t)size;
}

const char *tn__buf_text(struct tn__buf *buf)
{
    char *to = tn__buf_reserve(buf, 1);

    if (!to || buf->failed)
        return NULL;
    *to = '\0';
    return buf->data;
}
