/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__TOOL_SCOPE_H
#define TN__TOOL_SCOPE_H

#include <tenon/error.h>
#include <tenon/value.h>

#include "base/arena.h"
#include "schema/node.h"

/*
 * The C names that are taken in one place: in a file, or in a struct. Two
 * names of a schema that become one in C are an error that shows both.
 */
struct tn__name_scope_name;

struct tn__name_scope {
    struct tn__arena *arena;
    const struct tn_schema *schema; /* for messages */
    struct tn__name_scope_name *buckets[256];
};

/*
 * Takes a name for what the schema has at `origin`, a value of the document.
 * Returns 0; TN_ESCHEMA with `error` filled when it is taken; TN_ENOMEM.
 */
int tn__name_scope_add(struct tn__name_scope *scope,
                       struct tn_str c_name,
                       const struct tn_value *origin,
                       struct tn_error *error);

/* Refuses a name of the schema that holds U+0000: C's strings end there, and
 * start-up could not find the member. Returns 0 or TN_ESCHEMA. */
int tn__name_scope_check(const struct tn__name_scope *scope,
                         struct tn_str json_name,
                         const struct tn_value *origin,
                         struct tn_error *error);

#endif
