/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__SCHEMA_JSON_H
#define TN__SCHEMA_JSON_H

#include "schema/document.h"

/* JSON to a tree of values, by framework/json, with the values' places. Fills
 * the root, the count, and line and column of the places. */
int tn__json_document_read(struct tn__document *document,
                           struct tn__arena *arena,
                           const struct tn__source *source,
                           struct tn_error *error);

#endif
