/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__BASE_UTF8_H
#define TN__BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/str.h>

#include "base/compat.h"

/* UTF-8 by RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
 */

/* Returns the offset of the first byte that is not UTF-8, `size` if all is. */
size_t tn__utf8_valid_prefix(const char *text, size_t size);

/* Returns the number of code points of valid UTF-8. */
size_t tn__utf8_count(const char *text, size_t size);

/* Decodes the code point at `text`; returns its bytes (1 to 4), 0 when it is
 * not UTF-8 or `size` is 0. */
size_t tn__utf8_decode(const char *text, size_t size, uint32_t *code_point);

/*
 * The fast form of tn__utf8_decode(): returns the bytes (2 to 4) of the code
 * point that four bytes of text (loaded by tn__load32()) begin with; 0 when it
 * is ASCII or not UTF-8.
 */
TN__INLINE size_t tn__utf8_sequence(uint32_t word)
{
    /* The marks of each length; then the bits of the first two bytes that tell
     * overlong forms, surrogates, and what is above U+10FFFF. */
    if ((word & 0xC0E0) == 0x80C0)
        return word & 0x1E ? 2 : 0;
    if ((word & 0xC0C0F0) == 0x8080E0) {
        word &= 0x200F;
        return word != 0 && word != 0x200D ? 3 : 0;
    }
    if ((word & 0xC0C0C0F8) == 0x808080F0) {
        word &= 0x3007;
        return word == 4 || (word != 0 && (word & 7) < 4) ? 4 : 0;
    }
    return 0;
}

/* Returns whether eight bytes (loaded by tn__load64()) are four code points of
 * two bytes each: Latin with marks, Greek, Cyrillic, Hebrew, Arabic. */
TN__INLINE bool tn__utf8_is_four_pairs(uint64_t word)
{
    const uint64_t needed = word & 0x001E001E001E001Eu;

    return (word & 0xC0E0C0E0C0E0C0E0u) == 0x80C080C080C080C0u &&
           ((needed + 0x001E001E001E001Eu) & 0x0020002000200020u) ==
               0x0020002000200020u;
}

/* Writes a code point, no surrogate, 0x10FFFF at most; returns its bytes. */
size_t tn__utf8_encode(char *to, uint32_t code_point);

/* Returns whether Python's str.strip() would take it away (White_Space plus
 * U+001C to U+001F). */
bool tn__utf8_is_space(uint32_t code_point);

/* Returns a text without the spaces at both its ends. */
struct tn_str tn__utf8_trim(struct tn_str text,
                            bool (*is_space)(uint32_t code_point));

#endif
