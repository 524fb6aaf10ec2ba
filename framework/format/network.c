/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <string.h>

#include "format/ip.h"

/* Digits that Python's int() takes. */
#define DIGIT_LIMIT 4300

static bool parse_address(struct tn_str text, size_t size, struct tn__ip *ip)
{
    return size == TN__IPV4_SIZE ? tn__ipv4_parse(text, ip)
                                 : tn__ipv6_parse(text, ip);
}

/* Reads a prefix length; leading zeros are allowed. */
static bool read_length(struct tn_str text, unsigned limit, unsigned *prefix)
{
    unsigned value = 0;

    if (!text.len || text.len > DIGIT_LIMIT)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        value = value * 10 + (unsigned)(text.ptr[i] - '0');
        if (value > limit)
            return false;
    }
    *prefix = value;
    return true;
}

/* Returns whether a mask is ones followed by zeros. */
static bool mask_length(uint32_t mask, unsigned *prefix)
{
    uint32_t host = ~mask;

    if (host & (host + 1))
        return false;
    *prefix = host ? (unsigned)__builtin_clz(host) : 32;
    return true;
}

/* Reads a netmask (255.0.0.0) or a hostmask (0.255.255.255). */
static bool read_mask(struct tn_str text, unsigned *prefix)
{
    struct tn__ip ip;
    uint32_t mask;

    if (!tn__ipv4_parse(text, &ip))
        return false;
    mask = (uint32_t)ip.bytes[0] << 24 | (uint32_t)ip.bytes[1] << 16 |
           (uint32_t)ip.bytes[2] << 8 | ip.bytes[3];
    return mask_length(mask, prefix) || mask_length(~mask, prefix);
}

bool tn__network_parse(struct tn_str text, size_t size, struct tn__ip *ip)
{
    const char *slash = text.len ? memchr(text.ptr, '/', text.len) : NULL;
    struct tn_str address = text;
    struct tn_str mask = { 0 };
    struct tn__ip parsed;

    if (slash) {
        address.len = (size_t)(slash - text.ptr);
        mask = (struct tn_str){ slash + 1, text.len - address.len - 1 };
    }
    if (!parse_address(address, size, &parsed))
        return false;
    if (slash && !read_length(mask, (unsigned)(8 * size), &parsed.prefix) &&
        (size != TN__IPV4_SIZE || !read_mask(mask, &parsed.prefix)))
        return false;
    *ip = parsed;
    return true;
}

bool tn__network_has_host_bits(const struct tn__ip *ip)
{
    unsigned whole = ip->prefix / 8;

    if (whole == ip->size)
        return false;
    if (ip->bytes[whole] & 0xFFu >> ip->prefix % 8)
        return true;
    for (size_t i = whole + 1; i < ip->size; i++) {
        if (ip->bytes[i])
            return true;
    }
    return false;
}

void tn__network_write(struct tn__buf *buf, const struct tn__ip *ip)
{
    tn__ip_write(buf, ip);
    tn__buf_printf(buf, "/%u", ip->prefix);
}
