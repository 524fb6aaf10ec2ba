/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdbool.h>
#include <stdint.h>

#include "base/utf8.h"
#include "openapi/naming.h"

/* Capitals first..last in steps of `step`, each `distance` before its small
 * letter. The C library's tables would make the document depend on the
 * machine's locales. */
struct letters {
    uint16_t first;
    uint16_t last;
    uint8_t step;
    uint8_t distance;
};

static const struct letters all_letters[] = {
    { 'A', 'Z', 1, 32 },   /* ASCII */
    { 0xC0, 0xD6, 1, 32 }, /* Latin-1 */
    { 0xD8, 0xDE, 1, 32 },
    { 0xDF, 0xDF, 1, 0 },   /* sharp s: small only */
    { 0x100, 0x12E, 2, 1 }, /* Latin Extended-A */
    { 0x132, 0x136, 2, 1 },
    { 0x139, 0x147, 2, 1 },
    { 0x14A, 0x176, 2, 1 },
    { 0x179, 0x17D, 2, 1 },
    { 0x1A0, 0x1A4, 2, 1 }, /* Vietnamese */
    { 0x1AF, 0x1AF, 1, 1 },
    { 0x200, 0x21E, 2, 1 },  /* Romanian, Croatian */
    { 0x386, 0x386, 1, 38 }, /* Greek with tonos */
    { 0x388, 0x38A, 1, 37 },
    { 0x38C, 0x38C, 1, 64 },
    { 0x38E, 0x38F, 1, 63 },
    { 0x391, 0x3A1, 1, 32 }, /* Greek */
    { 0x3A3, 0x3AB, 1, 32 },
    { 0x3C2, 0x3C2, 1, 0 },  /* final sigma: small only */
    { 0x400, 0x40F, 1, 80 }, /* Cyrillic */
    { 0x410, 0x42F, 1, 32 },
    { 0x460, 0x480, 2, 1 },
    { 0x48A, 0x4BE, 2, 1 },
    { 0x4C1, 0x4CD, 2, 1 },
    { 0x4D0, 0x52E, 2, 1 },
    { 0x531, 0x556, 1, 48 },  /* Armenian */
    { 0x1E00, 0x1E94, 2, 1 }, /* Latin Extended Additional */
    { 0x1EA0, 0x1EFE, 2, 1 }, /* Vietnamese */
};

/* Takes away spaces at both ends. */
static struct tn_str strip(char *text, size_t size)
{
    while (size && text[size - 1] == ' ')
        text[--size] = '\0';
    while (size && *text == ' ') {
        text++;
        size--;
    }
    return (struct tn_str){ text, size };
}

static bool is_capital(const struct letters *row, uint32_t c)
{
    return c >= row->first && c <= row->last &&
           (c - row->first) % row->step == 0;
}

/* Returns whether a code point is a letter with two cases, and changes it to
 * the one that is wanted. */
static bool change_case(uint32_t *c, bool to_small)
{
    for (size_t i = 0; i < TN_COUNT(all_letters); i++) {
        const struct letters *row = &all_letters[i];
        uint32_t capital = is_capital(row, *c) ? *c : *c - row->distance;

        if (is_capital(row, capital)) {
            *c = to_small ? capital + row->distance : capital;
            return true;
        }
    }
    return false;
}

struct tn_str tn__title_from_name(struct tn__arena *arena, struct tn_str name)
{
    char *to = tn__arena_alloc_aligned(arena, name.len + 1, 1);
    bool in_word = false;
    size_t size;

    if (!to)
        return (struct tn_str){ 0 };
    /* In place of each letter its other case: they are of one size. */
    for (size_t at = 0; at < name.len; at += size) {
        uint32_t c = 0;

        size = tn__utf8_decode(name.ptr + at, name.len - at, &c);
        if (size == 0)
            return name; /* not UTF-8: nothing to read in it */
        in_word = change_case(&c, in_word);
        tn__utf8_encode(to + at, c == '_' ? ' ' : c);
    }
    to[name.len] = '\0';
    return strip(to, name.len);
}
