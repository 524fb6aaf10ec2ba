/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__JSON_NUMBERS_H
#define TN__JSON_NUMBERS_H

#include <stdbool.h>

#include <tenon/value.h>

/* Numbers of value trees: integers of 64 bits, integers beyond, doubles. */

static inline bool tn__json_is_number(const struct tn_value *value)
{
    return value->type == TN_TYPE_INT || value->type == TN_TYPE_BIGINT ||
           value->type == TN_TYPE_FLOAT;
}

/* Returns the nearest double of a number. */
double tn__json_as_double(const struct tn_value *value);

/* Returns how two numbers compare: below 0, 0, above 0; exact but for an
 * integer beyond 64 bits beside a number with a fraction or an exponent. */
int tn__json_compare(const struct tn_value *a, const struct tn_value *b);

#endif
