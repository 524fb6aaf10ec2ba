/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__BASE_COMPAT_H
#define TN__BASE_COMPAT_H

#include <stdint.h>
#include <string.h>

/*
 * The one place for what differs between processors and compilers: unaligned
 * loads, and sixteen bytes looked at together.
 */

/* Hints for the layout of hot code. TN__COLD keeps a call out of the way; the
 * attribute `cold` would take its hot callers along. */
#define TN__LIKELY(condition)   __builtin_expect(!!(condition), 1)
#define TN__UNLIKELY(condition) __builtin_expect(!!(condition), 0)
#define TN__INLINE              static inline __attribute__((always_inline))
/* Whether this is a debug build. */
#ifdef NDEBUG
#define TN__IS_DEBUG false
#else
#define TN__IS_DEBUG true
#endif

/* Says that a case goes on with the next. */
#define TN__FALLTHROUGH __attribute__((fallthrough))
#define TN__COLD        __attribute__((noinline))

/* Loads with the first byte lowest, wherever the pointer stands. */
TN__INLINE uint32_t tn__load32(const void *from)
{
    uint32_t word;

    memcpy(&word, from, sizeof(word));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap32(word);
#endif
    return word;
}

TN__INLINE uint64_t tn__load64(const void *from)
{
    uint64_t word;

    memcpy(&word, from, sizeof(word));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* The product of two words. */
__extension__ typedef unsigned __int128 tn__uint128;

/*
 * Sixteen bytes, compared together by the usual operators with a byte; signed,
 * so that what is not ASCII is below zero. A comparison gives 0 or -1 a byte.
 */
typedef int8_t tn__bytes16 __attribute__((vector_size(16)));

TN__INLINE tn__bytes16 tn__load_bytes16(const void *from)
{
    tn__bytes16 bytes;

    memcpy(&bytes, from, sizeof(bytes));
    return bytes;
}

/* Returns a bit for each byte of a comparison, the first byte lowest. */
TN__INLINE uint32_t tn__mask16(tn__bytes16 compared)
{
#if defined(__SSE2__)
    typedef char chars16 __attribute__((vector_size(16)));

    return (uint32_t)__builtin_ia32_pmovmskb128((chars16)compared);
#else
    /* The product gathers the lowest bit of each byte in the highest byte. */
    const uint64_t ones = 0x0101010101010101u, gather = 0x0102040810204080u;
    char bytes[16];

    memcpy(bytes, &compared, sizeof(bytes));
    return (uint32_t)(((tn__load64(bytes) & ones) * gather) >> 56 |
                      ((tn__load64(bytes + 8) & ones) * gather) >> 56 << 8);
#endif
}

#endif
