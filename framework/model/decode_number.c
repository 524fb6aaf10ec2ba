/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <float.h>
#include <math.h>

#include <tenon/attrs.h>

#include "base/compat.h"
#include "base/number.h"
#include "model/coerce.h"
#include "model/decoder.h"
#include "model/equal.h"

/* -- Rules ----------------------------------------------------------------- */

/* A number that is held against bounds: an integer, one that does not fit in
 * 64 bits (its digits), or a double. */
struct number {
    enum tn_type type; /* INT, BIGINT, FLOAT */
    int64_t integer;
    double number; /* the nearest; INT: 0 */
    struct tn_str digits;
};

static int order_of(double a, double b)
{
    return (a > b) - (a < b);
}

/* Returns how a number compares with a bound: below 0, 0, above 0. Exact. */
static int compare(const struct number *number, const struct tn__bound *bound)
{
    if (number->type == TN_TYPE_FLOAT)
        return order_of(number->number, bound->number);
    if (number->type == TN_TYPE_BIGINT)
        return order_of(number->number, bound->is_int ? 0 : bound->number);
    if (bound->is_int)
        return (number->integer > bound->integer) -
               (number->integer < bound->integer);
    return tn__number_compare(number->integer, bound->number);
}

/* Pydantic's measure of a remainder, which forgives rounding. */
static bool is_float_multiple(double number, double of)
{
    double rest = fmod(number, of);
    double threshold = fabs(number) / 1e9;

    return !(fabs(rest) > threshold && fabs(rest - of) > threshold);
}

static bool is_big_multiple(struct tn_str digits, uint64_t of)
{
    tn__uint128 rest = 0;

    for (size_t i = digits.ptr[0] == '-'; i < digits.len; i++)
        rest = (rest * 10 + (unsigned)(digits.ptr[i] - '0')) % of;
    return rest == 0;
}

static bool is_multiple(const struct number *number,
                        const struct tn__bound *bound)
{
    if (number->type == TN_TYPE_FLOAT)
        return is_float_multiple(number->number, bound->number);
    if (!bound->is_int)
        return fmod(number->type == TN_TYPE_INT ? (double)number->integer
                                                : number->number,
                    bound->number) == 0;
    if (bound->integer <= 0)
        return true;
    if (number->type == TN_TYPE_BIGINT)
        return is_big_multiple(number->digits, (uint64_t)bound->integer);
    return number->integer % bound->integer == 0;
}

/* The bounds in the order in which they are looked at; which outcomes of a
 * comparison break them. */
struct check {
    size_t offset; /* of the bound in tn__number_rules */
    enum tn__issue_kind kind;
    bool below;
    bool equal;
    bool above;
};

#define CHECK(member, ...)                                                     \
    {                                                                          \
        .offset = offsetof(struct tn__number_rules, member), __VA_ARGS__       \
    }

static const struct check checks[] = {
    CHECK(maximum, .kind = TN__ISSUE_LESS_THAN_EQUAL, .above = true),
    CHECK(exclusive_maximum,
          .kind = TN__ISSUE_LESS_THAN,
          .above = true,
          .equal = true),
    CHECK(minimum, .kind = TN__ISSUE_GREATER_THAN_EQUAL, .below = true),
    CHECK(exclusive_minimum,
          .kind = TN__ISSUE_GREATER_THAN,
          .below = true,
          .equal = true),
};

static bool is_broken(const struct check *check,
                      const struct number *number,
                      const struct tn__bound *bound)
{
    int order = compare(number, bound);

    if (isnan(number->number))
        return true;
    return order < 0 ? check->below : order > 0 ? check->above : check->equal;
}

static bool refuse_bound(struct tn__decoder *decoder,
                         enum tn__issue_kind kind,
                         const struct number *number,
                         const struct tn__bound *bound,
                         const struct tn_value *input)
{
    struct tn__issue issue = { .kind = kind, .input = input, .bound = *bound };

    if (number->type == TN_TYPE_FLOAT)
        issue.bound.is_int = false;
    tn__decoder_add(decoder, &issue);
    return false;
}

/* Returns whether all rules are kept; else the first broken one is told. */
static bool keeps_rules(struct tn__decoder *decoder,
                        const struct tn__number_rules *rules,
                        const struct number *number,
                        const struct tn_value *input)
{
    if (rules->multiple_of.set && !is_multiple(number, &rules->multiple_of))
        return refuse_bound(decoder, TN__ISSUE_MULTIPLE_OF, number,
                            &rules->multiple_of, input);
    for (size_t i = 0; i < TN_COUNT(checks); i++) {
        const struct tn__bound *bound =
            (const struct tn__bound *)((const char *)rules + checks[i].offset);

        if (bound->set && is_broken(&checks[i], number, bound))
            return refuse_bound(decoder, checks[i].kind, number, bound, input);
    }
    return true;
}

/* -- Booleans -------------------------------------------------------------- */

static bool refuse_coercion(struct tn__decoder *decoder,
                            enum tn__coerced coerced,
                            enum tn__issue_kind kind,
                            const struct tn_value *input)
{
    if (coerced == TN__COERCED_NO_MEMORY)
        decoder->failed = true;
    else if (coerced == TN__COERCED_TOO_LARGE)
        tn__decoder_refuse(decoder, TN__ISSUE_INT_PARSING_SIZE, input);
    else
        tn__decoder_refuse(decoder, kind, input);
    return false;
}

static bool bool_from_number(struct tn__decoder *decoder,
                             const struct tn_value *value,
                             double number,
                             bool *out)
{
    if (number != 0 && number != 1)
        return tn__decoder_refuse(decoder, TN__ISSUE_BOOL_PARSING, value);
    *out = number == 1;
    return true;
}

static bool coerce_to_bool(struct tn__decoder *decoder,
                           const struct tn_value *value,
                           bool *out)
{
    enum tn__coerced coerced;

    switch (value->type) {
    case TN_TYPE_STRING:
        coerced = tn__coerce_bool(tn_value_str(value), out);
        return coerced == TN__COERCED ||
               refuse_coercion(decoder, coerced, TN__ISSUE_BOOL_PARSING, value);
    case TN_TYPE_INT:
        return bool_from_number(decoder, value, (double)value->as.integer, out);
    case TN_TYPE_FLOAT:
        /* Only what is a whole number of 64 bits could be one. */
        if (trunc(value->as.number) == value->as.number &&
            fabs(value->as.number) < 0x1p63)
            return bool_from_number(decoder, value, value->as.number, out);
        break;
    default:
        break;
    }
    return tn__decoder_refuse(decoder, TN__ISSUE_BOOL_TYPE, value);
}

bool tn__decode_bool(struct tn__decoder *decoder,
                     const struct tn_value *value,
                     bool *out)
{
    if (value->type == TN_TYPE_BOOL) {
        *out = value->as.boolean;
        return true;
    }
    if (decoder->strict)
        return tn__decoder_refuse(decoder, TN__ISSUE_BOOL_TYPE, value);
    return coerce_to_bool(decoder, value, out);
}

/* -- Integers -------------------------------------------------------------- */

static bool int_from_double(struct tn__decoder *decoder,
                            const struct tn_value *value,
                            int64_t *out)
{
    double number = value->as.number;

    if (!isfinite(number))
        return tn__decoder_refuse(decoder, TN__ISSUE_FINITE_NUMBER, value);
    if (trunc(number) != number)
        return tn__decoder_refuse(decoder, TN__ISSUE_INT_FROM_FLOAT, value);
    /* -2^63 itself is refused as well, as Pydantic does. */
    if (fabs(number) >= 0x1p63)
        return tn__decoder_refuse(decoder, TN__ISSUE_INT_PARSING_SIZE, value);
    *out = (int64_t)number;
    return true;
}

static bool coerce_to_int(struct tn__decoder *decoder,
                          const struct tn_value *value,
                          int64_t *out)
{
    enum tn__coerced coerced;

    switch (value->type) {
    case TN_TYPE_BOOL:
        *out = value->as.boolean;
        return true;
    case TN_TYPE_FLOAT:
        return int_from_double(decoder, value, out);
    case TN_TYPE_STRING:
        coerced = tn__coerce_int(tn_value_str(value), out);
        return coerced == TN__COERCED ||
               refuse_coercion(decoder, coerced, TN__ISSUE_INT_PARSING, value);
    default:
        return tn__decoder_refuse(decoder, TN__ISSUE_INT_TYPE, value);
    }
}

/* An integer that does not fit breaks a bound first, if there is one that it
 * breaks: that says more. */
static bool refuse_big(struct tn__decoder *decoder,
                       const struct tn__number_rules *rules,
                       const struct tn_value *value)
{
    struct number number = {
        .type = TN_TYPE_BIGINT,
        .number = tn__number_parse_double(value->as.text, value->count),
        .digits = tn_value_str(value),
    };

    if (rules->any && !keeps_rules(decoder, rules, &number, value))
        return false;
    return tn__decoder_refuse(decoder, TN__ISSUE_INT_PARSING_SIZE, value);
}

/* format: int32 says what these bounds would. */
static bool fits_32(struct tn__decoder *decoder,
                    const struct number *number,
                    const struct tn_value *value)
{
    bool above = number->integer > INT32_MAX;
    struct tn__bound bound = {
        .set = true,
        .is_int = true,
        .integer = above ? INT32_MAX : INT32_MIN,
    };

    if (number->integer == (int32_t)number->integer)
        return true;
    return refuse_bound(decoder,
                        above ? TN__ISSUE_LESS_THAN_EQUAL
                              : TN__ISSUE_GREATER_THAN_EQUAL,
                        number, &bound, value);
}

bool tn__decode_int(struct tn__decoder *decoder,
                    const struct tn__number_rules *rules,
                    const struct tn_value *value,
                    int64_t *out)
{
    struct number number = { .type = TN_TYPE_INT };

    if (value->type == TN_TYPE_BIGINT)
        return refuse_big(decoder, rules, value);
    if (value->type == TN_TYPE_INT)
        number.integer = value->as.integer;
    else if (decoder->strict)
        return tn__decoder_refuse(decoder, TN__ISSUE_INT_TYPE, value);
    else if (!coerce_to_int(decoder, value, &number.integer))
        return false;
    if (rules->any && !keeps_rules(decoder, rules, &number, value))
        return false;
    *out = number.integer;
    return !rules->is_32 || fits_32(decoder, &number, value);
}

/* -- Floats ---------------------------------------------------------------- */

static bool coerce_to_float(struct tn__decoder *decoder,
                            const struct tn_value *value,
                            double *out)
{
    enum tn__coerced coerced;

    if (value->type == TN_TYPE_BOOL && !decoder->strict) {
        *out = value->as.boolean;
        return true;
    }
    if (value->type != TN_TYPE_STRING || decoder->strict)
        return tn__decoder_refuse(decoder, TN__ISSUE_FLOAT_TYPE, value);
    coerced = tn__coerce_float(decoder->arena, tn_value_str(value), out);
    return coerced == TN__COERCED ||
           refuse_coercion(decoder, coerced, TN__ISSUE_FLOAT_PARSING, value);
}

/* Python's float() refuses an integer past the range. */
static bool float_from_big(struct tn__decoder *decoder,
                           const struct tn_value *value,
                           double *out)
{
    *out = tn__number_parse_double(value->as.text, value->count);
    return isfinite(*out) ||
           tn__decoder_refuse(decoder, TN__ISSUE_FLOAT_TYPE, value);
}

static bool
to_float(struct tn__decoder *decoder, const struct tn_value *value, double *out)
{
    switch (value->type) {
    case TN_TYPE_FLOAT:
        *out = value->as.number;
        return true;
    case TN_TYPE_INT:
        *out = (double)value->as.integer;
        return true;
    case TN_TYPE_BIGINT:
        return float_from_big(decoder, value, out);
    default:
        return coerce_to_float(decoder, value, out);
    }
}

bool tn__decode_float(struct tn__decoder *decoder,
                      const struct tn__number_rules *rules,
                      const struct tn_value *value,
                      double *out)
{
    struct number number = { .type = TN_TYPE_FLOAT };

    if (!to_float(decoder, value, &number.number))
        return false;
    if (rules->any && !keeps_rules(decoder, rules, &number, value))
        return false;
    /* JSON cannot say what is not finite, so no answer could hold it. */
    if (!isfinite(number.number) ||
        (rules->is_32 && fabs(number.number) > FLT_MAX))
        return tn__decoder_refuse(decoder, TN__ISSUE_FINITE_NUMBER, value);
    *out = number.number;
    return true;
}
