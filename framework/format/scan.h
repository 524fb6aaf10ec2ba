/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__FORMAT_SCAN_H
#define TN__FORMAT_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include <tenon/str.h>

/* Reading a text from its start to its end. */

static inline bool tn__is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool tn__is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool tn__is_hex(char c)
{
    return tn__is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* Takes a character if it comes next. */
static inline bool tn__take(struct tn_str *rest, char c)
{
    if (rest->len == 0 || *rest->ptr != c)
        return false;
    rest->ptr++;
    rest->len--;
    return true;
}

/* Takes a number of exactly `count` digits. */
static inline bool tn__take_digits(struct tn_str *rest, size_t count, int *out)
{
    *out = 0;
    if (rest->len < count)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!tn__is_digit(rest->ptr[i]))
            return false;
        *out = *out * 10 + (rest->ptr[i] - '0');
    }
    rest->ptr += count;
    rest->len -= count;
    return true;
}

/* Takes all digits that come next. Returns how many. */
static inline size_t tn__skip_digits(struct tn_str *rest)
{
    size_t count = 0;

    while (count < rest->len && tn__is_digit(rest->ptr[count]))
        count++;
    rest->ptr += count;
    rest->len -= count;
    return count;
}

#endif
