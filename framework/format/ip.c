/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/ip.h"

#define GROUPS 8

bool tn__ip_from_digits(struct tn_str digits, size_t size, struct tn__ip *ip)
{
    struct tn__ip made = { .size = size, .prefix = (unsigned)(8 * size) };

    for (size_t i = 0; i < digits.len; i++) {
        unsigned carry = (unsigned)(digits.ptr[i] - '0');

        for (size_t byte = size; byte-- > 0;) {
            carry += made.bytes[byte] * 10u;
            made.bytes[byte] = (unsigned char)carry;
            carry >>= 8;
        }
        if (carry)
            return false;
    }
    *ip = made;
    return true;
}

static void write_ipv4(struct tn__buf *buf, const unsigned char *bytes)
{
    tn__buf_printf(buf, "%u.%u.%u.%u", bytes[0], bytes[1], bytes[2], bytes[3]);
}

static unsigned group_at(const unsigned char *bytes, size_t index)
{
    return (unsigned)bytes[2 * index] << 8 | bytes[2 * index + 1];
}

/* Returns where the first of the longest runs of zero groups begins, two groups
 * at least (RFC 5952, section 4.2); GROUPS: there is none. */
static size_t find_gap(const unsigned char *bytes, size_t *length)
{
    size_t start = GROUPS;
    size_t run = 0;

    *length = 1;
    for (size_t i = 0; i < GROUPS; i++) {
        run = group_at(bytes, i) ? 0 : run + 1;
        if (run > *length) {
            *length = run;
            start = i + 1 - run;
        }
    }
    return start;
}

static void write_ipv6(struct tn__buf *buf, const unsigned char *bytes)
{
    size_t length;
    size_t gap = find_gap(bytes, &length);

    for (size_t i = 0; i < GROUPS; i++) {
        if (i == gap) {
            tn__buf_lit(buf, "::");
            i += length - 1;
            continue;
        }
        if (i && i != gap + length)
            tn__buf_char(buf, ':');
        tn__buf_printf(buf, "%x", group_at(bytes, i));
    }
}

void tn__ip_write(struct tn__buf *buf, const struct tn__ip *ip)
{
    if (ip->size == TN__IPV4_SIZE) {
        write_ipv4(buf, ip->bytes);
        return;
    }
    write_ipv6(buf, ip->bytes);
    if (ip->zone.len) {
        tn__buf_char(buf, '%');
        tn__buf_str(buf, ip->zone);
    }
}
