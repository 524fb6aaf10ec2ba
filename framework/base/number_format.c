/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/number.h"

#include <math.h>
#include <string.h>

#include "base/compat.h"
#include "base/digits.h"
#include "base/powers.h"

/*
 * From binary to the shortest decimal that reads back as the same double, and
 * of several the nearest: Schubfach (R. Giulietti, "The Schubfach way to render
 * doubles", 2020).
 *
 * All decimals in the interval around a double v = c * 2^q that rounds to v
 * read back as v. With k so that 10^k is as long as the interval is at least,
 * and 10^(k+1) longer, at most one multiple of 10^(k+1) lies in it: the
 * shortest if it does. Else at least one multiple of 10^k does.
 */

/* digits * 10^exponent */
struct decimal {
    uint64_t digits;
    int exponent;
};

/* floor(q * log10(2)), and floor(q * log10(2) + log10(3/4)) where the interval
 * is shorter below, for all q of a double. */
static int interval_exponent(int q, bool is_shorter_below)
{
    return (q * 1262611 - (is_shorter_below ? 524031 : 0)) >> 22;
}

/*
 * Returns power * factor / 2^128, cut off, its last bit set if anything was cut
 * off: enough to compare it rightly with integers (the paper, section 9.6).
 */
static uint64_t multiply_to_odd(struct tn__power power, uint64_t factor)
{
    uint64_t low = (uint64_t)((tn__uint128)factor * power.low >> 64);
    tn__uint128 product = (tn__uint128)factor * power.high + low;

    return (uint64_t)(product >> 64) | ((uint64_t)product > 1);
}

/* The power of ten rounded up: the proof wants it so. */
static struct tn__power power_above(int n)
{
    struct tn__power power = tn__power_of_ten(n);

    if (!tn__power_is_exact(n)) {
        power.low++;
        power.high += power.low == 0;
    }
    return power;
}

/* A double and the ends of its interval, all times 4 * 10^-k. */
struct interval {
    uint64_t lower; /* the least integer in it */
    uint64_t value;
    uint64_t upper; /* the greatest */
};

static struct interval scale(uint64_t c, int q, int k, bool is_shorter_below)
{
    struct tn__power power = power_above(-k);
    int shift = q + tn__power_exponent(-k) + 1;
    uint64_t is_odd = c & 1; /* the ends round to the even neighbour */
    uint64_t below = 4 * c - 2 + is_shorter_below;

    return (struct interval){
        .lower = multiply_to_odd(power, below << shift) + is_odd,
        .value = multiply_to_odd(power, 4 * c << shift),
        .upper = multiply_to_odd(power, (4 * c + 2) << shift) - is_odd,
    };
}

/* Chooses between `below` and the next multiple of `step` above it. Returns
 * false unless exactly one is in the interval. */
static bool choose(const struct interval *interval,
                   uint64_t below,
                   uint64_t step,
                   bool *above)
{
    bool is_in = interval->lower <= below;

    *above = below + step <= interval->upper;
    return is_in != *above;
}

static struct decimal shortest(uint64_t c, int q, bool is_shorter_below)
{
    int k = interval_exponent(q, is_shorter_below);
    struct interval interval = scale(c, q, k, is_shorter_below);
    uint64_t digits = interval.value / 4;
    uint64_t middle = 4 * digits + 2;
    bool above;

    if (digits >= 10 && choose(&interval, digits / 10 * 40, 40, &above))
        return (struct decimal){ digits / 10 + above, k + 1 };
    if (!choose(&interval, digits * 4, 4, &above))
        above = interval.value > middle ||
                (interval.value == middle && (digits & 1));
    return (struct decimal){ digits + above, k };
}

/* There are 17 digits at most, so 16 zeros. */
static void strip_zeros(struct decimal *decimal)
{
    static const struct {
        uint64_t power;
        int zeros;
    } steps[] = {
        { 100000000, 8 }, { 10000, 4 }, { 100, 2 }, { 10, 1 }, { 10, 1 },
    };

    for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
        if (decimal->digits % steps[i].power == 0) {
            decimal->digits /= steps[i].power;
            decimal->exponent += steps[i].zeros;
        }
    }
}

/* Takes a positive double apart. */
static struct decimal to_decimal(uint64_t bits)
{
    uint64_t fraction = bits & ((1ull << 52) - 1);
    int biased = (int)(bits >> 52);
    uint64_t c = biased ? fraction | 1ull << 52 : fraction;
    int q = (biased ? biased : 1) - 1075;
    struct decimal decimal;

    if (q <= 0 && q > -53 && (c & ((1ull << -q) - 1)) == 0)
        decimal = (struct decimal){ c >> -q, 0 };
    else
        decimal = shortest(c, q, fraction == 0 && biased > 1);
    strip_zeros(&decimal);
    return decimal;
}

/* -- The form of Python's repr --------------------------------------------- */

/* d.ddde+XX */
static char *format_scientific(char *to, const struct decimal *decimal)
{
    size_t count = tn__digits_count(decimal->digits);
    int exponent = decimal->exponent + (int)count - 1;
    uint64_t magnitude = (uint64_t)(exponent < 0 ? -exponent : exponent);
    size_t exponent_count = magnitude < 100 ? 2 : 3;

    /* One to the right, then the first digit to the left of the point. */
    tn__digits_write(to + 1, decimal->digits, count);
    to[0] = to[1];
    to[1] = '.';
    to += count == 1 ? 1 : count + 1;
    *to++ = 'e';
    *to++ = exponent < 0 ? '-' : '+';
    tn__digits_write(to, magnitude, exponent_count);
    return to + exponent_count;
}

/* 0.00ddd */
static char *format_below_one(char *to, const struct decimal *decimal)
{
    size_t count = tn__digits_count(decimal->digits);
    size_t zeros = (size_t)-decimal->exponent - count;

    memcpy(to, "0.000", 5);
    tn__digits_write(to + 2 + zeros, decimal->digits, count);
    return to + 2 + zeros + count;
}

/* ddd.ddd */
static char *format_mixed(char *to, const struct decimal *decimal)
{
    size_t count = tn__digits_count(decimal->digits);
    size_t whole = count - (size_t)-decimal->exponent;

    tn__digits_write(to + 1, decimal->digits, count);
    memmove(to, to + 1, whole);
    to[whole] = '.';
    return to + count + 1;
}

/* ddd000.0 */
static char *format_whole(char *to, const struct decimal *decimal)
{
    size_t count = tn__digits_count(decimal->digits);

    tn__digits_write(to, decimal->digits, count);
    to += count;
    for (int i = 0; i < decimal->exponent; i++)
        *to++ = '0';
    *to++ = '.';
    *to++ = '0';
    return to;
}

static char *format_positive(char *to, uint64_t bits)
{
    struct decimal decimal = to_decimal(bits);
    int first = decimal.exponent + (int)tn__digits_count(decimal.digits) - 1;

    if (first < -4 || first >= 16)
        return format_scientific(to, &decimal);
    if (first < 0)
        return format_below_one(to, &decimal);
    if (decimal.exponent < 0)
        return format_mixed(to, &decimal);
    return format_whole(to, &decimal);
}

static size_t put_word(char *to, const char *word)
{
    size_t size = strlen(word);

    memcpy(to, word, size);
    return size;
}

size_t tn__number_format_double(char *to, double value)
{
    char *begin = to;
    double magnitude = fabs(value);
    uint64_t bits;

    if (isnan(value))
        return put_word(to, "nan");
    if (signbit(value))
        *to++ = '-';
    if (isinf(value))
        to += put_word(to, "inf");
    else if (value == 0)
        to += put_word(to, "0.0");
    else {
        memcpy(&bits, &magnitude, sizeof(bits));
        to = format_positive(to, bits);
    }
    return (size_t)(to - begin);
}
