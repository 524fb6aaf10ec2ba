/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__MODEL_RETELL_H
#define TN__MODEL_RETELL_H

#include "base/arena.h"
#include "schema/node.h"

/*
 * Returns what a struct says as a tree of values: for places that hold any
 * value but were checked against a schema. Written as text and read again,
 * which is the long way, but the same one that the client's text takes. NULL
 * when memory is short.
 */
const struct tn_value *tn__retell(struct tn__arena *arena,
                                  const struct tn__node *node,
                                  const void *in);

#endif
