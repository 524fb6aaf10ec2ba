/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "openapi/schema_source.h"

const struct tn__node *tn__schema_follow(const struct tn__node *node,
                                         const struct tn_value *ref)
{
    if (ref->type != TN_TYPE_STRING || ref->as.text[0] != '#')
        return NULL;
    return tn__schema_node(node->schema, ref->as.text + 1, NULL);
}

bool tn__schema_is_combined(const struct tn_value *source)
{
    static const char *const keywords[] = { "allOf", "$ref", "$dynamicRef" };

    for (size_t i = 0; source && i < TN_COUNT(keywords); i++) {
        if (tn_value_get(source, keywords[i]))
            return true;
    }
    return false;
}

/* -- References ------------------------------------------------------------ */

static const struct tn__component *
component_of(const struct tn__schema_writer *writer,
             const struct tn__node *node,
             const struct tn_value *ref)
{
    const struct tn__node *target = tn__schema_follow(node, ref);

    return target ? tn__components_find(writer->components, target) : NULL;
}

/* Writes where a reference leads in the document; as it is where it leads to no
 * component. */
static void put_reference(struct tn__schema_writer *writer,
                          const struct tn__node *node,
                          const struct tn_value *ref)
{
    const struct tn__component *component = component_of(writer, node, ref);
    struct tn_str text = { 0 };

    if (!component) {
        tn__schema_write_source(writer, node, ref);
        return;
    }
    text = tn__arena_printf(writer->scratch, "#/components/schemas/%s",
                            component->key.ptr);
    if (text.ptr)
        tn__json_put_str(writer->out, text);
    else
        writer->out->buf->failed = true;
}

/* The mapping of a discriminator: references, or names of components. */
static void put_discriminator(struct tn__schema_writer *writer,
                              const struct tn__node *node,
                              const struct tn_value *value)
{
    const struct tn_value *key = value + 1;

    tn__json_begin_object(writer->out);
    for (uint32_t i = 0; i < value->count; i++) {
        const struct tn_value *entry = key + 2;
        bool is_mapping =
            tn_str_equal(tn_value_str(key), tn_str_from("mapping")) &&
            key[1].type == TN_TYPE_OBJECT;

        tn__json_key_n(writer->out, key->as.text, key->count);
        if (is_mapping) {
            tn__json_begin_object(writer->out);
            for (uint32_t j = 0; j < key[1].count; j++) {
                tn__json_key_n(writer->out, entry->as.text, entry->count);
                put_reference(writer, node, entry + 1);
                entry = tn_value_next(entry + 1);
            }
            tn__json_end_object(writer->out);
        } else {
            tn__json_put_value(writer->out, key + 1);
        }
        key = tn_value_next(key + 1);
    }
    tn__json_end_object(writer->out);
}

/* -- Schemas in schemas: as deep as the file ------------------------------- */

static void put_list(struct tn__schema_writer *writer,
                     const struct tn__node *node,
                     const struct tn_value *list)
{
    const struct tn_value *item = list + 1;

    tn__json_begin_array(writer->out);
    for (uint32_t i = 0; i < list->count; i++) {
        tn__schema_write_source(writer, node, item);
        item = tn_value_next(item);
    }
    tn__json_end_array(writer->out);
}

static void put_map(struct tn__schema_writer *writer,
                    const struct tn__node *node,
                    const struct tn_value *map)
{
    const struct tn_value *key = map + 1;

    tn__json_begin_object(writer->out);
    for (uint32_t i = 0; i < map->count; i++) {
        tn__json_key_n(writer->out, key->as.text, key->count);
        tn__schema_write_source(writer, node, key + 1);
        key = tn_value_next(key + 1);
    }
    tn__json_end_object(writer->out);
}

void tn__schema_write_keyword(struct tn__schema_writer *writer,
                              const struct tn__node *node,
                              enum tn__keyword keyword,
                              const struct tn_value *value)
{
    enum tn__keyword_form form = keyword < TN__KEY_COUNT
                                     ? tn__keyword_rules[keyword].form
                                     : TN__FORM_ANY;

    if (keyword == TN__KEY_REF)
        put_reference(writer, node, value);
    else if (keyword == TN__KEY_DISCRIMINATOR)
        put_discriminator(writer, node, value);
    else if (form == TN__FORM_SCHEMA)
        tn__schema_write_source(writer, node, value);
    else if (form == TN__FORM_SCHEMA_LIST)
        put_list(writer, node, value);
    else if (form == TN__FORM_SCHEMA_MAP || keyword == TN__KEY_PROPERTIES)
        put_map(writer, node, value);
    else
        tn__json_put_value(writer->out, value);
}

/* What names places in the file means nothing in the document. */
static bool is_left_out(enum tn__keyword keyword)
{
    return keyword < TN__KEY_COUNT &&
           tn__keyword_rules[keyword].role == TN__ROLE_IDENTITY;
}

void tn__schema_write_source(struct tn__schema_writer *writer,
                             const struct tn__node *node,
                             const struct tn_value *source)
{
    const struct tn_value *key = source + 1;

    if (source->type != TN_TYPE_OBJECT) {
        tn__json_put_value(writer->out, source);
        return;
    }
    tn__json_begin_object(writer->out);
    for (uint32_t i = 0; i < source->count; i++) {
        enum tn__keyword keyword = tn__keyword_find(tn_value_str(key));

        if (!is_left_out(keyword)) {
            tn__json_key_n(writer->out, key->as.text, key->count);
            tn__schema_write_keyword(writer, node, keyword, key + 1);
        }
        key = tn_value_next(key + 1);
    }
    tn__json_end_object(writer->out);
}
