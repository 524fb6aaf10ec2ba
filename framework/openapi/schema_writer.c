/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "openapi/schema_writer.h"

#include "openapi/naming.h"
#include "openapi/schema_source.h"
#include "schema/keywords.h"

static const struct tn_value *get(const struct tn_value *source,
                                  const char *keyword)
{
    return source ? tn_value_get(source, keyword) : NULL;
}

static void put_value(struct tn__schema_writer *writer,
                      const char *keyword,
                      const struct tn_value *value)
{
    tn__json_key(writer->out, keyword);
    tn__json_put_value(writer->out, value);
}

static void put_text(struct tn__schema_writer *writer,
                     const char *keyword,
                     const char *text)
{
    tn__json_key(writer->out, keyword);
    tn__json_put_text(writer->out, text);
}

/* -- References ------------------------------------------------------------ */

static void put_ref(struct tn__schema_writer *writer, const char *key)
{
    struct tn_str ref =
        tn__arena_printf(writer->scratch, "#/components/schemas/%s", key);

    if (!ref.ptr)
        writer->out->buf->failed = true;
    else
        put_text(writer, "$ref", ref.ptr);
}

void tn__schema_write_ref(struct tn__schema_writer *writer, const char *key)
{
    tn__json_begin_object(writer->out);
    put_ref(writer, key);
    tn__json_end_object(writer->out);
}

/* -- Annotations ----------------------------------------------------------- */

/* A comment is for readers of the schema file; a default of null FastAPI leaves
 * out. */
static bool is_left_out(size_t keyword, const struct tn_value *value)
{
    return keyword == TN__KEY_COMMENT ||
           (keyword == TN__KEY_DEFAULT && value->type == TN_TYPE_NULL);
}

/* Writes the annotations of `source`, but those that stand in `nearer`. */
static void put_annotations(struct tn__schema_writer *writer,
                            const struct tn__node *node,
                            const struct tn_value *source,
                            const struct tn_value *nearer)
{
    for (size_t i = 0; i < TN__KEY_COUNT; i++) {
        const struct tn__keyword_rule *rule = &tn__keyword_rules[i];
        const struct tn_value *value;

        if (rule->role != TN__ROLE_ANNOTATION || get(nearer, rule->name))
            continue;
        value = get(source, rule->name);
        if (!value || is_left_out(i, value))
            continue;
        tn__json_key(writer->out, rule->name);
        tn__schema_write_keyword(writer, node, (enum tn__keyword)i, value);
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

/* Returns whether a property gets a title of its name: not where it is a model,
 * which has one of its own. */
static bool has_name_title(const struct tn__schema_writer *writer,
                           const struct tn__node *node)
{
    if (node->kind == TN__NODE_NULLABLE)
        node = node->u.inner;
    return !tn__components_find(writer->components, node);
}

/* -- Contents -------------------------------------------------------------- */

/* Writes a schema in a schema: `source` as it is written there, which may be a
 * $ref with annotations beside it; NULL: as the node's own. */
static void write_inner(struct tn__schema_writer *writer,
                        const struct tn__node *node,
                        const struct tn_value *source,
                        struct tn_str property);

static const struct tn_str no_property = { 0 };

static void put_properties(struct tn__schema_writer *writer,
                           const struct tn__node *node,
                           const struct tn_value *value)
{
    (void)value;
    tn__json_begin_object(writer->out);
    for (size_t i = 0; i < node->u.model.field_count; i++) {
        const struct tn__field *field = &node->u.model.fields[i];

        tn__json_key_n(writer->out, field->name.ptr, field->name.len);
        write_inner(writer, field->node, field->source, field->name);
    }
    tn__json_end_object(writer->out);
}

/* Writes what is a schema or a boolean. */
static void put_schema(struct tn__schema_writer *writer,
                       const struct tn__node *node,
                       const struct tn_value *value)
{
    if (value->type == TN_TYPE_BOOL)
        tn__json_put_value(writer->out, value);
    else
        write_inner(writer, node, value, no_property);
}

static void put_items(struct tn__schema_writer *writer,
                      const struct tn__node *node,
                      const struct tn_value *value)
{
    put_schema(writer,
               node->kind == TN__NODE_TUPLE ? node->u.tuple.rest
                                            : node->u.array.items,
               value);
}

static void put_prefix(struct tn__schema_writer *writer,
                       const struct tn__node *node,
                       const struct tn_value *value)
{
    const struct tn_value *item = value + 1;

    tn__json_begin_array(writer->out);
    for (size_t i = 0; i < node->u.tuple.count && i < value->count; i++) {
        put_schema(writer, node->u.tuple.items[i].node, item);
        item = tn_value_next(item);
    }
    tn__json_end_array(writer->out);
}

static void put_additional(struct tn__schema_writer *writer,
                           const struct tn__node *node,
                           const struct tn_value *value)
{
    put_schema(writer,
               node->kind == TN__NODE_MAP ? node->u.map.values
                                          : node->u.model.extra_node,
               value);
}

/* Writes what no kind of node has taken apart. */
static void put_source(struct tn__schema_writer *writer,
                       const struct tn__node *node,
                       enum tn__keyword keyword,
                       const struct tn_value *value)
{
    tn__json_key(writer->out, tn__keyword_rules[keyword].name);
    tn__schema_write_keyword(writer, node, keyword, value);
}

/* The keywords with schemas in them; all others are copied. */
typedef void (*put_fn)(struct tn__schema_writer *writer,
                       const struct tn__node *node,
                       const struct tn_value *value);

static const put_fn put_functions[TN__KEY_COUNT] = {
    [TN__KEY_PROPERTIES] = put_properties,
    [TN__KEY_PREFIX_ITEMS] = put_prefix,
    [TN__KEY_ITEMS] = put_items,
    [TN__KEY_ADDITIONAL_PROPERTIES] = put_additional,
};

/* What the kinds are in JSON Schema. */
static const struct {
    const char *type;
    unsigned types; /* whose constraints count: TN__TYPE_BIT */
} kinds[] = {
    [TN__NODE_ANY] = { NULL, 0 },
    [TN__NODE_NULL] = { "null", TN__TYPE_BIT(NULL) },
    [TN__NODE_BOOL] = { "boolean", TN__TYPE_BIT(BOOL) },
    [TN__NODE_INT] = { "integer", TN__TYPE_BIT(INT) },
    [TN__NODE_FLOAT] = { "number", TN__TYPE_BIT(FLOAT) },
    [TN__NODE_STRING] = { "string", TN__TYPE_BIT(STRING) },
    [TN__NODE_FORMAT] = { "string", TN__TYPE_BIT(STRING) },
    [TN__NODE_LITERAL] = { NULL, 0 },
    [TN__NODE_ENUM] = { NULL, 0 },
    [TN__NODE_ARRAY] = { "array", TN__TYPE_BIT(ARRAY) },
    [TN__NODE_TUPLE] = { "array", TN__TYPE_BIT(ARRAY) },
    [TN__NODE_MAP] = { "object", TN__TYPE_BIT(OBJECT) },
    [TN__NODE_MODEL] = { "object", TN__TYPE_BIT(OBJECT) },
    [TN__NODE_NULLABLE] = { NULL, 0 },
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

        if (!value || rule->role != TN__ROLE_CONSTRAINT ||
            !(rule->types & kinds[node->kind].types) ||
            (i == TN__KEY_FORMAT && is_numeric(node)))
            continue;
        if (!put_functions[i]) {
            put_source(writer, node, (enum tn__keyword)i, value);
            continue;
        }
        tn__json_key(writer->out, rule->name);
        put_functions[i](writer, node, value);
    }
}

/* Writes the type, and the format of numbers: what C has room for. */
static void put_type(struct tn__schema_writer *writer,
                     const struct tn__node *node)
{
    if (kinds[node->kind].type)
        put_text(writer, "type", kinds[node->kind].type);
    if (node->kind == TN__NODE_INT)
        put_text(writer, "format", node->u.number.is_32 ? "int32" : "int64");
    if (node->kind == TN__NODE_FLOAT && node->u.number.is_32)
        put_text(writer, "format", "float");
    /* Some generators of clients want to be told that all is welcome. */
    if (node->kind == TN__NODE_ARRAY && !get(node->source, "items")) {
        tn__json_key(writer->out, "items");
        tn__json_begin_object(writer->out);
        tn__json_end_object(writer->out);
    }
}

static void put_choice(struct tn__schema_writer *writer,
                       const struct tn__node *node)
{
    static const char *const keywords[] = { "type", "enum", "const" };

    for (size_t i = 0; i < TN_COUNT(keywords); i++) {
        const struct tn_value *value = get(node->source, keywords[i]);

        if (value)
            put_value(writer, keywords[i], value);
    }
}

static void put_contents(struct tn__schema_writer *writer,
                         const struct tn__node *node);

static bool is_decimal(const struct tn__node *node)
{
    return node->kind == TN__NODE_FORMAT &&
           node->u.format.format == TN__FORMAT_DECIMAL;
}

/* Writes a member of anyOf. One type of a list of types has its list's source:
 * the annotations stand there already. A decimal is two members. */
static void write_member(struct tn__schema_writer *writer,
                         const struct tn__node *member,
                         const struct tn__node *node)
{
    if (member->source != node->source) {
        tn__schema_write(writer, member);
        return;
    }
    if (is_decimal(member)) {
        tn__schema_write(writer, member->u.format.number);
        tn__schema_write(writer, member->u.format.text);
        return;
    }
    tn__json_begin_object(writer->out);
    put_contents(writer, member);
    tn__json_end_object(writer->out);
}

static const char *members_keyword(const struct tn__node *node)
{
    return get(node->source, "oneOf") && !get(node->source, "anyOf") ? "oneOf"
                                                                     : "anyOf";
}

static void put_any_of(struct tn__schema_writer *writer,
                       const struct tn__node *node)
{
    bool is_nullable = node->kind == TN__NODE_NULLABLE;
    const struct tn__node *inner = is_nullable ? node->u.inner : node;

    tn__json_key(writer->out, is_nullable ? "anyOf" : members_keyword(node));
    tn__json_begin_array(writer->out);
    if (inner->kind == TN__NODE_UNION && inner->source == node->source) {
        for (size_t i = 0; i < inner->u.any_of.count; i++)
            write_member(writer, inner->u.any_of.members[i], inner);
    } else {
        write_member(writer, inner, node);
    }
    if (is_nullable) {
        tn__json_begin_object(writer->out);
        put_text(writer, "type", "null");
        tn__json_end_object(writer->out);
    }
    tn__json_end_array(writer->out);
}

/* Writes the keywords that are checks, or shapes that the node's kind has not
 * taken apart. */
static void put_checks(struct tn__schema_writer *writer,
                       const struct tn__node *node)
{
    for (size_t i = 0; i < node->check_count; i++) {
        const struct tn__check *check = &node->checks[i];

        for (int j = 0; check->source == node->source && j < TN__KEY_COUNT;
             j++) {
            const struct tn_value *value =
                get(node->source, tn__keyword_rules[j].name);
            bool is_written =
                tn__keyword_rules[j].types & kinds[node->kind].types &&
                tn__keyword_rules[j].role == TN__ROLE_CONSTRAINT;

            if (value && check->keywords & TN__KEY_BIT(j) && !is_written)
                put_source(writer, node, (enum tn__keyword)j, value);
        }
    }
}

/* Writes a schema that combines others as its file does, but for the
 * annotations. */
static void put_combined(struct tn__schema_writer *writer,
                         const struct tn__node *node)
{
    for (int i = 0; i < TN__KEY_COUNT; i++) {
        const struct tn__keyword_rule *rule = &tn__keyword_rules[i];
        const struct tn_value *value = get(node->source, rule->name);

        if (value && rule->role != TN__ROLE_ANNOTATION &&
            rule->role != TN__ROLE_IDENTITY)
            put_source(writer, node, (enum tn__keyword)i, value);
    }
}

/* Writes all of a schema but its annotations and its braces. */
static void put_contents(struct tn__schema_writer *writer,
                         const struct tn__node *node)
{
    if (tn__schema_is_combined(node->source)) {
        put_combined(writer, node);
        return;
    }
    if (is_decimal(node)) {
        put_any_of(writer, node);
        return;
    }
    switch (node->kind) {
    case TN__NODE_LITERAL:
    case TN__NODE_ENUM:
        put_choice(writer, node);
        break;
    case TN__NODE_NULLABLE:
    case TN__NODE_UNION:
        put_any_of(writer, node);
        break;
    default:
        put_type(writer, node);
        put_constraints(writer, node);
    }
    put_checks(writer, node);
}

static void write_inner(struct tn__schema_writer *writer,
                        const struct tn__node *node,
                        const struct tn_value *source,
                        struct tn_str property)
{
    const struct tn__component *component =
        tn__components_find(writer->components, node);
    const struct tn_value *nearer =
        source && source != node->source ? source : NULL;

    tn__json_begin_object(writer->out);
    if (component)
        put_ref(writer, component->key.ptr);
    else
        put_contents(writer, node);
    put_annotations(writer, node, nearer, NULL);
    if (!component)
        put_annotations(writer, node, node->source, nearer);
    if (property.ptr && !get(node->source, "title") && !get(nearer, "title") &&
        has_name_title(writer, node))
        put_title(writer, property);
    tn__json_end_object(writer->out);
}

void tn__schema_write(struct tn__schema_writer *writer,
                      const struct tn__node *node)
{
    write_inner(writer, node, NULL, no_property);
}

void tn__schema_write_component(struct tn__schema_writer *writer,
                                const struct tn__component *component)
{
    const struct tn__node *node = component->node;

    if (!node) {
        tn__json_put_value(writer->out, component->fixed);
        return;
    }
    tn__json_begin_object(writer->out);
    put_contents(writer, node);
    put_annotations(writer, node, node->source, NULL);
    if (!get(node->source, "title")) {
        tn__json_key(writer->out, "title");
        tn__json_put_str(writer->out, component->name);
    }
    tn__json_end_object(writer->out);
}
