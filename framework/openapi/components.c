/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "openapi/components.h"

#include <stdlib.h>
#include <string.h>

#include "openapi/naming.h"
#include "openapi/schema_writer.h"

/* Bytes of one component: unnamed schemas that stand in many places unfold. */
#define TEXT_LIMIT ((size_t)16 * 1024 * 1024)

const struct tn__component *
tn__components_find(const struct tn__components *components,
                    const struct tn_value *source)
{
    for (size_t i = 0; i < components->count; i++) {
        if (components->items[i].source == source)
            return &components->items[i];
    }
    return NULL;
}

void tn__components_fail(struct tn__components *components, int status)
{
    if (components->status == 0)
        components->status = status;
}

struct tn_str tn__components_put(struct tn__components *components,
                                 const struct tn__component *component)
{
    size_t size = sizeof(*component);
    struct tn__component *items = components->items;
    struct tn_str key = tn__component_name(components->arena, component->name);

    if (components->count == components->capacity) {
        size_t capacity = components->capacity ? components->capacity * 2 : 16;

        items = tn__arena_grow(components->arena, items,
                               components->capacity * size, capacity * size);
        if (items) {
            components->items = items;
            components->capacity = capacity;
        }
    }
    if (!items || !key.ptr) {
        tn__components_fail(components, TN_ENOMEM);
        return (struct tn_str){ 0 };
    }
    items[components->count] = *component;
    items[components->count++].key = key;
    return key;
}

void tn__components_add(struct tn__components *components,
                        const struct tn__node *node,
                        const struct tn_model *model)
{
    struct tn__component component = {
        .name = node->name.len ? node->name : tn_str_from(model->name),
        .schema = node->schema,
        .source = node->source,
        .model = model,
    };

    if (!tn__components_find(components, node->source))
        tn__components_put(components, &component);
}

void tn__components_add_fixed(struct tn__components *components,
                              const char *name,
                              const struct tn_value *schema)
{
    struct tn__component component = {
        .name = tn_str_from(name),
        .source = schema,
    };

    tn__components_put(components, &component);
}

static void write_alone(struct tn__components *components,
                        const struct tn__component *component,
                        const struct tn_model *model,
                        struct tn__buf *buf)
{
    struct tn__json_out out = { .buf = buf };
    struct tn__schema_writer writer = {
        .out = &out,
        .components = components,
        .scratch = components->arena,
        .model = model,
    };

    buf->limit = TEXT_LIMIT;
    tn__schema_write_component(&writer, component);
    if (buf->failed)
        tn__components_fail(components,
                            buf->size > TEXT_LIMIT / 2 ? TN_ELIMIT : TN_ENOMEM);
}

/* Adds the schemas with a name that the components refer to: whoever writes
 * them meets them. The list grows meanwhile. */
static void add_all_references(struct tn__components *components)
{
    struct tn__buf buf = { 0 };

    for (size_t i = 0; i < components->count && !components->status; i++) {
        const struct tn__component component = components->items[i];

        tn__buf_reset(&buf);
        write_alone(components, &component, component.model, &buf);
    }
    tn__buf_deinit(&buf);
}

static int compare_keys(const void *a, const void *b)
{
    const struct tn__component *left = a;
    const struct tn__component *right = b;

    return strcmp(left->key.ptr, right->key.ptr);
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

    write_alone(components, a, NULL, &left);
    write_alone(components, b, NULL, &right);
    same = left.size == right.size && left.size &&
           memcmp(left.data, right.data, left.size) == 0;
    tn__buf_deinit(&left);
    tn__buf_deinit(&right);
    return same;
}

static const char *file_of(const struct tn__component *component)
{
    return component->model ? component->model->source->name
                            : "the framework itself";
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
