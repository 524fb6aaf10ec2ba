/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__MODEL_GRAPH_H
#define TN__MODEL_GRAPH_H

#include <stdbool.h>
#include <stddef.h>

#include "schema/node.h"

/*
 * The nodes of a schema as a graph: which lead back to themselves, and an order
 * in which what a node is made of comes before it.
 */

/* Which ways from a node are followed. */
enum tn__graph_edges {
    TN__GRAPH_ALL,
    TN__GRAPH_BY_VALUE, /* only to what would lie in the node's own struct */
};

struct tn__graph {
    struct tn__node **order; /* all nodes, components together */
    size_t *component;       /* the end in `order` of the component that the
                                node at this place is in */
    bool *loops; /* by node index: a way from the node, without leaving the
                    way that led to it, comes back to it */
    size_t count;
};

/* Walks the graph (Tarjan's strongly connected components) without recursion.
 * The result lies in `arena`. Returns 0, TN_ENOMEM. */
int tn__graph_walk(struct tn__graph *graph,
                   struct tn__arena *arena,
                   const struct tn_schema *schema,
                   enum tn__graph_edges edges);

#endif
