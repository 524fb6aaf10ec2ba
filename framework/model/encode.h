/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__MODEL_ENCODE_H
#define TN__MODEL_ENCODE_H

#include "base/arena.h"
#include "base/buf.h"
#include "schema/node.h"

/*
 * Struct to JSON, straight into a buffer: members in the order of the schema,
 * then the extras. Without recursion; frames lie in `scratch`.
 *
 * Returns 0; TN_ENOMEM (the buffer's or the arena's ceiling); TN_EENCODE where
 * the struct holds what JSON or the schema cannot say (a number that is not
 * finite, an enum out of range, text that is not UTF-8, a NULL pointer);
 * `error` then has the JSON pointer of the place.
 */
int tn__encode(struct tn__buf *buf,
               struct tn__arena *scratch,
               const struct tn__node *node,
               const void *in,
               struct tn_error *error);

/* Members of models that are left out, as FastAPI's response_model_exclude_*
 * do. */
struct tn__exclude {
    bool unset;    /* `has` is false */
    bool none;     /* null */
    bool defaults; /* what the schema's default would be */
};

/* The same with members left out. */
struct tn__encode_options {
    const struct tn__exclude *exclude; /* NULL: nothing is left out */
    struct tn_error *error;            /* as above; may be NULL */
};
int tn__encode_some(struct tn__buf *buf,
                    struct tn__arena *scratch,
                    const struct tn__node *node,
                    const void *in,
                    const struct tn__encode_options *options);

/* Writes a value as it lies in a struct or a list: where a model contains
 * itself, through its pointer. The reason of a failure is not told. */
int tn__encode_member(struct tn__buf *buf,
                      struct tn__arena *scratch,
                      const struct tn__node *node,
                      const void *in);

#endif
