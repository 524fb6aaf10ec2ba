/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/layout.h"
#include "tool/outline.h"

/*
 * C wants a struct complete where it is held by value. Models and tuples that
 * contain themselves are held by pointer (model/layout.h), so what is left is a
 * graph without cycles: each type is placed after those it holds. What is only
 * pointed at may come later, and is declared first.
 */
struct order {
    const struct tn__outline *outline;
    struct tn__c_type **placed;
    size_t count;
    unsigned depth;
    bool too_deep;
};

/* Returns the node of a type's member, NULL past the last. Arrays and maps hold
 * nothing: they point. */
static const struct tn__node *member_node(const struct tn__c_type *type,
                                          size_t index)
{
    const struct tn__union_rules *any_of = &type->node->u.any_of;
    const struct tn__field *fields;
    size_t count;

    switch (type->kind) {
    case TN__C_MODEL:
    case TN__C_TUPLE:
        fields = tn__c_type_fields(type, &count);
        return index < count ? fields[index].node : NULL;
    case TN__C_UNION:
        return index < any_of->count ? any_of->members[index] : NULL;
    case TN__C_ENTRY:
    case TN__C_OPTION:
        return index == 0 ? type->node : NULL;
    default:
        return NULL;
    }
}

static const struct tn__node *without_null(const struct tn__node *node)
{
    while (node->kind == TN__NODE_NULLABLE)
        node = node->u.inner;
    return node;
}

/* Returns the type that a member holds by value, NULL: none. */
static struct tn__c_type *held_type(const struct tn__outline *outline,
                                    const struct tn__node *member)
{
    const struct tn__node *node = without_null(member);

    return node->layout.by_pointer ? NULL : outline->by_node[node->index];
}

static void place(struct order *order, struct tn__c_type *type)
{
    const struct tn__node *member;

    if (type->is_placed || order->too_deep)
        return;
    type->is_placed = true;
    order->too_deep = ++order->depth > TN__OUTLINE_DEPTH;
    for (size_t i = 0; (member = member_node(type, i)) != NULL; i++) {
        struct tn__c_type *held = held_type(order->outline, member);

        if (held)
            place(order, held);
    }
    order->depth--;
    type->position = order->count;
    order->placed[order->count++] = type;
}

static void place_all(struct order *order, bool enums)
{
    const struct tn__outline *outline = order->outline;

    for (size_t i = 0; i < outline->type_count; i++) {
        if ((outline->types[i]->kind == TN__C_ENUM) == enums)
            place(order, outline->types[i]);
    }
}

/* Returns what the `items` of a list point at, NULL: no type of ours. */
static struct tn__c_type *list_target(const struct tn__outline *outline,
                                      const struct tn__node *list)
{
    if (outline->item_of[list->index])
        return outline->item_of[list->index];
    if (list->kind == TN__NODE_ARRAY)
        return outline->by_node[list->u.array.items->index];
    return list->kind == TN__NODE_TUPLE && list->u.tuple.rest
               ? outline->by_node[list->u.tuple.rest->index]
               : NULL;
}

/* Returns what a member points at, NULL: nothing of ours. */
static struct tn__c_type *member_target(const struct tn__outline *outline,
                                        const struct tn__node *member)
{
    const struct tn__node *node = without_null(member);

    if (tn__node_is_struct(node))
        return node->layout.by_pointer ? outline->by_node[node->index] : NULL;
    /* A list with a type of its own points by itself. */
    return outline->by_node[node->index] ? NULL : list_target(outline, node);
}

static void declare_if_later(const struct tn__c_type *type,
                             struct tn__c_type *target)
{
    if (target && target->kind != TN__C_ENUM &&
        target->position > type->position)
        target->is_declared_first = true;
}

static void declare_targets(const struct tn__outline *outline,
                            const struct tn__c_type *type)
{
    const struct tn__node *member;

    for (size_t i = 0; (member = member_node(type, i)) != NULL; i++)
        declare_if_later(type, member_target(outline, member));
    /* The items of a list, the rest of a tuple; the extras of a model. */
    if (type->kind != TN__C_ENTRY && type->kind != TN__C_OPTION)
        declare_if_later(type, list_target(outline, type->node));
}

int tn__outline_order(struct tn__outline *outline)
{
    size_t size = outline->type_count * sizeof(struct tn__c_type *);
    struct order order = {
        .outline = outline,
        .placed = tn__arena_zalloc(outline->arena, size),
    };

    if (!order.placed)
        return TN_ENOMEM;
    place_all(&order, true);
    place_all(&order, false);
    outline->types = order.placed;
    for (size_t i = 0; i < outline->type_count; i++)
        declare_targets(outline, outline->types[i]);
    return order.too_deep ? TN_ELIMIT : 0;
}
