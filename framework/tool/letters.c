/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "tool/letters.h"

#include <stddef.h>

#include <tenon/attrs.h>

/* How the letters of a range are written in capitals: a negative number is
 * what to add. */
enum {
    NO_CASE = 0,
    CAPITALS = 1,
    ODD_SMALL, /* in pairs: the even code point is the odd one's capital */
    EVEN_SMALL,
};

struct letters {
    uint32_t first;
    uint32_t last;
    int capital;
};

static const struct letters letters[] = {
    { 'A', 'Z', CAPITALS },
    { 'a', 'z', 'A' - 'a' },
    /* Latin */
    { 0xc0, 0xd6, CAPITALS },
    { 0xd8, 0xde, CAPITALS },
    { 0xdf, 0xdf, NO_CASE },
    { 0xe0, 0xf6, -32 },
    { 0xf8, 0xfe, -32 },
    { 0xff, 0xff, NO_CASE },
    { 0x100, 0x12f, ODD_SMALL },
    { 0x130, 0x131, NO_CASE },
    { 0x134, 0x137, ODD_SMALL },
    { 0x138, 0x138, NO_CASE },
    { 0x139, 0x13e, EVEN_SMALL },
    { 0x141, 0x148, EVEN_SMALL },
    { 0x14a, 0x177, ODD_SMALL },
    { 0x178, 0x178, CAPITALS },
    { 0x179, 0x17e, EVEN_SMALL },
    { 0x1a0, 0x1a5, ODD_SMALL },
    { 0x1af, 0x1b0, EVEN_SMALL },
    { 0x1cd, 0x1dc, EVEN_SMALL },
    { 0x1de, 0x1ef, ODD_SMALL },
    { 0x1f8, 0x21f, ODD_SMALL },
    { 0x222, 0x233, ODD_SMALL },
    { 0x1e00, 0x1e95, ODD_SMALL },
    { 0x1ea0, 0x1eff, ODD_SMALL },
    /* Greek */
    { 0x386, 0x386, CAPITALS },
    { 0x388, 0x38a, CAPITALS },
    { 0x38c, 0x38c, CAPITALS },
    { 0x38e, 0x38f, CAPITALS },
    { 0x390, 0x390, NO_CASE },
    { 0x391, 0x3a1, CAPITALS },
    { 0x3a3, 0x3ab, CAPITALS },
    { 0x3ac, 0x3ac, -38 },
    { 0x3ad, 0x3af, -37 },
    { 0x3b0, 0x3b0, NO_CASE },
    { 0x3b1, 0x3c1, -32 },
    { 0x3c2, 0x3c2, -31 },
    { 0x3c3, 0x3cb, -32 },
    { 0x3cc, 0x3cc, -64 },
    { 0x3cd, 0x3ce, -63 },
    /* Cyrillic */
    { 0x400, 0x42f, CAPITALS },
    { 0x430, 0x44f, -32 },
    { 0x450, 0x45f, -80 },
    { 0x460, 0x481, ODD_SMALL },
    { 0x48a, 0x4bf, ODD_SMALL },
    { 0x4c0, 0x4c0, CAPITALS },
    { 0x4c1, 0x4ce, EVEN_SMALL },
    { 0x4cf, 0x4cf, -15 },
    { 0x4d0, 0x52f, ODD_SMALL },
    /* Armenian, Georgian, Hebrew, Arabic */
    { 0x531, 0x556, CAPITALS },
    { 0x561, 0x586, -48 },
    { 0x10d0, 0x10fa, NO_CASE },
    { 0x5d0, 0x5ea, NO_CASE },
    { 0x620, 0x64a, NO_CASE },
    { 0x679, 0x6d3, NO_CASE },
    /* Kana, Han, Hangul */
    { 0x3041, 0x3096, NO_CASE },
    { 0x30a1, 0x30fa, NO_CASE },
    { 0x30fc, 0x30fc, NO_CASE },
    { 0x3400, 0x4dbf, NO_CASE },
    { 0x4e00, 0x9fff, NO_CASE },
    { 0xac00, 0xd7a3, NO_CASE },
};

static const struct letters *find(uint32_t code_point)
{
    for (size_t i = 0; i < TN_COUNT(letters); i++) {
        if (code_point >= letters[i].first && code_point <= letters[i].last)
            return &letters[i];
    }
    return NULL;
}

bool tn__letter_is(uint32_t code_point)
{
    return find(code_point) != NULL;
}

bool tn__letter_is_lower(uint32_t code_point)
{
    return tn__letter_to_upper(code_point) != code_point;
}

bool tn__letter_is_upper(uint32_t code_point)
{
    const struct letters *range = find(code_point);

    return range && range->capital > NO_CASE &&
           !tn__letter_is_lower(code_point);
}

uint32_t tn__letter_to_upper(uint32_t code_point)
{
    const struct letters *range = find(code_point);
    bool is_odd = code_point & 1;

    if (!range || range->capital == NO_CASE || range->capital == CAPITALS)
        return code_point;
    if (range->capital < 0)
        return code_point - (uint32_t)-range->capital;
    return is_odd == (range->capital == ODD_SMALL) ? code_point - 1
                                                   : code_point;
}

uint32_t tn__letter_to_lower(uint32_t code_point)
{
    const struct letters *range = find(code_point);

    if (!tn__letter_is_upper(code_point))
        return code_point;
    if (range->capital != CAPITALS)
        return code_point + 1;
    for (size_t i = 0; i < TN_COUNT(letters); i++) {
        uint32_t small = code_point + (uint32_t)-letters[i].capital;

        if (letters[i].capital < 0 && small >= letters[i].first &&
            small <= letters[i].last)
            return small;
    }
    return code_point;
}
