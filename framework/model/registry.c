/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/registry.h"

#include <tenon/alloc.h>
#include <tenon/schema.h>

#include "base/arena.h"
#include "model/layout.h"

const struct tn_model tn_none_model = {
    .name = "none",
    .pointer = "",
    .size = sizeof(struct tn_none),
};

const struct tn_model tn_text_model = {
    .name = "text",
    .pointer = "",
    .size = sizeof(struct tn_text),
};

struct entry {
    struct entry *next;
    const struct tn_schema_source *source; /* NULL: of a file */
    const char *file;
    struct tn_schema *schema;
};

struct tn__registry {
    struct tn__arena arena; /* of the entries */
    struct entry *first;
};

struct tn__registry *tn__registry_new(void)
{
    struct tn__registry *registry =
        tn_alloc_default.fn(NULL, sizeof(*registry), NULL);

    if (registry) {
        registry->first = NULL;
        tn__arena_init(&registry->arena, NULL, 256, 0);
    }
    return registry;
}

void tn__registry_free(struct tn__registry *registry)
{
    if (!registry)
        return;
    for (const struct entry *i = registry->first; i; i = i->next)
        tn_schema_free(i->schema);
    tn__arena_deinit(&registry->arena);
    tn_alloc_default.fn(registry, 0, NULL);
}

/* -- Schemas --------------------------------------------------------------- */

/* Generated code carries JSON, whatever its file was. */
static struct tn_schema *load_text(struct tn__arena *arena,
                                   const struct tn_schema_source *source,
                                   struct tn_error *error)
{
    struct tn_str name = tn__arena_printf(arena, "%s.json", source->name);

    if (name.ptr)
        return tn_schema_load_text(source->text, source->size, name.ptr, error);
    tn_error_set(error, TN_ENOMEM, "out of memory");
    return NULL;
}

static struct tn_schema *load(struct tn__arena *arena,
                              const struct tn_model *model,
                              struct tn_error *error)
{
    struct tn_schema *schema = model->file
                                   ? tn_schema_load_file(model->file, error)
                                   : load_text(arena, model->source, error);

    if (schema && tn__layout_schema(schema, error) != 0) {
        tn_schema_free(schema);
        return NULL;
    }
    return schema;
}

static bool is_of(const struct entry *entry, const struct tn_model *model)
{
    if (model->file)
        return entry->file && strcmp(entry->file, model->file) == 0;
    return entry->source == model->source;
}

/* Returns the schema of a model, compiled at the first call. */
static struct tn_schema *schema_of(struct tn__registry *registry,
                                   const struct tn_model *model,
                                   struct tn_error *error)
{
    struct entry *entry = registry->first;

    while (entry && !is_of(entry, model))
        entry = entry->next;
    if (entry)
        return entry->schema;
    entry = tn__arena_alloc(&registry->arena, sizeof(*entry));
    if (!entry) {
        tn_error_set(error, TN_ENOMEM, "out of memory");
        return NULL;
    }
    *entry = (struct entry){
        .source = model->file ? NULL : model->source,
        .file = model->file,
        .schema = load(&registry->arena, model, error),
    };
    if (!entry->schema)
        return NULL;
    entry->next = registry->first;
    registry->first = entry;
    return entry->schema;
}

/* -- Structs --------------------------------------------------------------- */

static const struct tn_member *find_member(const struct tn_model *model,
                                           struct tn_str name)
{
    for (size_t i = 0; i < model->member_count; i++) {
        if (tn_str_equal(tn_str_from(model->members[i].name), name))
            return &model->members[i];
    }
    return NULL;
}

static int differs(const struct tn_model *model,
                   struct tn_error *error,
                   const char *what,
                   size_t compiled,
                   size_t expected)
{
    return tn_error_set(
        error, TN_ESCHEMA,
        "struct %s: %s is %zu, the schema says %zu: rebuild the program, its "
        "generated models are of another version",
        model->name, what, compiled, expected);
}

static int check_fields(const struct tn_model *model,
                        const struct tn__field *fields,
                        size_t count,
                        struct tn_error *error)
{
    for (size_t i = 0; i < count; i++) {
        const struct tn__field *field = &fields[i];
        const struct tn_member *member = find_member(model, field->name);

        if (!member)
            return tn_error_set(error, TN_ESCHEMA,
                                "struct %s: no member for \"%s\": rebuild the "
                                "program, its generated models are of another "
                                "version",
                                model->name, field->name.ptr);
        if (member->offset != field->offset)
            return differs(model, error, member->name, member->offset,
                           field->offset);
    }
    return 0;
}

/* Holds the compiled struct against the layout. */
static int check_struct(const struct tn_model *model,
                        const struct tn__node *node,
                        struct tn_error *error)
{
    size_t size = tn__layout_form_size(node);
    const struct tn__field as = { .name = TN_STR("as"),
                                  .offset = node->layout.value_offset };

    if (model->is_dynamic)
        return 0;
    if (model->size != size)
        return differs(model, error, "its size", model->size, size);
    if (node->kind == TN__NODE_MODEL)
        return check_fields(model, node->u.model.fields,
                            node->u.model.field_count, error);
    if (node->kind == TN__NODE_TUPLE)
        return check_fields(model, node->u.tuple.items, node->u.tuple.count,
                            error);
    if (node->kind == TN__NODE_UNION)
        return check_fields(model, &as, 1, error);
    return 0;
}

struct tn__arena *tn__registry_arena(struct tn__registry *registry)
{
    return &registry->arena;
}

struct tn__node *tn__registry_node(struct tn__registry *registry,
                                   const struct tn_model *model,
                                   struct tn_error *error)
{
    struct tn__node *node;
    struct tn_schema *schema;

    if (!model->source && !model->file) {
        tn_error_set(error, TN_EUSAGE, "the model %s has no schema",
                     model->name);
        return NULL;
    }
    schema = schema_of(registry, model, error);
    if (!schema)
        return NULL;
    node = tn__schema_node(schema, model->pointer, error);
    return node && check_struct(model, node, error) == 0 ? node : NULL;
}
