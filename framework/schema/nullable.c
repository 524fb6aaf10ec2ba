/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/compile.h"

/*
 * anyOf of a schema and null. Which of the two is null, and whether the other
 * one is nullable itself, is known only when all nodes are: so these nodes are
 * settled at the end.
 */

static int refuse(struct tn__compiler *compiler, const struct tn_value *at)
{
    return tn__compile_fail(compiler, at,
                            "anyOf is not supported yet but for two: a schema "
                            "and {type: \"null\"}");
}

int tn__compile_any_of(struct tn__compiler *compiler,
                       const struct tn__view *view,
                       struct tn__node *node)
{
    const struct tn_value *members = view->keywords[TN__KEY_ANY_OF];
    struct tn__pending *pending = tn__compile_grow(
        &compiler->scratch, compiler->pending, compiler->pending_count,
        &compiler->pending_capacity, sizeof(*pending));
    const struct tn_value *first = members + 1;
    int status =
        tn__compile_alone(compiler, view, TN__KEY_ANY_OF, TN__KEY_ANY_OF);

    if (status)
        return status;
    if (!pending)
        return tn__compile_no_memory(compiler);
    if (members->count != 2)
        return refuse(compiler, members);
    compiler->pending = pending;
    pending += compiler->pending_count;
    *pending = (struct tn__pending){
        .node = node,
        .members = { tn__compile_node(compiler, first) },
    };
    if (pending->members[0])
        pending->members[1] = tn__compile_node(compiler, tn_value_next(first));
    if (!pending->members[1])
        return compiler->error->code;
    compiler->pending_count++;
    node->kind = TN__NODE_NULLABLE;
    return 0;
}

/* Finds which member is null. */
static int choose(struct tn__compiler *compiler,
                  const struct tn__pending *pending)
{
    bool first_is_null = pending->members[0]->kind == TN__NODE_NULL;
    bool second_is_null = pending->members[1]->kind == TN__NODE_NULL;

    if (first_is_null == second_is_null)
        return refuse(compiler, pending->node->source);
    pending->node->u.inner = pending->members[first_is_null];
    return 0;
}

/* A nullable of a nullable is one nullable, a nullable of anything is anything.
 * Does all nodes of a chain at once. */
static int collapse(struct tn__compiler *compiler, struct tn__node *node)
{
    struct tn__node **nodes = compiler->schema->nodes;
    const struct tn__node *end = node;
    size_t steps = 0;

    while (end->kind == TN__NODE_NULLABLE) {
        end = end->u.inner;
        if (++steps > compiler->schema->node_count)
            return tn__compile_fail(compiler, node->source,
                                    "the schema refers to itself without "
                                    "saying anything");
    }
    while (node != end) {
        const struct tn__node *next = node->u.inner;

        if (end->kind == TN__NODE_ANY)
            node->kind = TN__NODE_ANY;
        else
            node->u.inner = end;
        node = nodes[next->index];
    }
    return 0;
}

int tn__compile_settle(struct tn__compiler *compiler)
{
    int status = 0;

    for (size_t i = 0; i < compiler->pending_count && status == 0; i++)
        status = choose(compiler, &compiler->pending[i]);
    for (size_t i = 0; i < compiler->pending_count && status == 0; i++)
        status = collapse(compiler, compiler->pending[i].node);
    return status;
}
