/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__SCHEMA_LOAD_H
#define TN__SCHEMA_LOAD_H

#include <tenon/alloc.h>
#include <tenon/schema.h>

#include "base/buf.h"
#include "schema/document.h"

/* Bytes that one schema may take, its text counted. */
#define TN__SCHEMA_MEMORY ((size_t)256 * 1024 * 1024)

/* As tn_schema_load_text(), with the allocator of all that the schema holds
 * (libyaml apart, which has its own while it reads). */
struct tn_schema *tn__schema_load(const struct tn__source *source,
                                  const char *name,
                                  const struct tn_alloc *alloc,
                                  struct tn_error *error);

/* Tells an error about a file. The first one wins: what the caller's struct
 * held before stays. */
void tn__schema_tell(struct tn_error *to,
                     const char *name,
                     struct tn_error *error);

/* Returns whether a file's name says that it is JSON. */
bool tn__schema_is_json(const char *name);

/* Returns whether there is a regular file. */
bool tn__schema_is_file(const char *path);

/* Reads a file, or as much of it as a document may be. Returns 0, or TN_EIO or
 * TN_ENOMEM with `error` filled. */
int tn__schema_read_file(const char *path,
                         struct tn__buf *buf,
                         struct tn_error *error);

#endif
