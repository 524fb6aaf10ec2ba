/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__EVALUATE_SUBSCHEMA_H
#define TN__EVALUATE_SUBSCHEMA_H

#include "format/check.h"
#include "schema/document.h"
#include "schema/keywords.h"
#include "schema/pattern.h"

/*
 * A subschema, compiled: its keywords as clauses in the order in which they are
 * evaluated, references resolved. Immutable once the library has compiled it.
 */
struct tn__volume;
struct tn__resource;
struct tn__subschema;

/* A schema that stands under a name or a pattern. */
struct tn__entry {
    struct tn_str name;
    const struct tn__pattern *pattern; /* of patternProperties */
    struct tn__subschema *schema;
};

struct tn__clause {
    enum tn__keyword keyword;
    const struct tn_value *value;
    union {
        struct tn__subschema *schema; /* of what holds one */
        struct {                      /* of what holds several */
            struct tn__entry *entries;
            size_t count;
        } many;
        const struct tn__pattern *pattern;
        tn__format_check format;
        struct { /* $dynamicRef */
            struct tn__subschema *schema;
            struct tn_str anchor; /* ptr NULL: as $ref */
        } dynamic;
    } u;
    /* The clauses beside it that it reads; NULL: absent. additionalProperties:
     * properties, patternProperties; items: prefixItems; if: then, else;
     * contains: minContains, maxContains. */
    const struct tn__clause *first;
    const struct tn__clause *second;
};

struct tn__subschema {
    struct tn__subschema *next; /* in the queue, then in the compiled */
    const struct tn_value *source;
    struct tn__volume *volume;
    const struct tn__resource *resource;
    struct tn__clause *clauses;
    size_t count;
    bool needs_marks; /* has an unevaluated* */
    bool is_open;     /* of the search for circles */
    bool is_safe;
};

/* Returns the clause of a keyword, NULL: absent. */
static inline const struct tn__clause *
tn__clause_of(const struct tn__subschema *schema, enum tn__keyword keyword)
{
    for (size_t i = 0; i < schema->count; i++) {
        if (schema->clauses[i].keyword == keyword)
            return &schema->clauses[i];
    }
    return NULL;
}

#endif
