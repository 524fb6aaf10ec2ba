/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__OPENAPI_SCHEMA_KEY_H
#define TN__OPENAPI_SCHEMA_KEY_H

#include "openapi/schema_writer.h"

/* Which subschemas are components: those with a name. A writer with a `model`
 * adds what it meets. */

/* Returns the key of the component that a subschema is; a zeroed view where it
 * stands in place. */
struct tn_str tn__schema_key_find(struct tn__schema_writer *writer,
                                  const struct tn_value *source);

/* Returns the key of what a reference leads to, be it without a name; a zeroed
 * view where it leads nowhere. */
struct tn_str tn__schema_key_follow(struct tn__schema_writer *writer,
                                    const struct tn_value *reference);

#endif
