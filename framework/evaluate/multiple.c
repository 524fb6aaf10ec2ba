/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "evaluate/multiple.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/compat.h"
#include "base/number.h"

/* digits * 10^exponent, where the digits do not end with 0. */
struct decimal {
    char own[TN__NUMBER_TEXT]; /* of what has no text */
    const char *digits;
    size_t count;
    long exponent;
};

/* Takes the zeros away at both ends. */
static void trim(struct decimal *decimal)
{
    while (decimal->count > 0 && *decimal->digits == '0') {
        decimal->digits++;
        decimal->count--;
    }
    while (decimal->count > 0 && decimal->digits[decimal->count - 1] == '0') {
        decimal->count--;
        decimal->exponent++;
    }
}

/* Reads the text of a double: 12.5, 1e-07. */
static void read_double(struct decimal *decimal, double number)
{
    char text[TN__NUMBER_TEXT];
    size_t size = tn__number_format_double(text, fabs(number));
    bool is_fraction = false;

    decimal->digits = decimal->own;
    for (size_t i = 0; i < size && text[i] != 'e'; i++) {
        if (text[i] == '.') {
            is_fraction = true;
            continue;
        }
        decimal->own[decimal->count++] = text[i];
        decimal->exponent -= is_fraction;
    }
    for (size_t i = 0; i < size; i++) {
        if (text[i] != 'e')
            continue;
        text[size < TN__NUMBER_TEXT ? size : TN__NUMBER_TEXT - 1] = '\0';
        decimal->exponent += strtol(text + i + 1, NULL, 10);
        break;
    }
}

static void read(struct decimal *decimal, const struct tn_value *value)
{
    decimal->count = 0;
    decimal->exponent = 0;
    if (value->type == TN_TYPE_FLOAT) {
        read_double(decimal, value->as.number);
    } else if (value->type == TN_TYPE_INT) {
        decimal->count = tn__number_format_int(decimal->own, value->as.integer);
        decimal->digits = decimal->own;
    } else {
        decimal->count = value->count;
        decimal->digits = value->as.text;
    }
    if (decimal->count && *decimal->digits == '-') {
        decimal->digits++;
        decimal->count--;
    }
    trim(decimal);
}

/* Returns the digits modulo a number of up to 19 of them. */
static uint64_t remainder_of(const struct decimal *decimal, uint64_t of)
{
    tn__uint128 rest = 0;

    for (size_t i = 0; i < decimal->count; i++)
        rest = (rest * 10 + (unsigned)(decimal->digits[i] - '0')) % of;
    return (uint64_t)rest;
}

static uint64_t number_of(const struct decimal *decimal)
{
    uint64_t number = 0;

    for (size_t i = 0; i < decimal->count; i++)
        number = number * 10 + (uint64_t)(decimal->digits[i] - '0');
    return number;
}

/* Longer divisors are rounded to a double's digits. */
#define DIGITS_MAX 19

bool tn__is_multiple(const struct tn_value *value, const struct tn_value *of)
{
    struct decimal number;
    struct decimal divisor;
    tn__uint128 rest;
    uint64_t by;
    long shift;

    if ((value->type == TN_TYPE_FLOAT && !isfinite(value->as.number)))
        return false;
    read(&number, value);
    read(&divisor, of);
    if (number.count == 0)
        return true;
    shift = number.exponent - divisor.exponent;
    if (divisor.count == 0 || divisor.count > DIGITS_MAX || shift < 0)
        return false;
    by = number_of(&divisor);
    rest = remainder_of(&number, by);
    /* The exponents of doubles keep this below 700 steps. */
    for (; shift > 0 && rest; shift--)
        rest = rest * 10 % by;
    return rest == 0;
}
