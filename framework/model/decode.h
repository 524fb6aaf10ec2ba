/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__MODEL_DECODE_H
#define TN__MODEL_DECODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "model/issues.h"
#include "schema/node.h"
#include "schema/pattern.h"

/*
 * Value tree to struct: checks and coerces as Pydantic's lax mode does in
 * FastAPI, gathers all issues in Pydantic's order, and fills the struct as it
 * goes. Without recursion: its frames lie in the arena. The schema is laid out
 * (tn__layout_schema()).
 */
struct tn__decode_options {
    struct tn__issues *issues;   /* where they are told; zeroed, or as an
                                    earlier call left it */
    size_t issue_limit;          /* kept; 0: 64 */
    const char *root;            /* the first step of each location; NULL:
                                    "body" */
    struct tn__matcher *matcher; /* this thread's, for patterns; NULL: made for
                                    the call, where one is needed */
    bool strict;                 /* refuse coercion: Pydantic's strict mode */
    bool without_rules;          /* those of one's own do not run */
};

/*
 * Decodes a value into `out`: the form of `node` as a member (for a MODEL its
 * struct, also where members of it hold a pointer), tn__layout_form_size()
 * bytes. `out` is filled with zeros and defaults first. What it points to lies
 * in the arena or is borrowed from the value's text and the schema.
 *
 * Returns 0; TN_EINVALID with the issues filled; TN_ENOMEM past the arena's
 * ceiling.
 */
int tn__decode(struct tn__arena *arena,
               const struct tn__node *node,
               const struct tn_value *value,
               const struct tn__decode_options *options,
               void *out);

/* The body of a request, or what stands for one. */
struct tn__body {
    char *text; /* mutable, TN__JSON_PADDING writable bytes after it */
    size_t size;
    bool is_json; /* false: its content type says it is something else, and the
                     text as a string is the input (FastAPI's rule) */
};

/*
 * Reads and decodes a body: the one path of the server and of
 * `tenon validate`. No bytes, or the value null, are one `missing` issue at the
 * root unless null is a value of the node; a fault of the grammar is
 * `json_invalid`.
 *
 * Returns as tn__decode(), and TN_EUTF8 or TN_EDEPTH (FastAPI: 400).
 */
int tn__decode_body(struct tn__arena *arena,
                    const struct tn__node *node,
                    const struct tn__body *body,
                    const struct tn__decode_options *options,
                    void *out);

#endif
