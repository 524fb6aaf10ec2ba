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

/* As tn__schema_key_find(), where nothing else can be written than a reference:
 * what has no name gets one of its place. */
static struct tn_str make_key(struct tn__schema_writer *writer,
                              const struct tn_value *source)
{
    struct tn_str key = tn__schema_key_find(writer, source);
    struct tn__component component = {
        .schema = writer->schema,
        .source = source,
        .model = writer->model,
    };
    struct tn_str pointer;

    if (key.ptr || !writer->model)
        return key;
    pointer =
        tn__document_pointer(writer->schema->places, source, writer->scratch);
    component.name =
        tn__arena_printf(writer->scratch, "%s%s", writer->model->name,
                         pointer.ptr ? pointer.ptr : "");
    return tn__components_put(writer->components, &component);
}

struct tn_str tn__schema_key_follow(struct tn__schema_writer *writer,
                                    const struct tn_value *reference)
{
    const struct tn_value *target = tn__document_follow(
        writer->schema->places, tn_value_str(reference), writer->scratch);

    return target ? make_key(writer, target) : (struct tn_str){ 0 };
}
