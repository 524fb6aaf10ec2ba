/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/compile.h"

/* Which kind of node a subschema makes, and what remains to be checked. */

#define BIT(name) TN__KEY_BIT(TN__KEY_##name)

/* -- Checks ---------------------------------------------------------------- */

int tn__compile_check(struct tn__compiler *compiler,
                      struct tn__node *node,
                      const struct tn_value *source,
                      uint64_t keywords)
{
    size_t size = node->check_count * sizeof(*node->checks);
    struct tn__check *checks =
        tn__arena_alloc(compiler->arena, size + sizeof(*checks));

    if (!checks)
        return tn__compile_no_memory(compiler);
    if (size)
        memcpy(checks, node->checks, size);
    checks[node->check_count++] =
        (struct tn__check){ .source = source, .keywords = keywords };
    node->checks = checks;
    return 0;
}

int tn__compile_never(struct tn__compiler *compiler,
                      struct tn__node *node,
                      const struct tn_value *source)
{
    node->kind = TN__NODE_ANY;
    return tn__compile_check(compiler, node, source, TN__CHECK_ALL);
}

static bool accepts_all(const struct tn_value *schema)
{
    return schema->type == TN_TYPE_BOOL ? schema->as.boolean
                                        : schema->count == 0;
}

/* Keywords that ask nothing: alone, or with this value. */
static uint64_t idle_keywords(const struct tn__view *view)
{
    static const enum tn__keyword schemas[] = {
        TN__KEY_ITEMS,
        TN__KEY_ADDITIONAL_PROPERTIES,
        TN__KEY_PROPERTY_NAMES,
        TN__KEY_UNEVALUATED_ITEMS,
        TN__KEY_UNEVALUATED_PROPERTIES,
    };
    uint64_t idle = BIT(FORMAT);

    if (!(view->bits & BIT(IF)))
        idle |= BIT(THEN) | BIT(ELSE);
    if (!(view->bits & (BIT(THEN) | BIT(ELSE))))
        idle |= BIT(IF);
    if (!(view->bits & BIT(CONTAINS)))
        idle |= BIT(MIN_CONTAINS) | BIT(MAX_CONTAINS);
    if (view->bits & BIT(UNIQUE_ITEMS) &&
        !view->keywords[TN__KEY_UNIQUE_ITEMS]->as.boolean)
        idle |= BIT(UNIQUE_ITEMS);
    for (size_t i = 0; i < TN_COUNT(schemas); i++) {
        if (view->bits & TN__KEY_BIT(schemas[i]) &&
            accepts_all(view->keywords[schemas[i]]))
            idle |= TN__KEY_BIT(schemas[i]);
    }
    return idle;
}

/* What the node does not hold. A constraint without effect on the node's types
 * asks nothing of their values. */
static int add_checks(struct tn__compiler *compiler,
                      const struct tn__parts *parts,
                      unsigned types,
                      struct tn__node *node)
{
    uint64_t asking = tn__keywords_of(TN__ROLE_SHAPE) |
                      tn__keywords_of(TN__ROLE_CONSTRAINT) |
                      tn__keywords_of(TN__ROLE_CHECK);
    int status = 0;

    if (types)
        asking &= tn__keywords_on(types) |
                  ~tn__keywords_on((1u << TN__TYPE_COUNT) - 1);
    for (size_t i = 0; i < parts->count && status == 0; i++) {
        const struct tn__view *view = &parts->views[i];
        uint64_t rest =
            view->bits & asking & ~view->used & ~idle_keywords(view);

        if (rest)
            status = tn__compile_check(compiler, node, view->schema, rest);
    }
    return status;
}

/* -- Unions ---------------------------------------------------------------- */

/* Whether a subschema says itself of which kind its values are. */
static bool says_kind(const struct tn__compiler *compiler,
                      const struct tn_value *schema)
{
    static const char *const words[] = {
        "$ref", "type", "properties", "enum", "const", "anyOf", "oneOf", "allOf"
    };

    for (size_t i = 0; i < TN_COUNT(words); i++) {
        if (schema->type == TN_TYPE_OBJECT &&
            tn__document_member(compiler->document, schema,
                                tn_str_from(words[i])))
            return true;
    }
    return false;
}

static bool say_kinds(const struct tn__compiler *compiler,
                      const struct tn_value *members)
{
    const struct tn_value *member = members + 1;

    for (uint32_t i = 0; i < members->count; i++) {
        if (!says_kind(compiler, member))
            return false;
        member = tn_value_next(member);
    }
    return true;
}

/*
 * Returns the part whose anyOf or oneOf makes the node: not where the types
 * beside it make one, of which the members only narrow some values.
 */
static struct tn__view *find_union(const struct tn__compiler *compiler,
                                   const struct tn__parts *parts,
                                   const struct tn__types *types)
{
    struct tn__view *view = tn__parts_first(parts, BIT(ANY_OF) | BIT(ONE_OF));

    if (!view || tn__parts_first(parts, BIT(PROPERTIES)))
        return NULL;
    if (types->count == 0)
        return view;
    if (tn__parts_first(parts, tn__keywords_on(types->bits)) ||
        !say_kinds(compiler, view->keywords[TN__KEY_ANY_OF]
                                 ? view->keywords[TN__KEY_ANY_OF]
                                 : view->keywords[TN__KEY_ONE_OF]))
        return NULL;
    return view;
}

/* -- Kinds ----------------------------------------------------------------- */

/* The types meant where none is written: whoever lists properties means an
 * object. */
static void imply_types(const struct tn__parts *parts, struct tn__types *types)
{
    unsigned bits = parts->implied;

    if (tn__parts_first(parts, BIT(PROPERTIES)))
        bits = TN__TYPE_BIT(OBJECT);
    if (!bits)
        return;
    types->bits = bits;
    types->count = 1;
    types->list[0] = (enum tn__schema_type)__builtin_ctz(bits);
}

static int make_kind(struct tn__compiler *compiler,
                     const struct tn__parts *parts,
                     struct tn__types *types,
                     struct tn__node *node)
{
    struct tn__view *choice = tn__parts_first(parts, BIT(CONST) | BIT(ENUM));
    struct tn__view *members;

    if (choice)
        return tn__compile_choice(compiler, choice, types, node);
    members = find_union(compiler, parts, types);
    if (members) {
        /* The members say it, and their integers may come as text. */
        if (types->bits & (TN__TYPE_BIT(OBJECT) | TN__TYPE_BIT(ARRAY)))
            tn__parts_first(parts, BIT(TYPE))->used &= ~BIT(TYPE);
        return tn__compile_union(compiler, members, node);
    }
    if (types->count == 0)
        imply_types(parts, types);
    if (types->count)
        return tn__compile_types(compiler, parts, types, node);
    node->kind = TN__NODE_ANY;
    return 0;
}

int tn__compile_shape(struct tn__compiler *compiler,
                      const struct tn__parts *parts,
                      struct tn__node *node)
{
    struct tn__types types;
    bool is_written;
    int status;

    if (parts->never)
        return tn__compile_never(compiler, node, parts->never);
    status = tn__types_read(compiler, parts, &types, &is_written);
    if (status)
        return status;
    if (is_written && types.count == 0) {
        /* No type is allowed by all parts: no value passes their checks. */
        node->kind = TN__NODE_ANY;
        for (size_t i = 0; i < parts->count; i++)
            parts->views[i].used &= ~BIT(TYPE);
    } else {
        status = make_kind(compiler, parts, &types, node);
    }
    return status ? status : add_checks(compiler, parts, types.bits, node);
}
