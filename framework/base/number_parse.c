/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/number.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/compat.h"
#include "base/digits.h"
#include "base/powers.h"

/*
 * From decimal to binary. A number is digits * 10^exponent. In three steps,
 * each for what the one before leaves: a division or a product of two exact
 * doubles (W. Clinger, 1990); a product with 128 bits of the power of ten,
 * whose error is bounded (after M. Eisel and D. Lemire, 2020); and for the few
 * numbers that lie within that error of the middle between two doubles, the C
 * library.
 */

/* Digits that always fit in 64 bits. */
#define SHORT_DIGITS 19

/* -- Few digits ------------------------------------------------------------ */

/* Both operands are exact, so one rounding gives the nearest double; not so
 * where the processor computes with more bits. */
static bool make_exactly(uint64_t digits, int exponent, double *out)
{
    static const double powers[] = {
        1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    };

    if (FLT_EVAL_METHOD != 0 || digits > 1ull << DBL_MANT_DIG ||
        exponent < -22 || exponent > 22)
        return false;
    if (exponent < 0)
        *out = (double)digits / powers[-exponent];
    else
        *out = (double)digits * powers[exponent];
    return true;
}

/* -- The product ----------------------------------------------------------- */

/*
 * A positive number as bits * 2^(exponent - 127). Of the 128 bits the highest
 * is set. They are cut off: the true value is up to ERROR units above.
 */
struct product {
    uint64_t high;
    uint64_t low;
    int exponent;
    bool is_exact; /* nothing is cut off, but for `has_rest` */
    bool has_rest;
};

/* A unit, because the lower half of the product is cut off, and one because the
 * power is; twice that if the product is moved up by a bit. */
#define ERROR 4

static struct product multiply(uint64_t digits, int exponent)
{
    struct tn__power power = tn__power_of_ten(exponent);
    bool is_exact = tn__power_is_exact(exponent);
    int zeros = __builtin_clzll(digits);
    tn__uint128 low, high;
    uint64_t rest;

    digits <<= zeros;
    low = (tn__uint128)digits * power.low;
    high = (tn__uint128)digits * power.high + (low >> 64);
    rest = (uint64_t)low;
    exponent = tn__power_exponent(exponent) + 64 - zeros;
    if (!(uint64_t)(high >> 127)) {
        high = high << 1 | rest >> 63;
        rest <<= 1;
        exponent--;
    }
    return (struct product){
        .high = (uint64_t)(high >> 64),
        .low = (uint64_t)high,
        .exponent = exponent,
        .is_exact = is_exact,
        .has_rest = rest != 0,
    };
}

enum rounding {
    ROUND_DOWN,
    ROUND_UP,
    ROUND_TO_EVEN, /* exactly in the middle */
    ROUND_UNKNOWN,
};

/* Which way to round to the `keep` highest bits, 53 at most. */
static enum rounding round_product(const struct product *product, int keep)
{
    const uint64_t half = 1ull << 63;
    const uint64_t unit = 1ull << keep;
    uint64_t tail = product->high << keep; /* the bits that are dropped */

    if (tail > half || (tail == half && product->low))
        return ROUND_UP;
    if (tail == half && product->is_exact)
        return product->has_rest ? ROUND_UP : ROUND_TO_EVEN;
    if (tail == half || (tail == half - unit && !product->is_exact &&
                         product->low > UINT64_MAX - ERROR))
        return ROUND_UNKNOWN;
    return ROUND_DOWN;
}

/* Rounds to the nearest double; false where the error of the product leaves
 * two to choose from. */
static bool round_to_double(const struct product *product, double *out)
{
    int exponent = product->exponent;
    int keep = exponent >= -1022 ? 53 : 53 - (-1022 - exponent);
    uint64_t mantissa;

    *out = exponent > 1023 ? (double)INFINITY : 0;
    if (exponent > 1023 || keep < 0)
        return true;
    mantissa = product->high >> 1 >> (63 - keep);
    switch (round_product(product, keep)) {
    case ROUND_DOWN:
        break;
    case ROUND_UP:
        mantissa++;
        break;
    case ROUND_TO_EVEN:
        mantissa += mantissa & 1;
        break;
    case ROUND_UNKNOWN:
        return false;
    }
    /* The mantissa's highest bit, or its carry, adds 1 to the exponent. */
    if (keep == 53)
        mantissa += (uint64_t)(exponent + 1022) << 52;
    memcpy(out, &mantissa, sizeof(*out));
    return true;
}

bool tn__number_make_double(uint64_t digits, int exponent, double *out)
{
    struct product product;

    if (make_exactly(digits, exponent, out))
        return true;
    /* Below 10^19 * 10^-343 all is zero, from 10^309 on infinite. */
    if (digits == 0 || exponent < TN__POWER_MIN || exponent > 308) {
        *out = digits && exponent > 308 ? (double)INFINITY : 0;
        return true;
    }
    product = multiply(digits, exponent);
    return round_to_double(&product, out);
}

/* -- Any text -------------------------------------------------------------- */

/* Two doubles' middle has at most 767 digits: what comes after the first 768
 * matters only as being there. */
#define DECISIVE_DIGITS 768

/* The significant digits of a number, and where the point stands. */
struct decimal {
    char digits[DECISIVE_DIGITS + 24]; /* and an exponent, for strtod() */
    size_t count;
    bool is_cut;      /* a digit that is not 0 was left out */
    int64_t exponent; /* of the last digit */
    bool is_negative;
};

static void add_digit(struct decimal *decimal, char digit)
{
    if (decimal->count == 0 && digit == '0')
        return;
    if (decimal->count < DECISIVE_DIGITS) {
        decimal->digits[decimal->count++] = digit;
        return;
    }
    decimal->is_cut |= digit != '0';
    decimal->exponent++;
}

static const char *
add_digits(struct decimal *decimal, const char *at, const char *end)
{
    while (at < end && *at >= '0' && *at <= '9')
        add_digit(decimal, *at++);
    return at;
}

static int64_t read_exponent(const char *at, const char *end)
{
    bool is_negative = *at == '-';
    int64_t exponent = 0;

    at += *at == '-' || *at == '+';
    /* A ceiling that no text can make up for with digits. */
    for (; at < end && exponent < INT64_MAX / 20; at++)
        exponent = exponent * 10 + (*at - '0');
    return is_negative ? -exponent : exponent;
}

static void read_decimal(struct decimal *decimal, const char *at, size_t size)
{
    const char *end = at + size;

    decimal->is_negative = size && *at == '-';
    at = add_digits(decimal, at + decimal->is_negative, end);
    if (at < end && *at == '.') {
        const char *fraction = at + 1;

        at = add_digits(decimal, fraction, end);
        decimal->exponent -= at - fraction;
    }
    if (at + 1 < end)
        decimal->exponent += read_exponent(at + 1, end);
}

/* Returns the first digits as a value, moving the exponent to its last one. */
static uint64_t
first_digits(const struct decimal *decimal, size_t count, int64_t *exponent)
{
    uint64_t value = 0;

    for (size_t i = 0; i < count; i++)
        value = value * 10 + (uint64_t)(decimal->digits[i] - '0');
    *exponent = decimal->exponent + (int64_t)(decimal->count - count);
    return value;
}

/* The C library decides. Its cost is bounded by DECISIVE_DIGITS, and without a
 * decimal point the text has the same meaning in every locale. */
static double ask_library(struct decimal *decimal)
{
    char *end = decimal->digits + decimal->count;

    if (decimal->is_cut) {
        *end++ = '1';
        decimal->exponent--;
    }
    *end++ = 'e';
    end += tn__number_format_int(end, decimal->exponent);
    *end = '\0';
    return strtod(decimal->digits, NULL);
}

static double make_magnitude(struct decimal *decimal)
{
    size_t count =
        decimal->count < SHORT_DIGITS ? decimal->count : SHORT_DIGITS;
    int64_t exponent;
    uint64_t digits = first_digits(decimal, count, &exponent);
    double value, above;

    if (digits == 0 || exponent < TN__POWER_MIN)
        return 0;
    if (exponent > 308)
        return (double)INFINITY;
    if (tn__number_make_double(digits, (int)exponent, &value)) {
        if (count == decimal->count)
            return value;
        /* The number lies between these digits and the next above them. */
        if (tn__number_make_double(digits + 1, (int)exponent, &above) &&
            value == above)
            return value;
    }
    return ask_library(decimal);
}

double tn__number_parse_double(const char *text, size_t size)
{
    struct decimal decimal;
    double value;

    decimal.count = 0;
    decimal.is_cut = false;
    decimal.exponent = 0;
    read_decimal(&decimal, text, size);
    value = make_magnitude(&decimal);
    return decimal.is_negative ? -value : value;
}
