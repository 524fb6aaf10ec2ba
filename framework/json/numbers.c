/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "json/numbers.h"

#include <string.h>

#include "base/number.h"

double tn__json_as_double(const struct tn_value *value)
{
    if (value->type == TN_TYPE_FLOAT)
        return value->as.number;
    if (value->type == TN_TYPE_INT)
        return (double)value->as.integer;
    return tn__number_parse_double(value->as.text, value->count);
}

static bool is_negative(const struct tn_value *bigint)
{
    return bigint->as.text[0] == '-';
}

/* Both are integers beyond 64 bits. */
static int compare_digits(const struct tn_value *a, const struct tn_value *b)
{
    int sign = is_negative(a) ? -1 : 1;
    int order;

    if (is_negative(a) != is_negative(b))
        return sign;
    if (a->count != b->count)
        return a->count < b->count ? -sign : sign;
    order = memcmp(a->as.text, b->as.text, a->count);
    return order * sign;
}

static int compare_doubles(double a, double b)
{
    return (a > b) - (a < b);
}

int tn__json_compare(const struct tn_value *a, const struct tn_value *b)
{
    if (a->type == TN_TYPE_INT && b->type == TN_TYPE_INT)
        return (a->as.integer > b->as.integer) -
               (a->as.integer < b->as.integer);
    if (a->type == TN_TYPE_BIGINT && b->type == TN_TYPE_BIGINT)
        return compare_digits(a, b);
    if (a->type == TN_TYPE_INT && b->type == TN_TYPE_FLOAT)
        return tn__number_compare(a->as.integer, b->as.number);
    if (a->type == TN_TYPE_FLOAT && b->type == TN_TYPE_INT)
        return -tn__number_compare(b->as.integer, a->as.number);
    if (a->type == TN_TYPE_BIGINT && b->type == TN_TYPE_INT)
        return is_negative(a) ? -1 : 1;
    if (a->type == TN_TYPE_INT)
        return is_negative(b) ? 1 : -1;
    return compare_doubles(tn__json_as_double(a), tn__json_as_double(b));
}
