/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__OPENAPI_SCHEMA_SOURCE_H
#define TN__OPENAPI_SCHEMA_SOURCE_H

#include "openapi/schema_writer.h"
#include "schema/keywords.h"

/*
 * Schemas as their files write them, references apart, which lead to the
 * components: for what the kinds of nodes do not say (allOf, not, if, ...).
 */

/* Writes a schema whole. `node` is any of its schema file. */
void tn__schema_write_source(struct tn__schema_writer *writer,
                             const struct tn__node *node,
                             const struct tn_value *source);

/* Writes the value of a keyword. */
void tn__schema_write_keyword(struct tn__schema_writer *writer,
                              const struct tn__node *node,
                              enum tn__keyword keyword,
                              const struct tn_value *value);

/* Returns the node that a $ref leads to, NULL: none in this file. */
const struct tn__node *tn__schema_follow(const struct tn__node *node,
                                         const struct tn_value *ref);

/* Returns whether a schema is more than its node's kind says: keywords that
 * combine it with others. */
bool tn__schema_is_combined(const struct tn_value *source);

#endif
