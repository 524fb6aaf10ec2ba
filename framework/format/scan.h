/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__FORMAT_SCAN_H
#define TN__FORMAT_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include <tenon/str.h>

#include "base/compat.h"

/* Looking at text byte by byte, and reading it from its start to its end. */

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

/* -- Taking from the start --------------------------------------------------
 */

TN__INLINE bool tn__is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

TN__INLINE bool tn__is_hex(char c)
{
    return tn__scan_is_digit(c) || (c >= 'a' && c <= 'f') ||
           (c >= 'A' && c <= 'F');
}

/* Takes a character if it comes next. */
TN__INLINE bool tn__take(struct tn_str *rest, char c)
{
    if (rest->len == 0 || *rest->ptr != c)
        return false;
    rest->ptr++;
    rest->len--;
    return true;
}

/* Takes a number of exactly `count` digits. */
TN__INLINE bool tn__take_digits(struct tn_str *rest, size_t count, int *out)
{
    *out = 0;
    if (rest->len < count)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!tn__scan_is_digit(rest->ptr[i]))
            return false;
        *out = *out * 10 + (rest->ptr[i] - '0');
    }
    rest->ptr += count;
    rest->len -= count;
    return true;
}

/* Takes all digits that come next. Returns how many. */
TN__INLINE size_t tn__skip_digits(struct tn_str *rest)
{
    size_t count = 0;

    while (count < rest->len && tn__scan_is_digit(rest->ptr[count]))
        count++;
    rest->ptr += count;
    rest->len -= count;
    return count;
}

#endif
