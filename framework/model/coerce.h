/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__MODEL_COERCE_H
#define TN__MODEL_COERCE_H

#include <stdbool.h>
#include <stdint.h>

#include <tenon/str.h>

#include "base/arena.h"

/*
 * Text to numbers, as Pydantic's lax mode reads them: white space around is
 * ignored, and "_" may stand between two digits.
 */
enum tn__coerced {
    TN__COERCED,
    TN__COERCED_NOT,       /* no number */
    TN__COERCED_TOO_LARGE, /* an integer outside 64 bits */
    TN__COERCED_NO_MEMORY,
};

/* One sign, digits, and a fraction of zeros: "5", " +1_000 ", "007", "5.00".
 */
enum tn__coerced tn__coerce_int(struct tn_str text, int64_t *out);

/* A decimal number ("5", ".5", "5.", "1e3"), or inf, infinity, nan in any case:
 * then `out` is not finite, as where the number is past the range. */
enum tn__coerced
tn__coerce_float(struct tn__arena *arena, struct tn_str text, double *out);

/* "true", "Yes", "on", "1", ... in any case, with nothing around. */
enum tn__coerced tn__coerce_bool(struct tn_str text, bool *out);

#endif
