/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__BASE_POWERS_H
#define TN__BASE_POWERS_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Powers of ten, for the conversion between decimal and binary numbers.
 *
 * 10^n is 5^n * 2^n, so only 5^n needs a table: its 128 most significant bits,
 * cut off. Read as an integer T, they say
 *
 *     10^n = (T + t) * 2^(tn__power_exponent(n) - 127), 0 <= t < 1
 */
#define TN__POWER_MIN (-342)
#define TN__POWER_MAX 324

struct tn__power {
    uint64_t high;
    uint64_t low;
};

/* From TN__POWER_MIN to TN__POWER_MAX. */
extern const struct tn__power tn__powers[];

static inline struct tn__power tn__power_of_ten(int n)
{
    return tn__powers[n - TN__POWER_MIN];
}

/* Returns whether t is 0: 5^55 is the last that has no more than 128 bits. */
static inline bool tn__power_is_exact(int n)
{
    return n >= 0 && n <= 55;
}

/* Returns the largest e with 2^e <= 10^n: floor(n * log2(10)), for all n of
 * the table. */
static inline int tn__power_exponent(int n)
{
    return (n * 217706) >> 16;
}

#endif
