/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__EVALUATE_MULTIPLE_H
#define TN__EVALUATE_MULTIPLE_H

#include <stdbool.h>

#include <tenon/value.h>

/*
 * Returns whether a number is a multiple of another (validation, section
 * 6.2.1), as decimal numbers: 0.0075 is one of 0.0001, and 1e308 is none of
 * 0.123456789. A double is what its shortest text says.
 */
bool tn__is_multiple(const struct tn_value *value, const struct tn_value *of);

#endif
