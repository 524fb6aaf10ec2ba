/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__MODEL_EQUAL_H
#define TN__MODEL_EQUAL_H

#include <stdbool.h>

#include <stdint.h>

#include <tenon/value.h>

/*
 * Returns whether two values are equal as Python sees it: 1 == 1.0 == True,
 * exactly (2**53 + 1 is not 2.0**53), also inside lists and dicts. As deep as
 * the shallower of the two, so one of them is a schema's.
 */
bool tn__value_equals(const struct tn_value *a, const struct tn_value *b);

/* Returns a hash: the same of values that are equal. As deep as the value. */
uint64_t tn__value_hash(const struct tn_value *value);

#endif
