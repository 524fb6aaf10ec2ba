/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "evaluate/equal.h"

#include <math.h>

#include "base/hash.h"
#include "json/numbers.h"

/* -- Equality -------------------------------------------------------------- */

static bool arrays_equal(const struct tn_value *a,
                         const struct tn_value *b,
                         struct tn__steps *steps)
{
    const struct tn_value *left = a + 1;
    const struct tn_value *right = b + 1;

    for (uint32_t i = 0; i < a->count; i++) {
        if (!tn__json_equal(left, right, steps))
            return false;
        left = tn_value_next(left);
        right = tn_value_next(right);
    }
    return true;
}

static bool is_named(const struct tn_value *key, const struct tn_value *other)
{
    return tn_str_equal(tn_value_str(key), tn_value_str(other));
}

/* Both have as many members. They mostly stand in the same order. */
static bool objects_equal(const struct tn_value *a,
                          const struct tn_value *b,
                          struct tn__steps *steps)
{
    const struct tn_value *key = a + 1;
    const struct tn_value *next = b + 1;

    for (uint32_t i = 0; i < a->count; i++) {
        const struct tn_value *other = next + 1;

        if (!is_named(key, next)) {
            if (!tn__steps_take(steps, b->count))
                return false;
            other = tn_value_get_n(b, key->as.text, key->count);
        }
        if (!other || !tn__json_equal(key + 1, other, steps))
            return false;
        key = tn_value_next(key + 1);
        next = tn_value_next(next + 1);
    }
    return true;
}

bool tn__json_equal(const struct tn_value *a,
                    const struct tn_value *b,
                    struct tn__steps *steps)
{
    if (!tn__steps_take(steps, 1))
        return false;
    if (tn__json_is_number(a))
        return tn__json_is_number(b) && tn__json_compare(a, b) == 0;
    if (a->type != b->type)
        return false;
    switch (a->type) {
    case TN_TYPE_BOOL:
        return a->as.boolean == b->as.boolean;
    case TN_TYPE_STRING:
        return tn_str_equal(tn_value_str(a), tn_value_str(b));
    case TN_TYPE_ARRAY:
        return a->count == b->count && arrays_equal(a, b, steps);
    case TN_TYPE_OBJECT:
        return a->count == b->count && objects_equal(a, b, steps);
    default:
        return true;
    }
}

/* -- Hashes ---------------------------------------------------------------- */

/* Numbers that are equal must have one hash: that of the integer, if they are
 * one of 64 bits, else that of the double. */
static uint64_t hash_number(const struct tn_value *value, uint64_t seed)
{
    double number = tn__json_as_double(value);
    int64_t integer = value->as.integer;

    if (value->type == TN_TYPE_FLOAT && number >= -0x1p63 && number < 0x1p63 &&
        number == trunc(number))
        integer = (int64_t)number;
    else if (value->type != TN_TYPE_INT)
        return tn__hash((const char *)&number, sizeof(number), ~seed);
    return tn__hash((const char *)&integer, sizeof(integer), seed);
}

/* Of containers: the sum of their members' hashes, for objects have no order,
 * and an array's do not often differ in it alone. */
static uint64_t hash_parts(const struct tn_value *value, uint64_t seed)
{
    uint64_t sum = seed + value->type + 31 * (uint64_t)value->count;
    bool is_object = value->type == TN_TYPE_OBJECT;
    const struct tn_value *at = value + 1;

    for (uint32_t i = 0; i < value->count; i++) {
        uint64_t part = is_object ? tn__hash(at->as.text, at->count, seed) : i;

        at += is_object;
        part ^= tn__json_hash(at, seed + 1);
        sum += tn__hash((const char *)&part, sizeof(part), seed);
        at = tn_value_next(at);
    }
    return sum;
}

uint64_t tn__json_hash(const struct tn_value *value, uint64_t seed)
{
    switch (value->type) {
    case TN_TYPE_NULL:
    case TN_TYPE_BOOL:
        return seed + value->type * 2 +
               (value->type == TN_TYPE_BOOL && value->as.boolean);
    case TN_TYPE_STRING:
        return tn__hash(value->as.text, value->count, seed + 2);
    case TN_TYPE_ARRAY:
    case TN_TYPE_OBJECT:
        return hash_parts(value, seed + 3);
    default:
        return hash_number(value, seed);
    }
}
