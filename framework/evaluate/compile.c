/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "evaluate/library.h"
#include "format/check.h"

static struct tn__clause *find(struct tn__subschema *schema,
                               enum tn__keyword keyword)
{
    for (size_t i = 0; i < schema->count; i++) {
        if (schema->clauses[i].keyword == keyword)
            return &schema->clauses[i];
    }
    return NULL;
}

/* -- What a clause holds --------------------------------------------------- */

static int set_schema(struct tn__library *library,
                      struct tn__subschema *schema,
                      struct tn__clause *clause)
{
    clause->u.schema =
        tn__library_subschema(library, schema->volume, clause->value);
    return clause->u.schema ? 0 : library->error->code;
}

static int set_pattern(struct tn__library *library,
                       struct tn__subschema *schema,
                       const struct tn_value *text,
                       const struct tn__pattern **pattern)
{
    struct tn_error error = { 0 };

    *pattern = tn__pattern_new_ecma(library->patterns, library->arena,
                                    tn_value_str(text), &error);
    if (*pattern)
        return 0;
    return error.code == TN_ENOMEM
               ? tn__library_no_memory(library)
               : tn__library_fail(library, schema->volume, text, "%s",
                                  error.message);
}

/* The schemas of an array, or of an object by their names. */
static int set_entries(struct tn__library *library,
                       struct tn__subschema *schema,
                       struct tn__clause *clause)
{
    const struct tn_value *at = clause->value + 1;
    size_t count = clause->value->count;
    struct tn__entry *entries =
        tn__arena_zalloc(library->arena, (count + 1) * sizeof(*entries));
    int status = 0;

    if (!entries)
        return tn__library_no_memory(library);
    clause->u.many.entries = entries;
    clause->u.many.count = count;
    for (size_t i = 0; i < count && status == 0; i++) {
        if (clause->value->type == TN_TYPE_OBJECT) {
            entries[i].name = tn_value_str(at);
            if (clause->keyword == TN__KEY_PATTERN_PROPERTIES)
                status = set_pattern(library, schema, at, &entries[i].pattern);
            at++;
        }
        if (at->type != TN_TYPE_ARRAY) { /* names, of dependencies */
            entries[i].schema =
                tn__library_subschema(library, schema->volume, at);
            if (!entries[i].schema)
                status = library->error->code;
        }
        at = tn_value_next(at);
    }
    return status;
}

static int set_reference(struct tn__library *library,
                         struct tn__subschema *schema,
                         struct tn__clause *clause)
{
    const struct tn__anchor *anchor;
    struct tn__subschema *found =
        tn__library_follow(library, schema->resource, clause->value, &anchor);

    if (!found)
        return library->error->code;
    clause->u.dynamic.schema = found;
    if (clause->keyword == TN__KEY_DYNAMIC_REF && anchor && anchor->dynamic)
        clause->u.dynamic.anchor = anchor->name;
    return 0;
}

static tn__format_check find_format(struct tn_str name)
{
    return tn_str_equal(name, tn_str_from("regex"))
               ? tn__pattern_is_ecma
               : tn__format_check_find(name);
}

static int set(struct tn__library *library,
               struct tn__subschema *schema,
               struct tn__clause *clause)
{
    enum tn__keyword_form form = tn__keyword_rules[clause->keyword].form;

    switch (clause->keyword) {
    case TN__KEY_REF:
    case TN__KEY_DYNAMIC_REF:
        return set_reference(library, schema, clause);
    case TN__KEY_PATTERN:
        return set_pattern(library, schema, clause->value, &clause->u.pattern);
    case TN__KEY_FORMAT:
        if (library->asserts_formats || schema->resource->asserts_formats)
            clause->u.format = find_format(tn_value_str(clause->value));
        return 0;
    default:
        break;
    }
    if (form == TN__FORM_SCHEMA)
        return set_schema(library, schema, clause);
    if (form == TN__FORM_SCHEMA_LIST || form == TN__FORM_SCHEMA_MAP ||
        clause->keyword == TN__KEY_PROPERTIES ||
        clause->keyword == TN__KEY_DEPENDENCIES)
        return set_entries(library, schema, clause);
    return 0;
}

/* -- Clauses --------------------------------------------------------------- */

/* What a clause reads beside itself. */
static const struct {
    enum tn__keyword keyword;
    enum tn__keyword first;
    enum tn__keyword second;
} siblings[] = {
    { TN__KEY_ADDITIONAL_PROPERTIES, TN__KEY_PROPERTIES,
      TN__KEY_PATTERN_PROPERTIES },
    { TN__KEY_ITEMS, TN__KEY_PREFIX_ITEMS, TN__KEY_COUNT },
    { TN__KEY_IF, TN__KEY_THEN, TN__KEY_ELSE },
    { TN__KEY_CONTAINS, TN__KEY_MIN_CONTAINS, TN__KEY_MAX_CONTAINS },
};

static void join(struct tn__subschema *schema)
{
    for (size_t i = 0; i < TN_COUNT(siblings); i++) {
        struct tn__clause *clause = find(schema, siblings[i].keyword);

        if (!clause)
            continue;
        clause->first = find(schema, siblings[i].first);
        clause->second = find(schema, siblings[i].second);
    }
}

/* Keywords that ask something of an instance. */
static bool asks(enum tn__keyword keyword)
{
    enum tn__keyword_role role = tn__keyword_rules[keyword].role;

    return role != TN__ROLE_IDENTITY && role != TN__ROLE_ANNOTATION;
}

/* Takes the keywords of a schema, in the order of the table. */
static int take_keywords(struct tn__library *library,
                         struct tn__subschema *schema,
                         const struct tn_value *values[TN__KEY_COUNT])
{
    const struct tn_value *key = schema->source + 1;

    for (uint32_t i = 0; i < schema->source->count; i++) {
        enum tn__keyword keyword = tn__keyword_find(tn_value_str(key));

        if (keyword < TN__KEY_COUNT && asks(keyword) &&
            (schema->resource->keywords & TN__KEY_BIT(keyword))) {
            if (!tn__form_is_met(tn__keyword_rules[keyword].form, key + 1))
                return tn__library_fail(
                    library, schema->volume, key + 1, "\"%s\" must be %s",
                    tn__keyword_rules[keyword].name,
                    tn__form_text(tn__keyword_rules[keyword].form));
            values[keyword] = key + 1;
            schema->count++;
        }
        key = tn_value_next(key + 1);
    }
    return 0;
}

int tn__subschema_compile(struct tn__library *library,
                          struct tn__subschema *schema)
{
    const struct tn_value *values[TN__KEY_COUNT] = { 0 };
    size_t count = 0;
    int status = 0;

    if (schema->source->type == TN_TYPE_BOOL)
        return 0;
    if (schema->source->type != TN_TYPE_OBJECT)
        return tn__library_fail(library, schema->volume, schema->source,
                                "a schema must be an object, true or false");
    status = take_keywords(library, schema, values);
    schema->clauses = tn__arena_zalloc(
        library->arena, (schema->count + 1) * sizeof(*schema->clauses));
    if (status == 0 && !schema->clauses)
        return tn__library_no_memory(library);
    for (size_t i = 0; i < TN__KEY_COUNT && status == 0; i++) {
        struct tn__clause *clause = &schema->clauses[count];

        if (!values[i])
            continue;
        clause->keyword = (enum tn__keyword)i;
        clause->value = values[i];
        status = set(library, schema, clause);
        count++;
    }
    if (status != 0)
        return status;
    schema->needs_marks = values[TN__KEY_UNEVALUATED_ITEMS] ||
                          values[TN__KEY_UNEVALUATED_PROPERTIES];
    join(schema);
    return 0;
}

/* -- Circles --------------------------------------------------------------- */

/* Returns the subschemas that a clause applies to the same instance. */
static size_t in_place(const struct tn__clause *clause,
                       const struct tn__entry **entries,
                       struct tn__entry *own)
{
    *entries = own;
    switch (clause->keyword) {
    case TN__KEY_ALL_OF:
    case TN__KEY_ANY_OF:
    case TN__KEY_ONE_OF:
    case TN__KEY_DEPENDENT_SCHEMAS:
        *entries = clause->u.many.entries;
        return clause->u.many.count;
    case TN__KEY_REF:
        own->schema = clause->u.dynamic.schema;
        return 1;
    case TN__KEY_NOT:
    case TN__KEY_IF:
    case TN__KEY_THEN:
    case TN__KEY_ELSE:
        own->schema = clause->u.schema;
        return 1;
    default:
        return 0;
    }
}

/* Where the search stands. */
struct visit {
    struct tn__subschema *schema;
    size_t clause;
    size_t entry;
};

/* Returns the next subschema to visit, NULL: none is left. */
static struct tn__subschema *next_of(struct visit *visit)
{
    for (; visit->clause < visit->schema->count; visit->clause++) {
        struct tn__entry own = { 0 };
        const struct tn__entry *entries;
        size_t count =
            in_place(&visit->schema->clauses[visit->clause], &entries, &own);

        if (visit->entry < count)
            return entries[visit->entry++].schema;
        visit->entry = 0;
    }
    return NULL;
}

static int search(struct tn__library *library,
                  struct tn__subschema *start,
                  struct visit *path)
{
    size_t depth = 0;

    path[0] = (struct visit){ .schema = start };
    start->is_open = true;
    for (;;) {
        struct tn__subschema *next = next_of(&path[depth]);

        if (!next) {
            path[depth].schema->is_open = false;
            path[depth].schema->is_safe = true;
            if (depth-- == 0)
                return 0;
        } else if (next->is_open) {
            return tn__library_fail(library, next->volume, next->source,
                                    "the schema refers to itself without "
                                    "progress: its check would never end");
        } else if (!next->is_safe) {
            next->is_open = true;
            path[++depth] = (struct visit){ .schema = next };
        }
    }
}

int tn__library_check_circles(struct tn__library *library)
{
    struct visit *path;
    size_t count = 1;
    int status = 0;

    for (const struct tn__subschema *i = library->compiled; i; i = i->next)
        count++;
    path = tn__arena_alloc(library->arena, count * sizeof(*path));
    if (!path)
        return tn__library_no_memory(library);
    for (struct tn__subschema *i = library->compiled; i && status == 0;
         i = i->next) {
        if (!i->is_safe)
            status = search(library, i, path);
    }
    return status;
}
