/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/compile.h"

#include "json/numbers.h"

/* The subschemas that make one node together. */

/* -- Aliases --------------------------------------------------------------- */

const struct tn_value *tn__view_alias(const struct tn__view *view)
{
    static const enum tn__keyword lists[] = { TN__KEY_ALL_OF, TN__KEY_ANY_OF,
                                              TN__KEY_ONE_OF };
    uint64_t said = view->bits & ~(tn__keywords_of(TN__ROLE_IDENTITY) |
                                   tn__keywords_of(TN__ROLE_ANNOTATION));

    if (said == TN__KEY_BIT(TN__KEY_REF))
        return view->keywords[TN__KEY_REF];
    for (size_t i = 0; i < TN_COUNT(lists); i++) {
        if (said == TN__KEY_BIT(lists[i]) &&
            view->keywords[lists[i]]->count == 1 &&
            !view->keywords[TN__KEY_DISCRIMINATOR])
            return view->keywords[lists[i]] + 1;
    }
    return NULL;
}

/* -- Gathering ------------------------------------------------------------- */

/* Returns whether a subschema is a part already, or is being made one. */
static const struct tn__view *find_part(const struct tn__parts *parts,
                                        const struct tn_value *schema)
{
    for (size_t i = 0; i < parts->count; i++) {
        if (parts->views[i].schema == schema)
            return &parts->views[i];
    }
    return NULL;
}

/* The subschemas between the node's and the one that is gathered. */
struct path {
    const struct path *outer;
    const struct tn_value *schema;
};

static bool is_on_path(const struct path *path, const struct tn_value *schema)
{
    for (; path; path = path->outer) {
        if (path->schema == schema)
            return true;
    }
    return false;
}

static int gather(struct tn__compiler *compiler,
                  struct tn__parts *parts,
                  const struct tn_value *schema,
                  const struct path *outer);

/* What $ref and allOf put beside a subschema. */
static int gather_others(struct tn__compiler *compiler,
                         struct tn__parts *parts,
                         const struct tn__view *view,
                         const struct path *path)
{
    const struct tn_value *ref = view->keywords[TN__KEY_REF];
    const struct tn_value *all = view->keywords[TN__KEY_ALL_OF];
    const struct tn_value *member = all ? all + 1 : NULL;
    const struct tn_value *target;
    int status = 0;

    if (ref) {
        target = tn__reference_follow(compiler, ref);
        if (!target)
            return compiler->error->code;
        status = gather(compiler, parts, target, path);
    }
    for (uint32_t i = 0; all && i < all->count && status == 0; i++) {
        status = gather(compiler, parts, member, path);
        member = tn_value_next(member);
    }
    return status;
}

static int add_part(struct tn__compiler *compiler,
                    struct tn__parts *parts,
                    const struct tn__view *view)
{
    struct tn__view *views =
        tn__compile_grow(&compiler->scratch, parts->views, parts->count,
                         &parts->capacity, sizeof(*views));

    if (!views)
        return tn__compile_no_memory(compiler);
    parts->views = views;
    views[parts->count] = *view;
    views[parts->count++].used =
        TN__KEY_BIT(TN__KEY_REF) | TN__KEY_BIT(TN__KEY_ALL_OF);
    return 0;
}

static int gather(struct tn__compiler *compiler,
                  struct tn__parts *parts,
                  const struct tn_value *schema,
                  const struct path *outer)
{
    const struct path path = { outer, schema };
    struct tn__view view;
    int status;

    if (schema->type == TN_TYPE_BOOL) {
        if (!schema->as.boolean)
            parts->never = schema;
        return 0;
    }
    if (is_on_path(outer, schema))
        return tn__compile_fail(compiler, schema,
                                "the references lead in a circle");
    if (find_part(parts, schema))
        return 0;
    if (parts->count >= TN__PART_LIMIT)
        return tn__compile_fail(compiler, schema,
                                "$ref and allOf put more than %u schemas "
                                "together",
                                TN__PART_LIMIT);
    status = tn__view_read(compiler, schema, &view);
    if (status == 0)
        status = gather_others(compiler, parts, &view, &path);
    return status ? status : add_part(compiler, parts, &view);
}

int tn__parts_gather(struct tn__compiler *compiler,
                     struct tn__parts *parts,
                     const struct tn_value *schema)
{
    return gather(compiler, parts, schema, NULL);
}

/* -- Asking ---------------------------------------------------------------- */

struct tn__view *tn__parts_first(const struct tn__parts *parts, uint64_t bits)
{
    for (size_t i = 0; i < parts->count; i++) {
        if (parts->views[i].bits & bits)
            return &parts->views[i];
    }
    return NULL;
}

size_t tn__parts_count(const struct tn__parts *parts, uint64_t bits)
{
    size_t count = 0;

    for (size_t i = 0; i < parts->count; i++)
        count += (parts->views[i].bits & bits) != 0;
    return count;
}

void tn__parts_use(const struct tn__parts *parts, uint64_t bits)
{
    for (size_t i = 0; i < parts->count; i++)
        parts->views[i].used |= bits;
}

/* Whether a value asks no more than the one that counts. */
static bool is_covered(const struct tn__keyword_rule *rule,
                       const struct tn_value *value,
                       const struct tn_value *winner)
{
    if (rule->narrower || value == winner)
        return true;
    if (value->type != winner->type)
        return false;
    if (value->type == TN_TYPE_STRING)
        return tn_str_equal(tn_value_str(value), tn_value_str(winner));
    return value->type != TN_TYPE_ARRAY && value->type != TN_TYPE_OBJECT &&
           tn__json_compare(value, winner) == 0;
}

const struct tn_value *tn__parts_take(const struct tn__parts *parts,
                                      enum tn__keyword keyword)
{
    const struct tn__keyword_rule *rule = &tn__keyword_rules[keyword];
    const struct tn_value *winner = NULL;

    for (size_t i = 0; i < parts->count; i++) {
        const struct tn_value *value = parts->views[i].keywords[keyword];

        if (value &&
            (!winner || (rule->narrower &&
                         tn__json_compare(value, winner) * rule->narrower > 0)))
            winner = value;
    }
    for (size_t i = 0; winner && i < parts->count; i++) {
        struct tn__view *view = &parts->views[i];

        if (view->keywords[keyword] &&
            is_covered(rule, view->keywords[keyword], winner))
            view->used |= TN__KEY_BIT(keyword);
    }
    return winner;
}

struct tn__node *tn__parts_node(struct tn__compiler *compiler,
                                const struct tn__parts *parts,
                                enum tn__keyword keyword)
{
    const struct tn_value *values[TN__PART_LIMIT];
    size_t count = 0;

    for (size_t i = 0; i < parts->count; i++) {
        if (parts->views[i].keywords[keyword])
            values[count++] = parts->views[i].keywords[keyword];
    }
    tn__parts_use(parts, TN__KEY_BIT(keyword));
    return count ? tn__compile_combined(compiler, values, count)
                 : tn__compile_any(compiler);
}
