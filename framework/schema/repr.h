/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__SCHEMA_REPR_H
#define TN__SCHEMA_REPR_H

#include <stdbool.h>
#include <stdint.h>

#include <tenon/value.h>

#include "base/buf.h"

/* Containers inside each other that are written; of deeper ones "...". */
#define TN__REPR_DEPTH 64

/* Writes a value as Python's repr does: 'text', "it's", True, None, 0.5,
 * [1, 2], {'a': 1}. */
void tn__repr_write(struct tn__buf *buf, const struct tn_value *value);

/* Returns whether Python's repr writes the code point as it is: it is no
 * control or format character, no separator but the space, and it is assigned
 * (str.isprintable()). */
bool tn__repr_is_printable(uint32_t code_point);

#endif
