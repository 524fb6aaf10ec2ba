/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__MODEL_CHECKS_H
#define TN__MODEL_CHECKS_H

#include <tenon/error.h>

#include "schema/node.h"

/* Compiles the checks of all nodes of a schema for the evaluator. Returns 0, or
 * an error's code with `error` filled: a reference that leads nowhere, or back
 * to itself without progress; TN_ENOMEM. */
int tn__checks_compile(struct tn_schema *schema, struct tn_error *error);

#endif
