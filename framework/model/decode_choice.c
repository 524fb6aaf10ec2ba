/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <math.h>

#include "model/choice_index.h"
#include "model/coerce.h"
#include "model/decoder.h"
#include "model/equal.h"

/* -- Literals: Python's equality ------------------------------------------- */

/* Returns the last choice of the very type and value; SIZE_MAX: none. */
static size_t find_exact(const struct tn__choice_rules *rules,
                         const struct tn_value *value)
{
    struct tn__candidates all = tn__choice_candidates(rules, value);
    size_t found = SIZE_MAX;

    for (size_t i = 0; i < all.count; i++) {
        size_t at = tn__candidate_at(&all, i);

        if (rules->values[at]->type == value->type &&
            tn__value_equals(rules->values[at], value))
            found = at;
    }
    return found;
}

/* Returns the last choice equal as Python sees it (1 == 1.0 == True) among
 * integers, or among all others; SIZE_MAX: none. */
static size_t find_equal(const struct tn__choice_rules *rules,
                         const struct tn_value *value,
                         bool integers)
{
    struct tn__candidates all = tn__choice_candidates(rules, value);
    size_t found = SIZE_MAX;

    for (size_t i = 0; i < all.count; i++) {
        size_t at = tn__candidate_at(&all, i);
        const struct tn_value *choice = rules->values[at];

        if ((choice->type == TN_TYPE_INT) == integers &&
            tn__value_equals(choice, value))
            found = at;
    }
    return found;
}

/*
 * A value of the same type wins; then what is equal, where Pydantic looks
 * among booleans and floats before it looks among integers.
 */
size_t tn__choice_find(const struct tn__choice_rules *rules,
                       const struct tn_value *value)
{
    size_t found = find_exact(rules, value);

    if (found == SIZE_MAX)
        found = find_equal(rules, value, false);
    if (found == SIZE_MAX)
        found = find_equal(rules, value, true);
    return found;
}

/* -- Enums: an enum of numbers coerces as a number does -------------------- */

static bool all_floats(const struct tn__choice_rules *rules)
{
    for (size_t i = 0; i < rules->count; i++) {
        if (rules->values[i]->type != TN_TYPE_FLOAT)
            return false;
    }
    return rules->count > 0;
}

static enum tn__coerced coerce_to_int(const struct tn_value *value,
                                      int64_t *out)
{
    switch (value->type) {
    case TN_TYPE_BOOL:
        *out = value->as.boolean;
        return TN__COERCED;
    case TN_TYPE_STRING:
        return tn__coerce_int(tn_value_str(value), out);
    default:
        return TN__COERCED_NOT;
    }
}

/* Returns a number that a value can be read as; the value itself else. Sets
 * `too_large` for text of an integer outside 64 bits. */
static struct tn_value coerce(struct tn__decoder *decoder,
                              const struct tn__choice_rules *rules,
                              const struct tn_value *value,
                              bool *too_large)
{
    struct tn_value number = *value;
    enum tn__coerced coerced = TN__COERCED_NOT;

    if (rules->all_ints) {
        coerced = coerce_to_int(value, &number.as.integer);
        number.type = TN_TYPE_INT;
    } else if (all_floats(rules) && value->type == TN_TYPE_STRING) {
        coerced = tn__coerce_float(decoder->arena, tn_value_str(value),
                                   &number.as.number);
        number.type = TN_TYPE_FLOAT;
    }
    decoder->failed |= coerced == TN__COERCED_NO_MEMORY;
    *too_large = coerced == TN__COERCED_TOO_LARGE;
    return coerced == TN__COERCED ? number : *value;
}

/* -- Both ------------------------------------------------------------------ */

static bool has_ints(const struct tn__choice_rules *rules)
{
    for (size_t i = 0; i < rules->count; i++) {
        if (rules->values[i]->type == TN_TYPE_INT)
            return true;
    }
    return false;
}

static bool refuse_choice(struct tn__decoder *decoder,
                          const struct tn__node *node,
                          const struct tn_value *value)
{
    struct tn__issue issue = {
        .kind =
            node->kind == TN__NODE_ENUM ? TN__ISSUE_ENUM : TN__ISSUE_LITERAL,
        .input = value,
        .text = node->u.choice.expected,
    };

    tn__decoder_add(decoder, &issue);
    return false;
}

/* Finds the choice among an enum's: a strict one wants the very type. */
static size_t find_in_enum(struct tn__decoder *decoder,
                           const struct tn__choice_rules *rules,
                           const struct tn_value *value,
                           bool *too_large)
{
    struct tn_value read;

    if (decoder->strict)
        return find_exact(rules, value);
    read = coerce(decoder, rules, value, too_large);
    return tn__choice_find(rules, &read);
}

bool tn__decode_choice(struct tn__decoder *decoder,
                       const struct tn__node *node,
                       const struct tn_value *value,
                       size_t *index)
{
    const struct tn__choice_rules *rules = &node->u.choice;
    bool too_large = value->type == TN_TYPE_BIGINT && has_ints(rules);

    if (too_large)
        *index = SIZE_MAX;
    else if (node->kind == TN__NODE_ENUM)
        *index = find_in_enum(decoder, rules, value, &too_large);
    else
        *index = tn__choice_find(rules, value);
    if (too_large)
        return tn__decoder_refuse(decoder, TN__ISSUE_INT_PARSING_SIZE, value);
    return *index != SIZE_MAX || refuse_choice(decoder, node, value);
}
