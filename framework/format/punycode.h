/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__FORMAT_PUNYCODE_H
#define TN__FORMAT_PUNYCODE_H

#include <stddef.h>
#include <stdint.h>

/* Punycode (RFC 3492). Quadratic: for labels, whose length callers limit. */

/* Returns the bytes written; 0 where they are more than `limit`. */
size_t
tn__punycode_encode(const uint32_t *from, size_t count, char *to, size_t limit);

/* Returns the code points written; 0 where they are more than `limit`, or the
 * text is no Punycode. */
size_t
tn__punycode_decode(const char *from, size_t size, uint32_t *to, size_t limit);

#endif
