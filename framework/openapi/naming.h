/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__OPENAPI_NAMING_H
#define TN__OPENAPI_NAMING_H

#include <tenon/route.h>
#include <tenon/str.h>

#include "base/arena.h"

/*
 * The names that a document gives to things, by the rules of FastAPI and
 * Pydantic. All texts lie in the arena; a zeroed view says that memory is
 * short.
 */

/*
 * Returns a title made of a name: underscores are spaces, each word begins with
 * a capital, the rest is lower case: "first_number" gives "First Number",
 * "firstNumber" gives "Firstnumber" (Python's str.title).
 */
struct tn_str tn__title_from_name(struct tn__arena *arena, struct tn_str name);

/* Returns the operationId: name and path, what is no letter, digit or
 * underscore as "_", then the method: "read_item_items__id__get". */
struct tn_str tn__operation_id(struct tn__arena *arena,
                               const char *name,
                               const char *path,
                               enum tn_method method);

/* Returns the key of a model under components/schemas: what OpenAPI does not
 * allow there as "_": "Page[int]" gives "Page_int_". */
struct tn_str tn__component_name(struct tn__arena *arena, struct tn_str name);

/* Returns a route's path as OpenAPI writes it: "/files/{rest:path}" gives
 * "/files/{rest}". */
struct tn_str tn__path_template(struct tn__arena *arena, const char *path);

/* Returns the name (a part of the path, not NUL-terminated) of the first
 * {parameter} at or after `*at`, which moves
 * behind it; a zeroed view when there is none. */
struct tn_str tn__path_next_param(const char **at);

/* Returns the method as OpenAPI writes it: "post". */
const char *tn__method_key(enum tn_method method);

#endif
