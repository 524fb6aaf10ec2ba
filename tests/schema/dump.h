/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TESTS_SCHEMA_DUMP_H
#define TESTS_SCHEMA_DUMP_H

#include "base/buf.h"
#include "schema/node.h"

/*
 * Writes a compiled schema as text, for the cases to compare with: the root,
 * then each definition, a line for each node, what is in it indented below.
 *
 *     $defs Add = MODEL
 *       first_number! INT
 *       second_number NULLABLE default=null
 *         INT
 *
 * "!" is required; "-> Name" is a definition that has its own place.
 */
void dump_schema(struct tn__buf *buf, const struct tn_schema *schema);

#endif
