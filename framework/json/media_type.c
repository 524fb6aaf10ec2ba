/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "json/media_type.h"

#include <strings.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* The type without its parameters and the blanks around it. */
static struct tn_str essence_of(struct tn_str type)
{
    const char *end = type.len ? memchr(type.ptr, ';', type.len) : NULL;
    struct tn_str text = { type.ptr,
                           end ? (size_t)(end - type.ptr) : type.len };

    while (text.len && is_blank(text.ptr[text.len - 1]))
        text.len--;
    while (text.len && is_blank(*text.ptr)) {
        text.ptr++;
        text.len--;
    }
    return text;
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
