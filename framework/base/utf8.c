/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/utf8.h"

#include <tenon/attrs.h>

#include "base/compat.h"

/* What follows each first byte: RFC 3629, section 4. */
struct lead {
    unsigned char first, last; /* the range of first bytes */
    unsigned char low, high;   /* the range of the second byte */
    unsigned char size;        /* bytes of the sequence */
};

static const struct lead leads[] = {
    { 0xC2, 0xDF, 0x80, 0xBF, 2 }, { 0xE0, 0xE0, 0xA0, 0xBF, 3 },
    { 0xE1, 0xEC, 0x80, 0xBF, 3 }, { 0xED, 0xED, 0x80, 0x9F, 3 },
    { 0xEE, 0xEF, 0x80, 0xBF, 3 }, { 0xF0, 0xF0, 0x90, 0xBF, 4 },
    { 0xF1, 0xF3, 0x80, 0xBF, 4 }, { 0xF4, 0xF4, 0x80, 0x8F, 4 },
};

static const struct lead *find_lead(unsigned char first)
{
    for (size_t i = 0; i < TN_COUNT(leads); i++)
        if (first >= leads[i].first && first <= leads[i].last)
            return &leads[i];
    return NULL;
}

size_t tn__utf8_decode(const char *text, size_t size, uint32_t *code_point)
{
    const unsigned char *at = (const unsigned char *)text;
    const struct lead *lead;
    uint32_t value;

    if (size == 0)
        return 0;
    if (at[0] < 0x80) {
        *code_point = at[0];
        return 1;
    }
    lead = find_lead(at[0]);
    if (!lead || size < lead->size || at[1] < lead->low || at[1] > lead->high)
        return 0;
    /* A first byte of n ones and a zero holds 7 - n bits. */
    value = at[0] & (0x7Fu >> lead->size);
    for (size_t i = 1; i < lead->size; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (at[i] & 0x3F);
    }
    *code_point = value;
    return lead->size;
}

size_t tn__utf8_valid_prefix(const char *text, size_t size)
{
    size_t at = 0;

    while (at < size) {
        uint32_t code_point;
        size_t taken;

        while (size - at >= 16 &&
               tn__mask16(tn__load_bytes16(text + at) < 0) == 0)
            at += 16;
        taken = tn__utf8_decode(text + at, size - at, &code_point);
        if (taken == 0)
            break;
        at += taken;
    }
    return at;
}

size_t tn__utf8_count(const char *text, size_t size)
{
    size_t count = 0;
    size_t at = 0;

    /* Continuation bytes are 0x80 to 0xBF: -128 to -65 as signed bytes. */
    for (; size - at >= 16; at += 16)
        count += (size_t)__builtin_popcount(
            tn__mask16(tn__load_bytes16(text + at) > -65));
    for (; at < size; at++)
        count += ((unsigned char)text[at] & 0xC0) != 0x80;
    return count;
}

size_t tn__utf8_encode(char *to, uint32_t code_point)
{
    static const unsigned char marks[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
    size_t size = code_point < 0x80      ? 1
                  : code_point < 0x800   ? 2
                  : code_point < 0x10000 ? 3
                                         : 4;

    for (size_t i = size - 1; i > 0; i--) {
        to[i] = (char)(0x80 | (code_point & 0x3F));
        code_point >>= 6;
    }
    to[0] = (char)(marks[size] | code_point);
    return size;
}

bool tn__utf8_is_space(uint32_t code_point)
{
    static const struct {
        uint32_t first, last;
    } spaces[] = {
        { 0x09, 0x0D },     { 0x1C, 0x20 },     { 0x85, 0x85 },
        { 0xA0, 0xA0 },     { 0x1680, 0x1680 }, { 0x2000, 0x200A },
        { 0x2028, 0x2029 }, { 0x202F, 0x202F }, { 0x205F, 0x205F },
        { 0x3000, 0x3000 },
    };

    for (size_t i = 0; i < TN_COUNT(spaces); i++)
        if (code_point >= spaces[i].first && code_point <= spaces[i].last)
            return true;
    return false;
}

/* Returns where the last code point of a text begins. */
static const char *last_code_point(const char *begin, const char *end)
{
    do
        end--;
    while (end > begin && ((unsigned char)*end & 0xc0) == 0x80);
    return end;
}

struct tn_str tn__utf8_trim(struct tn_str text,
                            bool (*is_space)(uint32_t code_point))
{
    const char *begin = text.ptr;
    const char *end = text.ptr + text.len;
    uint32_t c;

    while (begin < end) {
        size_t size = tn__utf8_decode(begin, (size_t)(end - begin), &c);

        if (!size || !is_space(c))
            break;
        begin += size;
    }
    while (begin < end) {
        const char *last = last_code_point(begin, end);

        if (!tn__utf8_decode(last, (size_t)(end - last), &c) || !is_space(c))
            break;
        end = last;
    }
    return (struct tn_str){ begin, (size_t)(end - begin) };
}
