/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "openapi/schema_writer.h"

#include "openapi/naming.h"
#include "openapi/schema_key.h"
#include "schema/document.h"
#include "schema/keywords.h"

static const struct tn_value *get(const struct tn_value *source,
                                  const char *keyword)
{
    return source ? tn_value_get(source, keyword) : NULL;
}

/* -- References ------------------------------------------------------------ */

static void put_ref_text(struct tn__schema_writer *writer, struct tn_str key)
{
    struct tn_str ref =
        tn__arena_printf(writer->scratch, "#/components/schemas/%s", key.ptr);

    if (!ref.ptr)
        writer->out->buf->failed = true;
    tn__json_put_str(writer->out, ref);
}

static void put_ref(struct tn__schema_writer *writer, struct tn_str key)
{
    tn__json_key(writer->out, "$ref");
    put_ref_text(writer, key);
}

void tn__schema_write_ref(struct tn__schema_writer *writer, const char *key)
{
    tn__json_begin_object(writer->out);
    put_ref(writer, tn_str_from(key));
    tn__json_end_object(writer->out);
}

/* -- Keywords -------------------------------------------------------------- */

static const struct tn_str no_property = { 0 };

/* Writes a subschema; of a property's, with a title of its name. */
static void write_schema(struct tn__schema_writer *writer,
                         const struct tn_value *source,
                         struct tn_str property);

static void put_schema(struct tn__schema_writer *writer,
                       const struct tn_value *value)
{
    write_schema(writer, value, no_property);
}

static void put_schema_list(struct tn__schema_writer *writer,
                            const struct tn_value *value)
{
    const struct tn_value *item = value + 1;

    tn__json_begin_array(writer->out);
    for (uint32_t i = 0; i < value->count; i++, item = tn_value_next(item))
        write_schema(writer, item, no_property);
    tn__json_end_array(writer->out);
}

/* Writes an object of subschemas. */
static void put_members(struct tn__schema_writer *writer,
                        const struct tn_value *value,
                        bool are_properties)
{
    const struct tn_value *key = value + 1;

    tn__json_begin_object(writer->out);
    for (uint32_t i = 0; i < value->count; i++, key = tn_value_next(key + 1)) {
        struct tn_str name = tn_value_str(key);

        tn__json_key_n(writer->out, name.ptr, name.len);
        write_schema(writer, key + 1, are_properties ? name : no_property);
    }
    tn__json_end_object(writer->out);
}

static void put_schema_map(struct tn__schema_writer *writer,
                           const struct tn_value *value)
{
    put_members(writer, value, false);
}

static void put_properties(struct tn__schema_writer *writer,
                           const struct tn_value *value)
{
    put_members(writer, value, true);
}

static void put_reference(struct tn__schema_writer *writer,
                          const struct tn_value *value)
{
    struct tn_str key = tn__schema_key_follow(writer, value);

    if (key.ptr)
        put_ref_text(writer, key);
    else
        tn__json_put_value(writer->out, value);
}

/* An entry of a mapping leads to a schema, or names one (OpenAPI 3.1, section
 * 4.8.25); Pydantic writes a union inside the union as a whole schema. */
static void put_mapping(struct tn__schema_writer *writer,
                        const struct tn_value *mapping)
{
    const struct tn_value *key = mapping + 1;

    tn__json_begin_object(writer->out);
    for (uint32_t i = 0; i < mapping->count; i++) {
        tn__json_key_n(writer->out, key->as.text, key->count);
        if (key[1].type == TN_TYPE_STRING)
            put_reference(writer, key + 1);
        else
            write_schema(writer, key + 1, no_property);
        key = tn_value_next(key + 1);
    }
    tn__json_end_object(writer->out);
}

static void put_discriminator(struct tn__schema_writer *writer,
                              const struct tn_value *value)
{
    const struct tn_value *key = value + 1;

    tn__json_begin_object(writer->out);
    for (uint32_t i = 0; i < value->count; i++, key = tn_value_next(key + 1)) {
        tn__json_key_n(writer->out, key->as.text, key->count);
        if (key[1].type == TN_TYPE_OBJECT &&
            tn_str_equal(tn_value_str(key), tn_str_from("mapping")))
            put_mapping(writer, key + 1);
        else
            tn__json_put_value(writer->out, key + 1);
    }
    tn__json_end_object(writer->out);
}

typedef void (*put_fn)(struct tn__schema_writer *writer,
                       const struct tn_value *value);

/* The keywords with schemas or references in them; all others are copied. */
static const put_fn put_by_keyword[TN__KEY_COUNT] = {
    [TN__KEY_PROPERTIES] = put_properties,
    [TN__KEY_REF] = put_reference,
    [TN__KEY_DISCRIMINATOR] = put_discriminator,
};

static const put_fn put_by_form[] = {
    [TN__FORM_SCHEMA] = put_schema,
    [TN__FORM_SCHEMA_LIST] = put_schema_list,
    [TN__FORM_SCHEMA_MAP] = put_schema_map,
    [TN__FORM_TYPE] = NULL,
};

static void put_keyword(struct tn__schema_writer *writer,
                        size_t keyword,
                        const struct tn_value *value)
{
    const struct tn__keyword_rule *rule = &tn__keyword_rules[keyword];
    put_fn put = put_by_keyword[keyword];

    if (!put)
        put = put_by_form[rule->form];
    tn__json_key(writer->out, rule->name);
    if (put)
        put(writer, value);
    else
        tn__json_put_value(writer->out, value);
}

/* -- Annotations ----------------------------------------------------------- */

/* A default of null FastAPI leaves out. */
static bool is_left_out(size_t keyword, const struct tn_value *value)
{
    return keyword == TN__KEY_DEFAULT && value->type == TN_TYPE_NULL;
}

/* Writes the annotations of `source`, but those that stand in `nearer`. */
static void put_annotations(struct tn__schema_writer *writer,
                            const struct tn_value *source,
                            const struct tn_value *nearer)
{
    for (size_t i = 0; i < TN__KEY_COUNT; i++) {
        const struct tn__keyword_rule *rule = &tn__keyword_rules[i];
        const struct tn_value *value;

        if (rule->role != TN__ROLE_ANNOTATION || get(nearer, rule->name))
            continue;
        value = get(source, rule->name);
        if (value && !is_left_out(i, value))
            put_keyword(writer, i, value);
    }
}

static void put_title(struct tn__schema_writer *writer, struct tn_str name)
{
    struct tn_str title = tn__title_from_name(writer->scratch, name);

    if (!title.ptr)
        writer->out->buf->failed = true;
    tn__json_key(writer->out, "title");
    tn__json_put_str(writer->out, title);
}

/* Returns whether a property gets a title of its name: not where it is a model
 * or none, which has one of its own, and not in what is no description of the
 * value, but a question about it: there are no nodes. */
static bool has_name_title(struct tn__schema_writer *writer,
                           const struct tn__node *node)
{
    if (node && node->kind == TN__NODE_NULLABLE)
        node = node->u.inner;
    return node && !tn__components_find(writer->components, node->source);
}

/* -- What the compiler understands ----------------------------------------- */

/* What the kinds are in JSON Schema. */
static const struct {
    const char *type;
    unsigned types; /* whose constraints count: TN__TYPE_BIT */
} kinds[] = {
    [TN__NODE_NULL] = { "null", TN__TYPE_BIT(NULL) },
    [TN__NODE_BOOL] = { "boolean", TN__TYPE_BIT(BOOL) },
    [TN__NODE_INT] = { "integer", TN__TYPE_BIT(INT) },
    [TN__NODE_FLOAT] = { "number", TN__TYPE_BIT(FLOAT) },
    [TN__NODE_STRING] = { "string", TN__TYPE_BIT(STRING) },
    [TN__NODE_FORMAT] = { "string", TN__TYPE_BIT(STRING) },
    [TN__NODE_ARRAY] = { "array", TN__TYPE_BIT(ARRAY) },
    [TN__NODE_TUPLE] = { "array", TN__TYPE_BIT(ARRAY) },
    [TN__NODE_MAP] = { "object", TN__TYPE_BIT(OBJECT) },
    [TN__NODE_MODEL] = { "object", TN__TYPE_BIT(OBJECT) },
    [TN__NODE_UNION] = { NULL, 0 },
};

/* The format of a number says what its C type is: put_type(). */
static bool is_numeric(const struct tn__node *node)
{
    return node->kind == TN__NODE_INT || node->kind == TN__NODE_FLOAT;
}

static void put_constraints(struct tn__schema_writer *writer,
                            const struct tn__node *node)
{
    for (size_t i = 0; i < TN__KEY_COUNT; i++) {
        const struct tn__keyword_rule *rule = &tn__keyword_rules[i];
        const struct tn_value *value = get(node->source, rule->name);

        if (value && rule->role == TN__ROLE_CONSTRAINT &&
            rule->types & kinds[node->kind].types &&
            !(i == TN__KEY_FORMAT && is_numeric(node)))
            put_keyword(writer, i, value);
    }
}

/* Writes the type, and the format of numbers: what C has room for. */
static void put_type(struct tn__schema_writer *writer,
                     const struct tn__node *node)
{
    if (kinds[node->kind].type)
        tn__json_put_member(writer->out, "type", kinds[node->kind].type);
    if (node->kind == TN__NODE_INT)
        tn__json_put_member(writer->out, "format",
                            node->u.number.is_32 ? "int32" : "int64");
    if (node->kind == TN__NODE_FLOAT && node->u.number.is_32)
        tn__json_put_member(writer->out, "format", "float");
    /* Some generators of clients want to be told that all is welcome. */
    if (node->kind == TN__NODE_ARRAY && !get(node->source, "items")) {
        tn__json_key(writer->out, "items");
        tn__json_begin_object(writer->out);
        tn__json_end_object(writer->out);
    }
}

/* One type of a list of types. */
static void write_type(struct tn__schema_writer *writer,
                       const struct tn__node *node)
{
    tn__json_begin_object(writer->out);
    put_type(writer, node);
    put_constraints(writer, node);
    tn__json_end_object(writer->out);
}

/* Writes a list of types as anyOf: OpenAPI's tools know no other nullable. */
static void put_types(struct tn__schema_writer *writer,
                      const struct tn__node *node)
{
    bool is_nullable = node->kind == TN__NODE_NULLABLE;
    const struct tn__node *inner = is_nullable ? node->u.inner : node;

    tn__json_key(writer->out, "anyOf");
    tn__json_begin_array(writer->out);
    if (inner->kind != TN__NODE_UNION)
        write_type(writer, inner);
    for (size_t i = 0;
         inner->kind == TN__NODE_UNION && i < inner->u.any_of.count; i++)
        write_type(writer, inner->u.any_of.members[i]);
    if (is_nullable) {
        tn__json_begin_object(writer->out);
        tn__json_put_member(writer->out, "type", "null");
        tn__json_end_object(writer->out);
    }
    tn__json_end_array(writer->out);
}

/* -- Schemas --------------------------------------------------------------- */

/* Returns the node of a subschema; NULL where the compiler made none. */
static const struct tn__node *node_of(const struct tn__schema_writer *writer,
                                      const struct tn_value *source)
{
    const struct tn_schema *schema = writer->schema;

    return schema->node_at[tn__document_index(schema->places, source)];
}

/* Returns whether `type` and the constraints beside it are all that a subschema
 * asks. */
static bool is_of_types(const struct tn_value *source,
                        const struct tn__node *node)
{
    static const enum tn__keyword others[] = {
        TN__KEY_REF,    TN__KEY_DYNAMIC_REF, TN__KEY_ALL_OF, TN__KEY_ANY_OF,
        TN__KEY_ONE_OF, TN__KEY_ENUM,        TN__KEY_CONST,
    };

    if (!node || node->source != source || node->kind == TN__NODE_ANY ||
        node->check_count)
        return false;
    for (size_t i = 0; i < TN_COUNT(others); i++) {
        if (get(source, tn__keyword_rules[others[i]].name))
            return false;
    }
    return true;
}

/* Writes all keywords that ask something, as they stand. */
static void put_as_written(struct tn__schema_writer *writer,
                           const struct tn_value *source)
{
    const struct tn_value *type = get(source, "type");

    if (source->type == TN_TYPE_BOOL && !source->as.boolean) {
        tn__json_key(writer->out, "not");
        tn__json_begin_object(writer->out);
        tn__json_end_object(writer->out);
    }
    if (type)
        put_keyword(writer, TN__KEY_TYPE, type);
    for (size_t i = 0; i < TN__KEY_COUNT; i++) {
        const struct tn__keyword_rule *rule = &tn__keyword_rules[i];
        const struct tn_value *value = get(source, rule->name);

        if (value && i != TN__KEY_TYPE && rule->role != TN__ROLE_IDENTITY &&
            rule->role != TN__ROLE_ANNOTATION)
            put_keyword(writer, i, value);
    }
}

/* Writes all of a schema but its annotations and its braces. */
static void put_contents(struct tn__schema_writer *writer,
                         const struct tn_value *source,
                         const struct tn__node *node)
{
    if (!is_of_types(source, node)) {
        put_as_written(writer, source);
    } else if (node->kind == TN__NODE_NULLABLE ||
               node->kind == TN__NODE_UNION) {
        put_types(writer, node);
    } else {
        put_type(writer, node);
        put_constraints(writer, node);
    }
}

/* Writes a subschema in braces: `target` is `source`, or what it is an alias
 * of, whose annotations count where `source` has none. */
static void write_object(struct tn__schema_writer *writer,
                         const struct tn_value *source,
                         const struct tn_value *target,
                         struct tn_str property)
{
    const struct tn__node *node = node_of(writer, target);
    const struct tn_value *nearer = target == source ? NULL : source;
    struct tn_str key = tn__schema_key_find(writer, target);

    tn__json_begin_object(writer->out);
    if (key.ptr)
        put_ref(writer, key);
    else
        put_contents(writer, target, node);
    put_annotations(writer, nearer, NULL);
    if (!key.ptr)
        put_annotations(writer, target, nearer);
    if (property.ptr && !get(target, "title") && !get(nearer, "title") &&
        has_name_title(writer, node))
        put_title(writer, property);
    tn__json_end_object(writer->out);
}

static void write_schema(struct tn__schema_writer *writer,
                         const struct tn_value *source,
                         struct tn_str property)
{
    const struct tn__node *node = node_of(writer, source);
    const struct tn_value *target = node ? node->source : source;

    if (writer->depth == TN__COMPONENT_DEPTH)
        tn__components_fail(writer->components, TN_ELIMIT);
    /* Nothing is written any more: what unfolds without end stops here. */
    if (writer->components->status || writer->out->buf->failed ||
        (source->type == TN_TYPE_BOOL && !property.ptr)) {
        tn__json_put_value(writer->out, source);
        return;
    }
    writer->depth++;
    write_object(writer, source, target, property);
    writer->depth--;
}

void tn__schema_write(struct tn__schema_writer *writer,
                      const struct tn__node *node)
{
    writer->schema = node->schema;
    write_schema(writer, node->source, no_property);
}

void tn__schema_write_component(struct tn__schema_writer *writer,
                                const struct tn__component *component)
{
    if (!component->schema) {
        tn__json_put_value(writer->out, component->source);
        return;
    }
    writer->schema = component->schema;
    tn__json_begin_object(writer->out);
    put_contents(writer, component->source, node_of(writer, component->source));
    put_annotations(writer, component->source, NULL);
    if (!get(component->source, "title")) {
        tn__json_key(writer->out, "title");
        tn__json_put_str(writer->out, component->name);
    }
    tn__json_end_object(writer->out);
}
