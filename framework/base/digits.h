/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__BASE_DIGITS_H
#define TN__BASE_DIGITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/compat.h"

/* Decimal digits: to text two at a time, from text eight at a time. */

/* Returns how many digits a value has; 1 for 0. */
static inline size_t tn__digits_count(uint64_t value)
{
    static const uint64_t powers[] = {
        0,
        10,
        100,
        1000,
        10000,
        100000,
        1000000,
        10000000,
        100000000,
        1000000000,
        10000000000,
        100000000000,
        1000000000000,
        10000000000000,
        100000000000000,
        1000000000000000,
        10000000000000000,
        100000000000000000,
        1000000000000000000,
        10000000000000000000u,
    };
    /* 1233 / 4096 is log10(2): right, or one too many. */
    size_t bits = 64 - (size_t)__builtin_clzll(value | 1);
    size_t guess = bits * 1233 >> 12;

    return guess + (value >= powers[guess]);
}

/* Writes the two digits of a value below 100. */
TN__INLINE void tn__digits_write2(char *to, uint32_t value)
{
    static const char pairs[] =
        "00010203040506070809101112131415161718192021222324"
        "25262728293031323334353637383940414243444546474849"
        "50515253545556575859606162636465666768697071727374"
        "75767778798081828384858687888990919293949596979899";

    memcpy(to, pairs + value * 2, 2);
}

/* Writes exactly eight digits; the divisions do not wait for one another. */
TN__INLINE void tn__digits_write8(char *to, uint32_t value)
{
    uint32_t high = value / 10000, low = value % 10000;

    tn__digits_write2(to, high / 100);
    tn__digits_write2(to + 2, high % 100);
    tn__digits_write2(to + 4, low / 100);
    tn__digits_write2(to + 6, low % 100);
}

/* Writes exactly `count` digits. */
static inline void tn__digits_write(char *to, uint64_t value, size_t count)
{
    uint32_t rest;

    for (; count > 8; value /= 100000000) {
        count -= 8;
        tn__digits_write8(to + count, (uint32_t)(value % 100000000));
    }
    for (rest = (uint32_t)value; count >= 2; rest /= 100) {
        count -= 2;
        tn__digits_write2(to + count, rest % 100);
    }
    if (count)
        *to = (char)('0' + rest % 10);
}

/*
 * Reads the digits at the start of eight bytes of text (loaded by
 * tn__load64()). Returns how many there are, their value in `value`.
 */
TN__INLINE unsigned tn__digits_read8(uint64_t word, uint64_t *value)
{
    /* The highest bit of a byte: set from the first that is no digit on. */
    uint64_t digits = word - 0x3030303030303030u;
    uint64_t others =
        ((word + 0x4646464646464646u) | digits) & 0x8080808080808080u;
    unsigned count = others ? (unsigned)__builtin_ctzll(others) / 8 : 8;

    /* Zeros come before; the first digit is in the lowest byte. */
    digits = count ? digits << (64 - 8 * count) : 0;
    digits = digits * 10 + (digits >> 8); /* pairs, in each other byte */
    digits = ((digits & 0x000000FF000000FFu) * (100 + (1000000ull << 32)) +
              (digits >> 16 & 0x000000FF000000FFu) * (1 + (10000ull << 32))) >>
             32;
    *value = digits;
    return count;
}

#endif
