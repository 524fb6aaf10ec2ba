/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__SCHEMA_BUNDLE_H
#define TN__SCHEMA_BUNDLE_H

#include <tenon/error.h>

#include "base/buf.h"
#include "schema/document.h"

/*
 * Schemas in several files as one document: each file that a $ref leads to
 * becomes an entry of $defs, named for the file, and each $ref a JSON pointer
 * (core, section 9.3, with the references resolved). So what is compiled,
 * generated and published is always one document.
 */

/* Returns whether a text may refer to other files: a $ref that does not begin
 * with "#". Cheap; wrong only in saying yes. */
bool tn__bundle_is_needed(const struct tn__source *source);

/*
 * Writes the bundle of a file as JSON. A reference is found beside the file it
 * stands in; one with a URI, where that URI stands beside the $id of its file.
 * Returns 0; 1 where no $ref leads to a file after all; TN_ESCHEMA, TN_EIO or
 * TN_ENOMEM with `error` filled.
 */
int tn__bundle_write(const struct tn__source *source,
                     const char *path,
                     struct tn__buf *out,
                     struct tn_error *error);

#endif
