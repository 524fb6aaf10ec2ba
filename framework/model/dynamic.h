/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__MODEL_DYNAMIC_H
#define TN__MODEL_DYNAMIC_H

#include "model/decode.h"

/* Structs as trees of values: for handlers without generated code. */

/* Returns what a struct says as a tree: written and read again, so that it is
 * what a client would see. NULL when memory is short. */
const struct tn_value *tn__dynamic_tree(struct tn__arena *arena,
                                        const struct tn__node *node,
                                        const void *form);

#endif
