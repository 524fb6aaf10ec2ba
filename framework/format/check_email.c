/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <string.h>

#include "format/check.h"
#include "format/scan.h"

/* RFC 5321, section 4.1.2, and RFC 6531 for what is not ASCII. */

static bool is_atext(char c, bool international)
{
    return tn__is_alpha(c) || tn__scan_is_digit(c) ||
           (c && strchr("!#$%&'*+-/=?^_`{|}~", c)) ||
           (international && (unsigned char)c >= 0x80);
}

/* Atoms with dots between them. */
static bool is_dot_string(struct tn_str local, bool international)
{
    bool is_after_dot = true;

    for (size_t i = 0; i < local.len; i++) {
        bool is_dot = local.ptr[i] == '.';

        if (is_dot ? is_after_dot : !is_atext(local.ptr[i], international))
            return false;
        is_after_dot = is_dot;
    }
    return !is_after_dot;
}

static bool is_quoted(struct tn_str local, bool international)
{
    if (local.len < 2 || local.ptr[0] != '"' || local.ptr[local.len - 1] != '"')
        return false;
    for (size_t i = 1; i + 1 < local.len; i++) {
        unsigned char c = (unsigned char)local.ptr[i];

        if (c == '\\' && ++i + 1 >= local.len)
            return false;
        if (c == '"' || c < 0x20 || c == 0x7f || (c >= 0x80 && !international))
            return false;
    }
    return true;
}

/* [127.0.0.1], [IPv6:::1] */
static bool is_literal(struct tn_str domain)
{
    static const char prefix[] = "IPv6:";
    size_t size = sizeof(prefix) - 1;

    if (domain.len < 2 || domain.ptr[0] != '[' ||
        domain.ptr[domain.len - 1] != ']')
        return false;
    domain = (struct tn_str){ domain.ptr + 1, domain.len - 2 };
    if (domain.len > size && memcmp(domain.ptr, prefix, size) == 0)
        return tn__check_ipv6(
            (struct tn_str){ domain.ptr + size, domain.len - size });
    return tn__check_ipv4(domain);
}

static bool is_email(struct tn_str text, bool international)
{
    struct tn_str local = text;
    struct tn_str domain;

    while (local.len > 0 && local.ptr[local.len - 1] != '@')
        local.len--;
    if (local.len == 0)
        return false;
    domain = (struct tn_str){ text.ptr + local.len, text.len - local.len };
    local.len--;
    if (!is_dot_string(local, international) &&
        !is_quoted(local, international))
        return false;
    return is_literal(domain) || (international ? tn__check_idn_hostname(domain)
                                                : tn__check_hostname(domain));
}

bool tn__check_email(struct tn_str text)
{
    return is_email(text, false);
}

bool tn__check_idn_email(struct tn_str text)
{
    return is_email(text, true);
}
