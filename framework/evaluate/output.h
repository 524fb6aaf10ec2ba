/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__EVALUATE_OUTPUT_H
#define TN__EVALUATE_OUTPUT_H

#include "base/buf.h"
#include "evaluate/evaluate.h"

/* The output formats of JSON Schema (core, section 12.4). */

/* {"valid":true} */
void tn__output_flag(struct tn__buf *buf, bool valid);

/* {"valid":false,"errors":[{"keywordLocation":...,"absoluteKeywordLocation":
 * ...,"instanceLocation":...,"error":...}, ...]} */
void tn__output_basic(struct tn__buf *buf,
                      bool valid,
                      const struct tn__faults *faults);

#endif
