/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__EVALUATE_BUNDLE_H
#define TN__EVALUATE_BUNDLE_H

#include <tenon/error.h>

#include "base/buf.h"
#include "schema/document.h"

/*
 * Schemas in several files, or with a base of their own ($id), as one document:
 * each file that a $ref leads to becomes an entry of $defs, named for the file,
 * and each $ref a JSON pointer (core, section 9.3, with the references
 * resolved). So what is compiled, generated and published is always one
 * document.
 */

/* Returns whether a text may need it: a $ref that does not begin with "#", or
 * an $id. Cheap; wrong only in saying yes. */
bool tn__bundle_is_needed(const struct tn__source *source);

/*
 * Writes the bundle of a schema as JSON. `name` is its file where `is_file`,
 * else it stands in messages alone. Returns 0; 1 where it is one document
 * already; another code with `error` filled.
 */
int tn__bundle_write(const struct tn__source *source,
                     const char *name,
                     bool is_file,
                     struct tn__buf *out,
                     struct tn_error *error);

#endif
