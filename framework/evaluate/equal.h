/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__EVALUATE_EQUAL_H
#define TN__EVALUATE_EQUAL_H

#include <stdbool.h>
#include <stdint.h>

#include <tenon/value.h>

/*
 * Equality of JSON values as JSON Schema has them (core, section
 * 4.2.2): 1 is 1.0 and no boolean, objects have no order.
 */

/* Takes from a budget of steps; what comes after it is spent is of no use. */
struct tn__steps {
    uint64_t left;
    bool spent;
};

static inline bool tn__steps_take(struct tn__steps *steps, uint64_t count)
{
    if (count > steps->left)
        steps->spent = true;
    else
        steps->left -= count;
    return !steps->spent;
}

/* Returns whether two values are equal. As deep as the shallower of them. */
bool tn__json_equal(const struct tn_value *a,
                    const struct tn_value *b,
                    struct tn__steps *steps);

/* Returns a hash: the same of values that are equal. */
uint64_t tn__json_hash(const struct tn_value *value, uint64_t seed);

#endif
