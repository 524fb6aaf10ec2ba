/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "evaluate/library.h"
#include "evaluate/uri.h"

/*
 * Which values of a document are schemas, and what names they have: $id makes a
 * resource, $anchor and $dynamicAnchor name places in it (core, section 8.2).
 */

struct place {
    const struct tn_value *schema;
    struct tn__resource *resource; /* around it */
};

struct walk {
    struct tn__library *library;
    struct tn__volume *volume;
    struct place *open; /* schemas to be looked at */
    size_t count;
};

struct tn__resource *tn__resource_of(const struct tn__volume *volume,
                                     const struct tn_value *value)
{
    uint32_t at = tn__document_index(volume->document, value);

    /* What stands in an unknown keyword belongs to the schema around it. */
    while (!volume->resource_at[at] && at > 0)
        at = volume->document->places[at].parent;
    return volume->resource_at[at];
}

static const struct tn_value *get(const struct walk *walk,
                                  const struct tn_value *schema,
                                  enum tn__keyword keyword)
{
    const struct tn__keyword_rule *rule = &tn__keyword_rules[keyword];

    return tn__document_member(walk->volume->document, schema,
                               (struct tn_str){ rule->name, rule->size });
}

static int add_anchor(struct walk *walk,
                      struct tn__resource *resource,
                      const struct tn_value *schema,
                      const struct tn_value *name,
                      bool is_dynamic)
{
    struct tn__library *library = walk->library;
    struct tn__anchor *anchor =
        tn__arena_alloc(library->arena, sizeof(*anchor));

    if (!anchor)
        return tn__library_no_memory(library);
    *anchor = (struct tn__anchor){
        .next = resource->anchors,
        .name = tn_value_str(name),
        .schema = schema,
    };
    resource->anchors = anchor;
    if (!is_dynamic)
        return 0;
    anchor->dynamic = tn__library_subschema(library, walk->volume, schema);
    return anchor->dynamic ? 0 : library->error->code;
}

static int add_anchors(struct walk *walk,
                       struct tn__resource *resource,
                       const struct tn_value *schema)
{
    static const enum tn__keyword keywords[] = { TN__KEY_ANCHOR,
                                                 TN__KEY_DYNAMIC_ANCHOR };
    int status = 0;

    for (size_t i = 0; i < TN_COUNT(keywords) && status == 0; i++) {
        const struct tn_value *name = get(walk, schema, keywords[i]);

        if (name && name->type == TN_TYPE_STRING)
            status = add_anchor(walk, resource, schema, name, i == 1);
    }
    return status;
}

static struct tn__resource *new_resource(struct walk *walk,
                                         const struct tn_value *root,
                                         struct tn_str uri,
                                         const struct tn__resource *around)
{
    struct tn__library *library = walk->library;
    struct tn__resource *resource =
        tn__arena_alloc(library->arena, sizeof(*resource));

    if (!resource || !uri.ptr) {
        tn__library_no_memory(library);
        return NULL;
    }
    *resource = (struct tn__resource){
        .next = library->resources,
        .uri = uri,
        .volume = walk->volume,
        .root = root,
    };
    library->resources = resource;
    return tn__dialect_read(library, resource, around) == 0 ? resource : NULL;
}

/* Returns the resource that a schema is in: around it, or its own. */
static struct tn__resource *resource_for(struct walk *walk,
                                         const struct place *place)
{
    const struct tn_value *id = get(walk, place->schema, TN__KEY_ID);
    struct tn_str fragment;
    struct tn_str base =
        place->resource ? place->resource->uri : walk->volume->uri;
    struct tn_str uri;

    if (!id || id->type != TN_TYPE_STRING)
        return place->resource ? place->resource
                               : new_resource(walk, place->schema, base, NULL);
    uri = tn__uri_split(tn_value_str(id), &fragment);
    if (uri.len == 0 && place->resource)
        return place->resource;
    return new_resource(walk, place->schema,
                        tn__uri_resolve(walk->library->arena, base, uri),
                        place->resource);
}

/* -- Subschemas ------------------------------------------------------------ */

static void push(struct walk *walk,
                 const struct tn_value *schema,
                 struct tn__resource *resource)
{
    if (schema->type == TN_TYPE_OBJECT || schema->type == TN_TYPE_BOOL)
        walk->open[walk->count++] = (struct place){ schema, resource };
}

/* Pushes what is in an array or an object of schemas. */
static void push_all(struct walk *walk,
                     const struct tn_value *value,
                     struct tn__resource *resource)
{
    const struct tn_value *at = value + 1;

    for (uint32_t i = 0; i < value->count; i++) {
        at += value->type == TN_TYPE_OBJECT;
        push(walk, at, resource);
        at = tn_value_next(at);
    }
}

static void push_keyword(struct walk *walk,
                         enum tn__keyword keyword,
                         const struct tn_value *value,
                         struct tn__resource *resource)
{
    enum tn__keyword_form form = tn__keyword_rules[keyword].form;
    bool is_list = form == TN__FORM_SCHEMA_LIST;
    bool is_map = form == TN__FORM_SCHEMA_MAP || keyword == TN__KEY_DEFS ||
                  keyword == TN__KEY_PROPERTIES ||
                  keyword == TN__KEY_DEPENDENCIES;

    if (form == TN__FORM_SCHEMA)
        push(walk, value, resource);
    else if ((is_list && value->type == TN_TYPE_ARRAY) ||
             (is_map && value->type == TN_TYPE_OBJECT))
        push_all(walk, value, resource);
}

static int visit(struct walk *walk, struct place place)
{
    const struct tn__document *document = walk->volume->document;
    const struct tn_value *key = place.schema + 1;
    struct tn__resource *resource = resource_for(walk, &place);

    if (!resource)
        return walk->library->error->code;
    walk->volume->resource_at[tn__document_index(document, place.schema)] =
        resource;
    if (add_anchors(walk, resource, place.schema) != 0)
        return walk->library->error->code;
    if (place.schema->type != TN_TYPE_OBJECT)
        return 0;
    for (uint32_t i = 0; i < place.schema->count; i++) {
        enum tn__keyword keyword = tn__keyword_find(tn_value_str(key));

        if (keyword < TN__KEY_COUNT)
            push_keyword(walk, keyword, key + 1, resource);
        key = tn_value_next(key + 1);
    }
    return 0;
}

int tn__identify(struct tn__library *library, struct tn__volume *volume)
{
    struct walk walk = { .library = library, .volume = volume };
    size_t size = (volume->document->count + 1) * sizeof(*walk.open);
    int status = 0;

    walk.open = tn__arena_alloc(library->arena, size);
    if (!walk.open)
        return tn__library_no_memory(library);
    walk.open[walk.count++] = (struct place){ volume->document->root, NULL };
    while (walk.count && status == 0)
        status = visit(&walk, walk.open[--walk.count]);
    return status;
}
