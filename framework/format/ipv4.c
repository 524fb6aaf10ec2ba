/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/ip.h"

/* Reads 1 to 3 digits, 255 at most, without a leading zero; returns how many
 * there are, 0 where it is no such number. */
static size_t read_octet(const char *text, size_t size, unsigned char *octet)
{
    unsigned value = 0;
    size_t count = 0;

    while (count < size && count < 4 && text[count] >= '0' &&
           text[count] <= '9')
        value = value * 10 + (unsigned)(text[count++] - '0');
    if (count > 3 || value > 255 || (count > 1 && text[0] == '0'))
        return 0;
    *octet = (unsigned char)value;
    return count;
}

bool tn__ipv4_parse(struct tn_str text, struct tn__ip *ip)
{
    struct tn__ip parsed = { .size = TN__IPV4_SIZE, .prefix = 32 };
    size_t at = 0;

    for (size_t i = 0; i < TN__IPV4_SIZE; i++) {
        size_t count;

        if (i && (at == text.len || text.ptr[at++] != '.'))
            return false;
        count = read_octet(text.ptr + at, text.len - at, &parsed.bytes[i]);
        if (!count)
            return false;
        at += count;
    }
    if (at != text.len)
        return false;
    *ip = parsed;
    return true;
}
