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

/* Subschemas that together make one node. */
#define TN__PART_LIMIT 256u

/*
 * What makes a node: its subschema, and those that $ref and allOf put beside
 * it, which come first (a base's properties stand before those of what extends
 * it). Each maker marks the keywords that its node holds as used.
 */
struct tn__parts {
    struct tn__view *views;
    size_t count;
    size_t capacity;
    const struct tn_value *never; /* `false` among them; NULL: none */
    unsigned implied;             /* the types meant where none is written */
};

/* A node to be filled, and the subschemas it is made of. */
struct tn__queued {
    struct tn__node *node;
    const struct tn_value *const *sources;
    size_t count;
    unsigned implied; /* as in tn__parts */
};

/* An anyOf or oneOf, whose members may not be known yet. */
struct tn__pending {
    struct tn__node *node;
    const struct tn__node **members;
    size_t count;
    const struct tn__view *view; /* where it stands: in the scratch arena */
    bool only_one;               /* oneOf */
    /* Of tn__compile_settle(). */
    struct tn__pending *outer; /* settled after this one */
    size_t next;               /* member to be looked at */
    bool is_open;              /* met again: a circle */
    bool is_settled;
};

struct tn__compiler {
    struct tn_schema *schema;
    struct tn__document *document; /* the schema's */
    struct tn__arena *arena;       /* the schema's */
    struct tn__arena scratch;      /* gone when the schema is compiled */
    struct tn_error *error;
    size_t node_capacity;
    struct tn__queued *queue; /* to be filled, from `next` on */
    size_t queued;
    size_t queue_capacity;
    size_t next;
    struct tn__parts parts;      /* of the node that is being filled */
    struct tn__queued *combined; /* nodes made of several subschemas */
    size_t combined_count;
    size_t combined_capacity;
    struct tn__pending *pending;
    size_t pending_count;
    size_t pending_capacity;
    struct tn__pending **pending_at; /* by node; NULL: none. To settle them */
    const struct tn_value *defs;     /* the root's, NULL: none */
    struct tn__node *any; /* of whatever has no schema; NULL: not yet */
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

/* As tn__compile_node(), of what several subschemas ask together. */
struct tn__node *tn__compile_combined(struct tn__compiler *compiler,
                                      const struct tn_value *const *sources,
                                      size_t count);

/* As tn__compile_node(), of a schema for the names of properties. */
struct tn__node *tn__compile_key(struct tn__compiler *compiler,
                                 const struct tn_value *schema);

/* Returns the node that accepts everything; NULL with the error filled. */
struct tn__node *tn__compile_any(struct tn__compiler *compiler);

/* Returns a further node for the same subschema as `node`: one type of a list,
 * what is in a nullable. NULL with the error filled. */
struct tn__node *tn__compile_part(struct tn__compiler *compiler,
                                  const struct tn__node *node);

/* Adds a check to a node. */
int tn__compile_check(struct tn__compiler *compiler,
                      struct tn__node *node,
                      const struct tn_value *source,
                      uint64_t keywords);

/* Makes a node that accepts nothing. */
int tn__compile_never(struct tn__compiler *compiler,
                      struct tn__node *node,
                      const struct tn_value *source);

/* -- Parts: parts.c -------------------------------------------------------- */

/* Adds a subschema and what $ref and allOf put beside it. */
int tn__parts_gather(struct tn__compiler *compiler,
                     struct tn__parts *parts,
                     const struct tn_value *schema);

/* Returns the first part that has one of a set of keywords; NULL: none. */
struct tn__view *tn__parts_first(const struct tn__parts *parts, uint64_t bits);

/* Returns how many parts have one of a set of keywords. */
size_t tn__parts_count(const struct tn__parts *parts, uint64_t bits);

/* Marks keywords as used wherever they stand. */
void tn__parts_use(const struct tn__parts *parts, uint64_t bits);

/*
 * Returns the value of a constraint that counts among those of all parts, and
 * marks as used what it covers; NULL: no part has it.
 */
const struct tn_value *tn__parts_take(const struct tn__parts *parts,
                                      enum tn__keyword keyword);

/* Returns the node of all values that a keyword has in the parts, as a
 * subschema, marked as used; NULL with the error filled. */
struct tn__node *tn__parts_node(struct tn__compiler *compiler,
                                const struct tn__parts *parts,
                                enum tn__keyword keyword);

/* Returns what a subschema does nothing else than refer to: by $ref, or an
 * allOf, anyOf or oneOf of one, with annotations beside it at most. NULL where
 * it says more. */
const struct tn_value *tn__view_alias(const struct tn__view *view);

/* -- Kinds ----------------------------------------------------------------- */

/* The types of a subschema, in the order of `type`. */
struct tn__types {
    enum tn__schema_type list[TN__TYPE_COUNT];
    size_t count;
    unsigned bits; /* the same as a set: 1u << enum tn__schema_type */
};

/* Reads the types that all parts allow, and marks `type` as used. None where
 * no part says any: `is_written` is false then. */
int tn__types_read(struct tn__compiler *compiler,
                   const struct tn__parts *parts,
                   struct tn__types *types,
                   bool *is_written);

/* Makes a node from types, one or several. */
int tn__compile_types(struct tn__compiler *compiler,
                      const struct tn__parts *parts,
                      const struct tn__types *types,
                      struct tn__node *node);

/* Makes the kind of a node, and its checks. */
int tn__compile_shape(struct tn__compiler *compiler,
                      const struct tn__parts *parts,
                      struct tn__node *node);

/* Makes an ARRAY or a TUPLE. */
int tn__compile_array(struct tn__compiler *compiler,
                      const struct tn__parts *parts,
                      struct tn__node *node);

/* Makes a MODEL or a MAP. */
int tn__compile_object(struct tn__compiler *compiler,
                       const struct tn__parts *parts,
                       struct tn__node *node);

/* Returns the field of a model with a name, NULL: none. */
struct tn__field *tn__compile_field(const struct tn__model_rules *model,
                                    struct tn_str name);

/* Makes a MAP. */
int tn__compile_map(struct tn__compiler *compiler,
                    const struct tn__parts *parts,
                    struct tn__node *node);

/* Makes a LITERAL or an ENUM of the enum or const of a part. */
int tn__compile_choice(struct tn__compiler *compiler,
                       struct tn__view *view,
                       const struct tn__types *types,
                       struct tn__node *node);

/* Makes a union of the anyOf or oneOf of a part; to be settled when all nodes
 * are known. */
int tn__compile_union(struct tn__compiler *compiler,
                      struct tn__view *view,
                      struct tn__node *node);
int tn__compile_settle(struct tn__compiler *compiler);

/* Reads the discriminator of a settled union. */
int tn__compile_tags(struct tn__compiler *compiler,
                     const struct tn__pending *pending,
                     struct tn__node *node);

/* -- References ------------------------------------------------------------ */

/* Follows a reference, one step: what it refers to; NULL with the error
 * filled. */
const struct tn_value *tn__reference_follow(struct tn__compiler *compiler,
                                            const struct tn_value *ref);

/* Bytes of an array of pointers. */
#define TN__POINTERS(count) ((count) * sizeof(void *))

/* Returns room for one more element at the end of a growing array in an arena;
 * NULL when memory is short. */
void *tn__compile_grow(struct tn__arena *arena,
                       void *array,
                       size_t count,
                       size_t *capacity,
                       size_t element_size);

#endif
