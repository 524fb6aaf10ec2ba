/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__FORMAT_SCAN_H
#define TN__FORMAT_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include <tenon/str.h>

#include "base/compat.h"

/* Looking at text byte by byte. */

/* Returns the byte at a place, -1 past the end. */
TN__INLINE int tn__scan_at(struct tn_str text, size_t at)
{
    return at < text.len ? (unsigned char)text.ptr[at] : -1;
}

TN__INLINE bool tn__scan_is_digit(int c)
{
    return c >= '0' && c <= '9';
}

/* Returns the value of the two digits at a place, -1 where they are none. */
TN__INLINE int tn__scan_pair(struct tn_str text, size_t at)
{
    int tens = tn__scan_at(text, at);
    int ones = tn__scan_at(text, at + 1);

    if (!tn__scan_is_digit(tens) || !tn__scan_is_digit(ones))
        return -1;
    return (tens - '0') * 10 + ones - '0';
}

/* Returns what follows a place, which is within the text. */
TN__INLINE struct tn_str tn__scan_after(struct tn_str text, size_t at)
{
    return (struct tn_str){ text.ptr + at, text.len - at };
}

#endif
