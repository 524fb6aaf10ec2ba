/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <string.h>

#include "format/check.h"
#include "format/scan.h"

/* RFC 6570, section 2. */

/* Takes %XX. */
static bool take_escape(struct tn_str *rest)
{
    if (rest->len < 3 || rest->ptr[0] != '%' || !tn__is_hex(rest->ptr[1]) ||
        !tn__is_hex(rest->ptr[2]))
        return false;
    rest->ptr += 3;
    rest->len -= 3;
    return true;
}

static bool is_varchar(char c)
{
    return tn__is_alpha(c) || tn__scan_is_digit(c) || c == '_';
}

/* Characters and escapes, with single dots between them. */
static bool take_name(struct tn_str *rest)
{
    bool is_begun = false;

    while (rest->len > 0) {
        if (is_begun && rest->len > 1 && *rest->ptr == '.' &&
            (is_varchar(rest->ptr[1]) || rest->ptr[1] == '%'))
            tn__take(rest, '.');
        else if (is_varchar(*rest->ptr))
            tn__take(rest, *rest->ptr);
        else if (!take_escape(rest))
            break;
        is_begun = true;
    }
    return is_begun;
}

/* ":" and a number from 1 to 9999, or "*". */
static bool take_modifier(struct tn_str *rest)
{
    size_t digits;

    if (tn__take(rest, '*') || !tn__take(rest, ':'))
        return true;
    if (rest->len == 0 || *rest->ptr == '0')
        return false;
    digits = tn__skip_digits(rest);
    return digits >= 1 && digits <= 4;
}

/* What follows a brace. */
static bool take_expression(struct tn_str *rest)
{
    if (rest->len > 0 && *rest->ptr && strchr("+#./;?&=,!@|", *rest->ptr))
        tn__take(rest, *rest->ptr);
    do {
        if (!take_name(rest) || !take_modifier(rest))
            return false;
    } while (tn__take(rest, ','));
    return tn__take(rest, '}');
}

/* Characters that stand for themselves (section 2.1). */
static bool is_literal(char c)
{
    return (unsigned char)c > 0x20 && c != 0x7f && !strchr("\"<>\\^`{|}%", c);
}

bool tn__check_uri_template(struct tn_str text)
{
    while (text.len > 0) {
        if (tn__take(&text, '{')) {
            if (!take_expression(&text))
                return false;
        } else if (*text.ptr && is_literal(*text.ptr)) {
            tn__take(&text, *text.ptr);
        } else if (!take_escape(&text)) {
            return false;
        }
    }
    return true;
}
