/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__SCHEMA_COMPILE_H
#define TN__SCHEMA_COMPILE_H

#include <tenon/attrs.h>

#include "schema/document.h"
#include "schema/keywords.h"
#include "schema/node.h"

/*
 * The compiler: from the tree of a document to the graph of nodes. A subschema
 * gets its node when something first refers to it, and its contents when its
 * turn comes in the queue; so schemas refer to each other in circles without
 * recursion here.
 */

#define TN__NODE_LIMIT 100000u

/* An anyOf of a schema and null, not yet known which is which. */
struct tn__pending {
    struct tn__node *node;
    const struct tn__node *members[2];
};

struct tn__compiler {
    struct tn_schema *schema;
    struct tn__document *document; /* the schema's */
    struct tn__arena *arena;       /* the schema's */
    struct tn__arena scratch;      /* gone when the schema is compiled */
    struct tn_error *error;
    size_t node_capacity;
    struct tn__node **queue; /* to be filled, from `next` on */
    size_t queued;
    size_t queue_capacity;
    size_t next;
    struct tn__pending *pending;
    size_t pending_count;
    size_t pending_capacity;
    const struct tn_value *defs; /* the root's, NULL: none */
    struct tn__node *any;        /* of whatever has no schema; NULL: not yet */
};

/* Compiles the document of a schema: root, definitions, all they refer to. */
int tn__compile(struct tn_schema *schema, struct tn_error *error);

/* -- For the parts of the compiler ----------------------------------------- */

/* Fails with what is wrong with a value: TN_ESCHEMA at its place. */
int tn__compile_fail(struct tn__compiler *compiler,
                     const struct tn_value *at,
                     const char *format,
                     ...) TN_PRINTF(3, 4);

/* Fails with TN_ENOMEM. */
int tn__compile_no_memory(struct tn__compiler *compiler);

/* Returns the node of a subschema, $ref followed; NULL with the error filled.
 * Its contents may come later. */
struct tn__node *tn__compile_node(struct tn__compiler *compiler,
                                  const struct tn_value *schema);

/* Returns the node that accepts everything; NULL with the error filled. */
struct tn__node *tn__compile_any(struct tn__compiler *compiler);

/* Returns a further node for the same subschema as `node`: one type of a list,
 * what is in a nullable. NULL with the error filled. */
struct tn__node *tn__compile_part(struct tn__compiler *compiler,
                                  const struct tn__node *node);

/* The types of a subschema, in the order of `type`. */
struct tn__types {
    enum tn__schema_type list[TN__TYPE_COUNT];
    size_t count;
    unsigned bits; /* the same as a set: 1u << enum tn__schema_type */
};

/* Reads the value of `type`. */
int tn__types_read(struct tn__compiler *compiler,
                   const struct tn_value *value,
                   struct tn__types *types);

/* Makes a node from `type`, one or several. */
int tn__compile_types(struct tn__compiler *compiler,
                      const struct tn__view *view,
                      struct tn__node *node);

/* Makes a MODEL or a MAP. */
int tn__compile_object(struct tn__compiler *compiler,
                       const struct tn__view *view,
                       struct tn__node *node);

/* Makes a LITERAL or an ENUM. */
int tn__compile_choice(struct tn__compiler *compiler,
                       const struct tn__view *view,
                       struct tn__node *node);

/* Makes a nullable from anyOf; to be settled when all nodes are known. */
int tn__compile_any_of(struct tn__compiler *compiler,
                       const struct tn__view *view,
                       struct tn__node *node);
int tn__compile_settle(struct tn__compiler *compiler);

/* Fails where a subschema has, beside `keyword` and `also`, what would have to
 * be put together with it: anything but annotations. */
int tn__compile_alone(struct tn__compiler *compiler,
                      const struct tn__view *view,
                      enum tn__keyword keyword,
                      enum tn__keyword also);

/* Follows the $ref of a subschema, one step: what it refers to; NULL with the
 * error filled. */
const struct tn_value *tn__reference_follow(struct tn__compiler *compiler,
                                            const struct tn_value *ref);

/* Returns the $ref of a subschema; NULL: none. */
const struct tn_value *tn__reference_of(const struct tn__document *document,
                                        const struct tn_value *schema);

/* Bytes of an array of pointers. */
#define TN__POINTERS(count) ((count) * sizeof(void *))

/* Returns room for one more element at the end of a growing array in the
 * scratch arena; NULL when memory is short. */
void *tn__compile_grow(struct tn__arena *arena,
                       void *array,
                       size_t count,
                       size_t *capacity,
                       size_t element_size);

#endif
