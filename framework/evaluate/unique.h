/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__EVALUATE_UNIQUE_H
#define TN__EVALUATE_UNIQUE_H

#include <tenon/value.h>

#include "base/arena.h"

/*
 * Returns the value without members whose name stands again in their object:
 * the last one counts, as for Python's dict and for what is decoded. The value
 * itself where there are none, else a copy in the arena; NULL when memory is
 * short.
 */
const struct tn_value *tn__unique_names(struct tn__arena *arena,
                                        const struct tn_value *value);

#endif
