/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "openapi/components.h"

#include <stdlib.h>
#include <string.h>

#include "openapi/naming.h"
#include "openapi/schema_source.h"
#include "openapi/schema_writer.h"

const struct tn__component *
tn__components_find(const struct tn__components *components,
                    const struct tn__node *node)
{
    for (size_t i = 0; i < components->count; i++) {
        if (components->items[i].node == node)
            return &components->items[i];
    }
    return NULL;
}

static void fail(struct tn__components *components, int status)
{
    if (components->status == 0)
        components->status = status;
}

/* Appends a component; its key is made of its name. */
static void append(struct tn__components *components,
                   struct tn__component component)
{
    size_t size = sizeof(component);
    struct tn__component *items = components->items;

    if (components->count == components->capacity) {
        size_t capacity = components->capacity ? components->capacity * 2 : 16;

        items = tn__arena_grow(components->arena, items,
                               components->capacity * size, capacity * size);
        if (!items) {
            fail(components, TN_ENOMEM);
            return;
        }
        components->items = items;
        components->capacity = capacity;
    }
    component.key = tn__component_name(components->arena, component.name);
    if (!component.key.ptr)
        fail(components, TN_ENOMEM);
    items[components->count++] = component;
}

void tn__components_add(struct tn__components *components,
                        const struct tn__node *node,
                        const struct tn_model *model)
{
    struct tn__component component = {
        .name = node->name.len ? node->name : tn_str_from(model->name),
        .node = node,
        .model = model,
    };

    if (!tn__components_find(components, node))
        append(components, component);
}

void tn__components_add_fixed(struct tn__components *components,
                              const char *name,
                              const struct tn_value *schema)
{
    struct tn__component component = {
        .name = tn_str_from(name),
        .fixed = schema,
    };

    append(components, component);
}

/* Returns the i-th schema in a schema; NULL past the last. */
static const struct tn__node *child_at(const struct tn__node *node, size_t i)
{
    const struct tn__model_rules *model = &node->u.model;

    switch (node->kind) {
    case TN__NODE_MODEL:
        if (i < model->field_count)
            return model->fields[i].node;
        return i == model->field_count && model->extra == TN__EXTRA_ALLOW
                   ? model->extra_node
                   : NULL;
    case TN__NODE_UNION:
        return i < node->u.any_of.count ? node->u.any_of.members[i] : NULL;
    case TN__NODE_ARRAY:
        return i == 0 ? node->u.array.items : NULL;
    case TN__NODE_TUPLE:
        if (i < node->u.tuple.count)
            return node->u.tuple.items[i].node;
        return i == node->u.tuple.count ? node->u.tuple.rest : NULL;
    case TN__NODE_MAP:
        return i == 0 ? node->u.map.values : NULL;
    case TN__NODE_NULLABLE:
        return i == 0 ? node->u.inner : NULL;
    default:
        return NULL;
    }
}

/* Adds what a schema refers to as it is written: as deep as its file. */
static void add_written(struct tn__components *components,
                        const struct tn__node *node,
                        const struct tn_value *source,
                        const struct tn_model *model)
{
    const struct tn_value *end = source ? tn_value_next(source) : NULL;

    for (const struct tn_value *at = source; at < end; at++) {
        const struct tn__node *target;

        if (at->type != TN_TYPE_OBJECT || !tn_value_get(at, "$ref"))
            continue;
        target = tn__schema_follow(node, tn_value_get(at, "$ref"));
        if (target && target->name.len)
            tn__components_add(components, target, model);
    }
}

/* Adds the models that a schema refers to, not theirs. */
static void add_references(struct tn__components *components,
                           const struct tn__node *node,
                           const struct tn_model *model,
                           unsigned depth)
{
    const struct tn__node *child;

    if (depth > TN__COMPONENT_DEPTH) {
        fail(components, TN_ELIMIT);
        return;
    }
    for (size_t i = 0; (child = child_at(node, i)); i++) {
        /* One type of a list of types has its schema's name and source. */
        bool is_part = child != node && child->source == node->source;

        if (child->name.len && !is_part)
            tn__components_add(components, child, model);
        else
            add_references(components, child, model, depth + 1);
    }
    if (node->check_count || tn__schema_is_combined(node->source))
        add_written(components, node, node->source, model);
}

static void add_all_references(struct tn__components *components)
{
    for (size_t i = 0; i < components->count && !components->status; i++) {
        const struct tn__component component = components->items[i];

        if (component.node)
            add_references(components, component.node, component.model, 0);
    }
}

static int compare_keys(const void *a, const void *b)
{
    const struct tn__component *left = a;
    const struct tn__component *right = b;

    return strcmp(left->key.ptr, right->key.ptr);
}

static void write_alone(const struct tn__components *components,
                        const struct tn__component *component,
                        struct tn__buf *buf)
{
    struct tn__json_out out = { .buf = buf };
    struct tn__schema_writer writer = {
        .out = &out,
        .components = components,
        .scratch = components->arena,
    };

    tn__schema_write_component(&writer, component);
}

/* Returns whether both would be written alike; references are by key, so that
 * this is the whole meaning. */
static bool is_same(struct tn__components *components,
                    const struct tn__component *a,
                    const struct tn__component *b)
{
    struct tn__buf left = { 0 };
    struct tn__buf right = { 0 };
    bool same;

    write_alone(components, a, &left);
    write_alone(components, b, &right);
    if (left.failed || right.failed)
        fail(components, TN_ENOMEM);
    same = left.size == right.size && left.size &&
           memcmp(left.data, right.data, left.size) == 0;
    tn__buf_deinit(&left);
    tn__buf_deinit(&right);
    return same;
}

static const char *file_of(const struct tn__component *component)
{
    const struct tn_model *model = component->model;

    if (!model)
        return "the framework itself";
    return model->file ? model->file : model->source->name;
}

/* Marks all but the first of the same key; returns 0, or fails where they are
 * not the same. */
static int mark_repeated(struct tn__components *components,
                         struct tn_error *error)
{
    for (size_t i = 1; i < components->count; i++) {
        struct tn__component *item = &components->items[i];
        const struct tn__component *before = item - 1;

        if (!tn_str_equal(item->key, before->key))
            continue;
        item->is_repeated = is_same(components, before, item);
        if (!item->is_repeated && !components->status)
            return tn_error_set(error, TN_EINVALID,
                                "two models that differ are both %s in the "
                                "OpenAPI document: \"%s\" of %s and \"%s\" of "
                                "%s; rename one",
                                item->key.ptr, before->name.ptr,
                                file_of(before), item->name.ptr, file_of(item));
    }
    return components->status;
}

int tn__components_finish(struct tn__components *components,
                          struct tn_error *error)
{
    add_all_references(components);
    if (components->status == TN_ELIMIT)
        return tn_error_set(error, TN_ELIMIT,
                            "a schema without a name contains itself, or is "
                            "nested past %d levels: move it to $defs",
                            TN__COMPONENT_DEPTH);
    if (components->status || components->count == 0)
        return components->status;
    qsort(components->items, components->count, sizeof(*components->items),
          compare_keys);
    return mark_repeated(components, error);
}
