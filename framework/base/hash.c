/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/hash.h"

#include "base/compat.h"

/* Odd words with half of their bits set: fractions of the square roots of 2
 * and 3. */
#define ROOT2 0x6A09E667F3BCC909u
#define ROOT3 0xBB67AE8584CAA73Bu

/* Folds a product into a word: each bit of both halves has a say. */
static uint64_t mix(uint64_t a, uint64_t b)
{
    tn__uint128 product = (tn__uint128)a * b;

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

uint64_t tn__hash(const char *text, size_t size, uint64_t seed)
{
    uint64_t hash = mix(seed ^ ROOT2, size ^ ROOT3);
    uint64_t tail = 0;

    for (; size >= 8; size -= 8, text += 8)
        hash = mix(tn__load64(text) ^ hash, hash ^ ROOT3);
    if (size)
        memcpy(&tail, text, size);
    return mix(tail ^ hash, hash ^ ROOT2);
}
