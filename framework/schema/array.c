/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdio.h>

#include "schema/compile.h"

/* Arrays: a TUPLE has prefixItems, an ARRAY has not. */

#define BIT(name) TN__KEY_BIT(TN__KEY_##name)

static uint64_t
count_of(const struct tn__parts *parts, enum tn__keyword keyword, uint64_t none)
{
    const struct tn_value *value = tn__parts_take(parts, keyword);

    return value ? tn__keyword_count(value) : none;
}

static int make_array(struct tn__compiler *compiler,
                      const struct tn__parts *parts,
                      struct tn__node *node)
{
    struct tn__array_rules *array = &node->u.array;
    const struct tn_value *unique;

    node->kind = TN__NODE_ARRAY;
    array->min_items = count_of(parts, TN__KEY_MIN_ITEMS, 0);
    array->max_items = count_of(parts, TN__KEY_MAX_ITEMS, TN__NO_LIMIT);
    unique = tn__parts_take(parts, TN__KEY_UNIQUE_ITEMS);
    array->unique = unique && unique->as.boolean;
    array->items = tn__parts_node(compiler, parts, TN__KEY_ITEMS);
    return array->items ? 0 : compiler->error->code;
}

/* -- Tuples ---------------------------------------------------------------- */

static int make_item(struct tn__compiler *compiler,
                     const struct tn_value *schema,
                     size_t index,
                     struct tn__field *item)
{
    struct tn__node *node = tn__compile_node(compiler, schema);
    char name[32];

    if (!node)
        return compiler->error->code;
    snprintf(name, sizeof(name), "item%zu", index);
    *item = (struct tn__field){
        .name = tn__arena_copy(compiler->arena, name, strlen(name)),
        .node = node,
        .source = schema,
    };
    return item->name.ptr ? 0 : tn__compile_no_memory(compiler);
}

static int make_items(struct tn__compiler *compiler,
                      const struct tn_value *list,
                      struct tn__tuple_rules *tuple)
{
    const struct tn_value *schema = list + 1;
    int status = 0;

    tuple->items =
        tn__arena_alloc(compiler->arena, list->count * sizeof(*tuple->items));
    if (!tuple->items)
        return tn__compile_no_memory(compiler);
    for (uint32_t i = 0; i < list->count && status == 0; i++) {
        status = make_item(compiler, schema, i, &tuple->items[i]);
        tuple->count = i + 1;
        schema = tn_value_next(schema);
    }
    return status;
}

/* What may follow the items. */
static int make_rest(struct tn__compiler *compiler,
                     struct tn__view *view,
                     struct tn__tuple_rules *tuple)
{
    const struct tn_value *items = view->keywords[TN__KEY_ITEMS];

    view->used |= BIT(ITEMS);
    if ((items && items->type == TN_TYPE_BOOL && !items->as.boolean) ||
        tuple->max_items <= tuple->count)
        return 0;
    tuple->rest =
        items ? tn__compile_node(compiler, items) : tn__compile_any(compiler);
    return tuple->rest ? 0 : compiler->error->code;
}

/* Of several prefixItems the first one makes the items. */
static int make_tuple(struct tn__compiler *compiler,
                      const struct tn__parts *parts,
                      struct tn__view *view,
                      struct tn__node *node)
{
    struct tn__tuple_rules *tuple = &node->u.tuple;
    int status;

    node->kind = TN__NODE_TUPLE;
    view->used |= BIT(PREFIX_ITEMS);
    tuple->min_items = count_of(parts, TN__KEY_MIN_ITEMS, 0);
    tuple->max_items = count_of(parts, TN__KEY_MAX_ITEMS, TN__NO_LIMIT);
    status = make_items(compiler, view->keywords[TN__KEY_PREFIX_ITEMS], tuple);
    for (size_t i = 0; i < tuple->count; i++)
        tuple->items[i].required = i < tuple->min_items;
    if (tuple->min_items <= tuple->count)
        tuple->min_items = 0;
    return status ? status : make_rest(compiler, view, tuple);
}

int tn__compile_array(struct tn__compiler *compiler,
                      const struct tn__parts *parts,
                      struct tn__node *node)
{
    struct tn__view *view = tn__parts_first(parts, BIT(PREFIX_ITEMS));

    return view ? make_tuple(compiler, parts, view, node)
                : make_array(compiler, parts, node);
}
