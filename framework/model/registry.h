/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__MODEL_REGISTRY_H
#define TN__MODEL_REGISTRY_H

#include <tenon/error.h>
#include <tenon/model.h>

#include "schema/node.h"

/*
 * Generated models to compiled nodes: each schema text is compiled once at
 * start-up, laid out, and held against the compiled structs.
 */
struct tn__registry;

/* Returns an empty registry, NULL when memory is short. Owned by the caller;
 * free with tn__registry_free(), which also frees the schemas. */
struct tn__registry *tn__registry_new(void);
void tn__registry_free(struct tn__registry *registry);

/* Returns the node of a model; NULL with `error` filled when its schema does
 * not compile or the struct differs from it ("rebuild: ..."). */
struct tn__node *tn__registry_node(struct tn__registry *registry,
                                   const struct tn_model *model,
                                   struct tn_error *error);

/* Returns memory that lives as long as the registry. */
struct tn__arena *tn__registry_arena(struct tn__registry *registry);

#endif
