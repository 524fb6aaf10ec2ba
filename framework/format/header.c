/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/header.h"

#include <stdint.h>

/* tchar of RFC 9110, section 5.6.2, a bit for each octet. */
static const uint32_t token_octets[8] = { 0x0, 0x3ff6cfa, 0xc7fffffe,
                                          0x57ffffff };

static bool is_token_octet(char c)
{
    unsigned char octet = (unsigned char)c;

    return token_octets[octet / 32] >> octet % 32 & 1;
}

bool tn__header_is_token(struct tn_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!is_token_octet(text.ptr[i]))
            return false;
    return text.len > 0;
}

static bool is_control(char c)
{
    return ((unsigned char)c < ' ' && c != '\t') || c == 0x7f;
}

/* Eight octets at a time: whether one may be below 0x20 or is 0x7F. */
static bool may_hold_control(uint64_t octets)
{
    const uint64_t ones = 0x0101010101010101u;
    const uint64_t highs = 0x8080808080808080u;
    uint64_t below = (octets - ones * 0x20) & ~octets;
    uint64_t delete = octets ^ ones * 0x7f;

    delete = (delete - ones) & ~delete;
    return ((below | delete) & highs) != 0;
}

bool tn__header_is_value(struct tn_str text)
{
    size_t at = 0;

    for (; at + 8 <= text.len; at += 8) {
        uint64_t octets;

        memcpy(&octets, text.ptr + at, 8);
        if (may_hold_control(octets))
            break;
    }
    for (; at < text.len; at++)
        if (is_control(text.ptr[at]))
            return false;
    return true;
}

struct tn_str tn__header_trim(struct tn_str text)
{
    while (text.len && (text.ptr[0] == ' ' || text.ptr[0] == '\t')) {
        text.ptr++;
        text.len--;
    }
    while (text.len &&
           (text.ptr[text.len - 1] == ' ' || text.ptr[text.len - 1] == '\t'))
        text.len--;
    return text;
}
