/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "json/media_type.h"

#include <strings.h>

#include "format/header.h"

/* The type without its parameters. */
static struct tn_str essence_of(struct tn_str type)
{
    const char *end = type.len ? memchr(type.ptr, ';', type.len) : NULL;
    struct tn_str text = { type.ptr,
                           end ? (size_t)(end - type.ptr) : type.len };

    return tn__header_trim(text);
}

bool tn__json_is_media_type(struct tn_str type)
{
    static const char application[] = "application/";
    size_t prefix = sizeof(application) - 1;
    struct tn_str text = essence_of(type);

    if (!text.len)
        return true;
    if (text.len < prefix + 4 || strncasecmp(text.ptr, application, prefix))
        return false;
    if (strncasecmp(text.ptr + text.len - 4, "json", 4) != 0)
        return false;
    return text.len == prefix + 4 || text.ptr[text.len - 5] == '+';
}
