/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/equal.h"

#include <string.h>

#include "base/hash.h"
#include "base/number.h"

/* Returns whether a value is an integer to Python, and which. */
static bool is_integer(const struct tn_value *value, int64_t *integer)
{
    *integer =
        value->type == TN_TYPE_BOOL ? value->as.boolean : value->as.integer;
    return value->type == TN_TYPE_BOOL || value->type == TN_TYPE_INT;
}

static bool number_equals(const struct tn_value *number,
                          const struct tn_value *other)
{
    int64_t integer;

    if (is_integer(other, &integer))
        return tn__number_compare(integer, number->as.number) == 0;
    return other->type == TN_TYPE_FLOAT &&
           number->as.number == other->as.number;
}

static bool arrays_equal(const struct tn_value *a, const struct tn_value *b)
{
    const struct tn_value *left = a + 1;
    const struct tn_value *right = b + 1;

    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++) {
        if (!tn__value_equals(left, right))
            return false;
        left = tn_value_next(left);
        right = tn_value_next(right);
    }
    return true;
}

static bool objects_equal(const struct tn_value *a, const struct tn_value *b)
{
    const struct tn_value *key = a + 1;

    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++) {
        const struct tn_value *other =
            tn_value_get_n(b, key->as.text, key->count);

        if (!other || !tn__value_equals(key + 1, other))
            return false;
        key = tn_value_next(key + 1);
    }
    return true;
}

bool tn__value_equals(const struct tn_value *a, const struct tn_value *b)
{
    int64_t left;
    int64_t right;

    if (a->type == TN_TYPE_FLOAT)
        return number_equals(a, b);
    if (b->type == TN_TYPE_FLOAT)
        return number_equals(b, a);
    if (is_integer(a, &left))
        return is_integer(b, &right) && left == right;
    if (a->type != b->type)
        return false;
    switch (a->type) {
    case TN_TYPE_NULL:
        return true;
    case TN_TYPE_STRING:
    case TN_TYPE_BIGINT:
        return tn_str_equal(tn_value_str(a), tn_value_str(b));
    case TN_TYPE_ARRAY:
        return arrays_equal(a, b);
    case TN_TYPE_OBJECT:
        return objects_equal(a, b);
    default:
        return false;
    }
}

/* -- Hashes ---------------------------------------------------------------- */

static uint64_t hash_word(uint64_t word, uint64_t seed)
{
    return tn__hash((const char *)&word, sizeof(word), seed);
}

static uint64_t hash_double(double number)
{
    uint64_t bits;

    if (number >= -0x1p63 && number < 0x1p63 &&
        number == (double)(int64_t)number)
        return hash_word((uint64_t)(int64_t)number, 1);
    memcpy(&bits, &number, sizeof(bits));
    return hash_word(bits, 2);
}

/* Objects have no order: the sum of their members' hashes. */
static uint64_t hash_parts(const struct tn_value *value)
{
    bool is_object = value->type == TN_TYPE_OBJECT;
    const struct tn_value *at = value + 1;
    uint64_t sum = value->count * 2 + is_object;

    for (uint32_t i = 0; i < value->count; i++) {
        uint64_t step = is_object ? tn__hash(at->as.text, at->count, 3) : i;

        at += is_object;
        sum += hash_word(step ^ tn__value_hash(at), 4);
        at = tn_value_next(at);
    }
    return sum;
}

uint64_t tn__value_hash(const struct tn_value *value)
{
    switch (value->type) {
    case TN_TYPE_BOOL:
        return hash_word(value->as.boolean, 1);
    case TN_TYPE_INT:
        return hash_word((uint64_t)value->as.integer, 1);
    case TN_TYPE_FLOAT:
        return hash_double(value->as.number);
    case TN_TYPE_STRING:
    case TN_TYPE_BIGINT:
        return tn__hash(value->as.text, value->count, value->type);
    case TN_TYPE_ARRAY:
    case TN_TYPE_OBJECT:
        return hash_parts(value);
    default:
        return 0;
    }
}
