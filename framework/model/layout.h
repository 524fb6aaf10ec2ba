/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__MODEL_LAYOUT_H
#define TN__MODEL_LAYOUT_H

#include "schema/node.h"

/*
 * The C form of each node, by the rules of the C ABI (a member lies at the next
 * multiple of its alignment): the one truth for the generator, which prints it
 * as structs, and for decode and encode, which read it as offsets. A schema
 * loaded at run time is laid out the same way, so typed and dynamic use cannot
 * disagree.
 *
 *     BOOL               bool
 *     INT                int64_t; int32_t with format int32
 *     FLOAT              double; float with format float
 *     STRING             struct tn_str
 *     FORMAT             as model/formats.h says: struct tn_date, ...
 *     ENUM, LITERAL      enum (4 bytes) when all are strings, the index in the
 *                        list; int64_t when all are integers; else a value
 *     ARRAY              struct { T *items; size_t count; }
 *     MAP                struct { struct entry *items; size_t count; }, where
 *                        an entry is { struct tn_str key; T value; }
 *     MODEL              its struct by value; a pointer to it where the model
 *                        contains itself other than through an array or a map
 *     TUPLE              likewise: struct { T0 item0; T1 item1; ...; }, at its
 *                        end `rest`, an ARRAY of what follows, if that may be
 *     NULLABLE           struct { bool has; bool is_null; T value; }
 *     UNION              struct { enum kind; union { T0 a; T1 b; } as; }, where
 *                        kind is the index of the member
 *     ANY, NULL          const struct tn_value *
 *
 * A model's or a tuple's member that is not required has the form of NULLABLE,
 * once. A model that keeps its extras ends with `extra`, a MAP of them. A model
 * without members has one unused byte.
 */

/* What an ARRAY and a MAP look like, whatever their items are. */
struct tn__items {
    void *items;
    size_t count;
};

/* Returns whether a field's member has `has` and `is_null`. */
static inline bool tn__field_is_optional(const struct tn__field *field)
{
    return !field->required || field->node->kind == TN__NODE_NULLABLE;
}

/* Returns the node of a field's `value`: what is in the NULLABLE, if it is. */
static inline const struct tn__node *
tn__field_value_node(const struct tn__field *field)
{
    return field->node->kind == TN__NODE_NULLABLE ? field->node->u.inner
                                                  : field->node;
}

/* Returns whether the C form of a node is a struct that can contain itself. */
static inline bool tn__node_is_struct(const struct tn__node *node)
{
    return node->kind == TN__NODE_MODEL || node->kind == TN__NODE_TUPLE;
}

/* Returns the bytes of a value that stands alone, as a request's body does: for
 * a MODEL or TUPLE its struct, by pointer or not. */
static inline size_t tn__layout_form_size(const struct tn__node *node)
{
    return tn__node_is_struct(node) ? node->layout.struct_size
                                    : node->layout.size;
}

/* Returns the offset of `value` in an optional form around `node`. */
size_t tn__layout_value_offset(const struct tn__node *node);

/*
 * Fills the layout of all nodes of a schema and binds the defaults; a second
 * call does nothing. Returns 0, TN_ELIMIT (a struct past 1 MiB), TN_ESCHEMA (a
 * node made of nothing but itself) or TN_ENOMEM; after a failure the schema is
 * of no use. Not to be called from two threads.
 */
int tn__layout_schema(struct tn_schema *schema, struct tn_error *error);

#endif
