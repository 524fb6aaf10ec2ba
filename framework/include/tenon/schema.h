/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_SCHEMA_H
#define TENON_SCHEMA_H

#include <stddef.h>

#include <tenon/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * A compiled JSON Schema 2020-12 document, from YAML or JSON. Immutable once
 * loaded; any number of threads may use it.
 *
 *     struct tn_error error = { 0 };
 *     struct tn_schema *schema = tn_schema_load_file("math.yaml", &error);
 *     ...
 *     tn_schema_free(schema);
 */
struct tn_schema;

/*
 * Loads a file; names ending in .json are read as JSON, all others as YAML
 * 1.1 with the core schema's scalars (of which JSON is nearly a subset).
 * Returns NULL and fills `error` (TN_EIO, TN_ESCHEMA, TN_ENOMEM; file, line,
 * column and pointer of the place). Owned by the caller; free with
 * tn_schema_free().
 */
struct tn_schema *tn_schema_load_file(const char *path, struct tn_error *error);

/* As tn_schema_load_file(), from text; `name` stands in messages and tells
 * JSON from YAML by its ending. The text is not needed afterwards. */
struct tn_schema *tn_schema_load_text(const char *text,
                                      size_t size,
                                      const char *name,
                                      struct tn_error *error);

/* Frees the schema and all that was borrowed from it. NULL is fine. */
void tn_schema_free(struct tn_schema *schema);

#ifdef __cplusplus
}
#endif

#endif
