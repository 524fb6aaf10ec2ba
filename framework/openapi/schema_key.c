/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "openapi/schema_key.h"

#include "schema/document.h"

/* Returns the name that a file gives to a subschema, else a zeroed view. */
static struct tn_str name_of(const struct tn_schema *schema,
                             const struct tn_value *source)
{
    const struct tn_value *title;

    if (source != schema->document)
        return tn__document_definition(schema->places, source);
    title = tn_value_get(source, "title");
    return title ? tn_value_str(title) : (struct tn_str){ 0 };
}

struct tn_str tn__schema_key_find(struct tn__schema_writer *writer,
                                  const struct tn_value *source)
{
    const struct tn__component *known =
        tn__components_find(writer->components, source);
    struct tn_str name;

    if (known)
        return known->key;
    name = name_of(writer->schema, source);
    if (!name.len || !writer->model)
        return (struct tn_str){ 0 };
    return tn__components_put(
        writer->components, &(struct tn__component){ .name = name,
                                                     .schema = writer->schema,
                                                     .source = source,
                                                     .model = writer->model });
}

/* Returns a name for what a reference leads to and nothing else can stand for:
 * that of the entry, else one of the place. */
static struct tn_str make_name(struct tn__schema_writer *writer,
                               const struct tn_value *target)
{
    struct tn_str name = name_of(writer->schema, target);
    struct tn_str pointer;

    if (name.len)
        return name;
    pointer =
        tn__document_pointer(writer->schema->places, target, writer->scratch);
    return tn__arena_printf(writer->scratch, "%s%s", writer->model->name,
                            pointer.ptr ? pointer.ptr : "");
}

struct tn_str tn__schema_key_follow(struct tn__schema_writer *writer,
                                    const struct tn_value *reference)
{
    const struct tn_schema *schema = writer->schema;
    struct tn__component component = { .schema = schema,
                                       .model = writer->model };
    const struct tn_value *target = tn__document_follow(
        schema->places, tn_value_str(reference), writer->scratch);
    const struct tn__node *node;
    struct tn_str key;

    if (!target)
        return (struct tn_str){ 0 };
    /* An entry that is only another name has no component of its own. */
    node = schema->node_at[tn__document_index(schema->places, target)];
    component.source = node ? node->source : target;
    key = tn__schema_key_find(writer, component.source);
    if (key.ptr || !writer->model)
        return key;
    component.name = make_name(writer, target);
    return tn__components_put(writer->components, &component);
}
