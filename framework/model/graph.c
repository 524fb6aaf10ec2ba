/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/graph.h"

#include <tenon/error.h>

/* What Tarjan's algorithm knows of a node. */
struct mark {
    size_t number;   /* in the order of visits, from 1; 0: not visited */
    size_t lowest;   /* number of the outermost node known to be reachable */
    size_t child;    /* next way to follow */
    bool is_on_path; /* between the start and the current node */
    bool is_open;    /* its component is not complete */
};

struct walk {
    const struct tn_schema *schema;
    struct tn__graph *graph;
    struct mark *marks;     /* by node index */
    struct tn__node **path; /* from the start to the current node */
    size_t path_count;
    struct tn__node **open; /* nodes whose component is not complete */
    size_t open_count;
    size_t visited;
    size_t done; /* nodes in graph->order */
    enum tn__graph_edges edges;
};

static const struct tn__node *
model_child(const struct tn__model_rules *rules, size_t index, bool by_value)
{
    if (index < rules->field_count)
        return rules->fields[index].node;
    return by_value || index > rules->field_count ? NULL : rules->extra_node;
}

static const struct tn__node *
tuple_child(const struct tn__tuple_rules *rules, size_t index, bool by_value)
{
    if (index < rules->count)
        return rules->items[index].node;
    return by_value || index > rules->count ? NULL : rules->rest;
}

/* Returns what a node is made of, one after the other; NULL at the end. */
static const struct tn__node *
child_of(const struct tn__node *node, size_t index, enum tn__graph_edges edges)
{
    bool by_value = edges == TN__GRAPH_BY_VALUE;

    switch (node->kind) {
    case TN__NODE_MODEL:
        return model_child(&node->u.model, index, by_value);
    case TN__NODE_TUPLE:
        return tuple_child(&node->u.tuple, index, by_value);
    case TN__NODE_NULLABLE:
        return index == 0 ? node->u.inner : NULL;
    case TN__NODE_ARRAY:
        return index == 0 && !by_value ? node->u.array.items : NULL;
    case TN__NODE_MAP:
        return index == 0 && !by_value ? node->u.map.values : NULL;
    case TN__NODE_UNION:
        return index < node->u.any_of.count ? node->u.any_of.members[index]
                                            : NULL;
    default:
        return NULL;
    }
}

static void enter(struct walk *walk, const struct tn__node *found)
{
    struct tn__node *node = walk->schema->nodes[found->index];
    struct mark *mark = &walk->marks[node->index];

    mark->number = mark->lowest = ++walk->visited;
    mark->is_on_path = mark->is_open = true;
    walk->path[walk->path_count++] = node;
    walk->open[walk->open_count++] = node;
}

/* The node is the first visited of its component: all nodes above it on the
 * open ones belong to it. */
static void close_component(struct walk *walk, const struct tn__node *node)
{
    struct tn__graph *graph = walk->graph;
    size_t first = walk->done;
    struct tn__node *member;

    do {
        member = walk->open[--walk->open_count];
        walk->marks[member->index].is_open = false;
        graph->order[walk->done++] = member;
    } while (member != node);
    for (size_t i = first; i < walk->done; i++)
        graph->component[i] = walk->done;
}

static void leave(struct walk *walk, struct tn__node *node)
{
    struct mark *mark = &walk->marks[node->index];

    mark->is_on_path = false;
    if (mark->lowest == mark->number)
        close_component(walk, node);
    walk->path_count--;
    if (walk->path_count) {
        const struct tn__node *outer = walk->path[walk->path_count - 1];
        struct mark *around = &walk->marks[outer->index];

        if (mark->lowest < around->lowest)
            around->lowest = mark->lowest;
    }
}

static void step(struct walk *walk)
{
    struct tn__node *node = walk->path[walk->path_count - 1];
    struct mark *mark = &walk->marks[node->index];
    const struct tn__node *child = child_of(node, mark->child, walk->edges);
    const struct mark *reached;

    if (!child) {
        leave(walk, node);
        return;
    }
    mark->child++;
    reached = &walk->marks[child->index];
    if (reached->number == 0)
        enter(walk, child);
    else if (reached->is_open && reached->number < mark->lowest)
        mark->lowest = reached->number;
    if (reached->is_on_path && reached->number <= mark->number)
        walk->graph->loops[child->index] = true;
}

int tn__graph_walk(struct tn__graph *graph,
                   struct tn__arena *arena,
                   const struct tn_schema *schema,
                   enum tn__graph_edges edges)
{
    size_t count = schema->node_count;
    size_t pointers = (count + 1) * sizeof(struct tn__node *);
    struct walk walk = { .schema = schema, .graph = graph, .edges = edges };

    *graph = (struct tn__graph){
        .order = tn__arena_alloc(arena, pointers),
        .component = tn__arena_alloc(arena, (count + 1) * sizeof(size_t)),
        .loops = tn__arena_zalloc(arena, count + 1),
        .count = count,
    };
    walk.path = tn__arena_alloc(arena, pointers);
    walk.open = tn__arena_alloc(arena, pointers);
    walk.marks = tn__arena_zalloc(arena, (count + 1) * sizeof(struct mark));
    if (!graph->order || !graph->component || !graph->loops || !walk.path ||
        !walk.open || !walk.marks)
        return TN_ENOMEM;
    for (size_t i = 0; i < count; i++) {
        if (walk.marks[i].number == 0)
            enter(&walk, schema->nodes[i]);
        while (walk.path_count)
            step(&walk);
    }
    return 0;
}
