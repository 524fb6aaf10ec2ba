/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__BASE_UTF8_H
#define TN__BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* UTF-8 by RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
 */

/* Returns the offset of the first byte that is not UTF-8, `size` if all is. */
size_t tn__utf8_valid_prefix(const char *text, size_t size);

/* Returns the number of code points of valid UTF-8. */
size_t tn__utf8_count(const char *text, size_t size);

/* Decodes the code point at `text`; returns its bytes (1 to 4), 0 when it is
 * not UTF-8 or `size` is 0. */
size_t tn__utf8_decode(const char *text, size_t size, uint32_t *code_point);

/* Writes a code point, no surrogate, 0x10FFFF at most; returns its bytes. */
size_t tn__utf8_encode(char *to, uint32_t code_point);

/* Returns whether Python's str.strip() would take it away (White_Space plus
 * U+001C to U+001F). */
_Bool tn__utf8_is_space(uint32_t code_point);

#endif
