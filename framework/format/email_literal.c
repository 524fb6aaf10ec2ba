/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <string.h>

#include "format/email_parts.h"
#include "format/ip.h"

/*
 * Address literals (RFC 5321, section 4.1.3). email-validator reads them, so
 * that it can say what is wrong, and allows none.
 */

static bool is_literal_char(uint32_t c)
{
    return c > ' ' && c < 0x7F && c != '[' && c != '\\' && c != ']';
}

static bool is_ipv4_text(struct tn__chars literal)
{
    for (size_t i = 0; i < literal.count; i++) {
        if (literal.at[i] != '.' &&
            (literal.at[i] < '0' || literal.at[i] > '9'))
            return false;
    }
    return literal.count > 0;
}

/* Appends what Python's ipaddress says of digits and dots. */
static void write_ipv4_reason(struct tn__buf *out, struct tn_str text)
{
    size_t dots = 0;
    const char *at = text.ptr;
    const char *end = text.ptr + text.len;

    for (size_t i = 0; i < text.len; i++)
        dots += text.ptr[i] == '.';
    if (dots != 3) {
        tn__buf_printf(out, "Expected 4 octets in '%s'", text.ptr);
        return;
    }
    for (; at <= end; at++) {
        int size = (int)strcspn(at, ".");
        int value = 0;

        for (int i = 0; i < size && i < 4; i++)
            value = value * 10 + (at[i] - '0');
        if (!size) {
            tn__buf_printf(out, "Empty octet not permitted in '%s'", text.ptr);
            return;
        }
        if (size > 3 || (size > 1 && *at == '0')) {
            tn__buf_printf(out, "%s permitted in '%.*s' in '%s'",
                           size > 3 ? "At most 3 characters"
                                    : "Leading zeros are not",
                           size, at, text.ptr);
            return;
        }
        if (value > 255) {
            tn__buf_printf(out, "Octet %d (> 255) not permitted in '%s'", value,
                           text.ptr);
            return;
        }
        at += size;
    }
}

static bool refuse_ipv4(struct tn_str text, struct tn__buf *out)
{
    tn__email_refuse(out, "The address in brackets after the @-sign is not "
                          "valid: It is not an IPv4 address (");
    write_ipv4_reason(out, text);
    tn__buf_lit(out, ") or is missing an address literal tag.");
    return false;
}

static bool
check_literal(struct tn__chars literal, struct tn_str text, struct tn__buf *out)
{
    static const struct tn_str tag = TN_STR("IPv6:");
    struct tn__ip ip;

    if (is_ipv4_text(literal))
        return tn__ipv4_parse(text, &ip) || refuse_ipv4(text, out);
    if (text.len >= tag.len && memcmp(text.ptr, tag.ptr, tag.len) == 0) {
        text.ptr += tag.len;
        text.len -= tag.len;
        return tn__ipv6_parse(text, &ip) ||
               tn__email_refuse(out, "The IPv6 address in brackets after the "
                                     "@-sign is not valid.");
    }
    if (!memchr(text.ptr, ':', text.len))
        return tn__email_refuse(
            out, "The part after the @-sign in brackets is not an IPv4 address "
                 "and has no address literal tag.");
    return tn__email_check_chars(out, literal, is_literal_char,
                                 "The part after the @-sign contains invalid "
                                 "characters in brackets") &&
           tn__email_refuse(out, "The part after the @-sign contains an "
                                 "invalid address literal tag in brackets.");
}

bool tn__email_literal(struct tn__chars literal, struct tn__buf *out)
{
    struct tn__buf text = { 0 };
    bool valid;

    tn__chars_write(&text, literal);
    if (!tn__buf_text(&text)) {
        out->failed = true;
        return false;
    }
    valid =
        check_literal(literal, (struct tn_str){ text.data, text.size }, out);
    tn__buf_deinit(&text);
    return valid &&
           tn__email_refuse(out, "A bracketed IP address after the @-sign is "
                                 "not allowed here.");
}
