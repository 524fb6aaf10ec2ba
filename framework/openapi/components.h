/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__OPENAPI_COMPONENTS_H
#define TN__OPENAPI_COMPONENTS_H

#include <tenon/error.h>
#include <tenon/model.h>

#include "base/arena.h"
#include "schema/node.h"

/*
 * The models of a document: those that its operations name, and all that these
 * refer to. Whatever has a name in its schema file stands once, under
 * components/schemas; the rest stands in place.
 *
 *     tn__components_add(&components, endpoint->input, op->input);
 *     ...
 *     int status = tn__components_finish(&components, &error);
 */
struct tn__component {
    struct tn_str key;              /* under components/schemas */
    struct tn_str name;             /* as the schema file writes it */
    const struct tn_schema *schema; /* NULL: of no file, written as it is */
    const struct tn_value *source;  /* the subschema */
    const struct tn_model *model;   /* that led here, to tell the file */
    bool is_repeated; /* the same as the one before it, from another file */
};

struct tn__components {
    struct tn__arena *arena;
    struct tn__component *items;
    size_t count;
    size_t capacity;
    int status; /* of the first failure: 0, TN_ENOMEM, TN_ELIMIT */
};

/* Schemas in a schema without a name between them. */
#define TN__COMPONENT_DEPTH 256

/* Adds a model. What it refers to is added by tn__components_finish(). */
void tn__components_add(struct tn__components *components,
                        const struct tn__node *node,
                        const struct tn_model *model);

/* Adds a schema that no file has. */
void tn__components_add_fixed(struct tn__components *components,
                              const char *name,
                              const struct tn_value *schema);

/*
 * Adds what the models refer to, and sorts by key. Returns 0, TN_EINVALID where
 * two of one key differ (`error` names both), TN_ELIMIT where a schema without
 * a name contains itself, TN_ENOMEM.
 */
int tn__components_finish(struct tn__components *components,
                          struct tn_error *error);

/* -- For the writer of schemas --------------------------------------------- */

/* Returns the component of a subschema, NULL when it stands in place. Linear.
 */
const struct tn__component *
tn__components_find(const struct tn__components *components,
                    const struct tn_value *source);

/* Adds a component and returns its key, which is made of its name; a zeroed
 * view when memory is short. */
struct tn_str tn__components_put(struct tn__components *components,
                                 const struct tn__component *component);

/* Remembers the first failure. */
void tn__components_fail(struct tn__components *components, int status);

#endif
