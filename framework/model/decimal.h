/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__MODEL_DECIMAL_H
#define TN__MODEL_DECIMAL_H

#include "base/buf.h"
#include "schema/node.h"

/* Writes a bound as Rust prints numbers, which Pydantic's messages show: in
 * full, never with an exponent, without ".0": 10000000000000000, 0.0000001, 5.
 */
void tn__decimal_write(struct tn__buf *buf, const struct tn__bound *bound);

#endif
