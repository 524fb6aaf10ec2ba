/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/compile.h"

/* `type`, and the nodes it makes. */

/* -- Reading --------------------------------------------------------------- */

static int refuse_type(struct tn__compiler *compiler,
                       const struct tn_value *name)
{
    return tn__compile_fail(compiler, name,
                            "unknown type \"%.60s\": a type is null, boolean, "
                            "integer, number, string, array or object",
                            name->as.text);
}

static int take_type(struct tn__compiler *compiler,
                     const struct tn_value *name,
                     struct tn__types *types)
{
    enum tn__schema_type type = tn__schema_type_find(tn_value_str(name));

    if (type == TN__TYPE_COUNT)
        return refuse_type(compiler, name);
    if (types->bits & 1u << type)
        return tn__compile_fail(compiler, name, "type %s stands here twice",
                                name->as.text);
    types->bits |= 1u << type;
    types->list[types->count++] = type;
    return 0;
}

/* Reads the value of `type`. */
static int read_types(struct tn__compiler *compiler,
                      const struct tn_value *value,
                      struct tn__types *types)
{
    int status = 0;

    *types = (struct tn__types){ 0 };
    if (value->type == TN_TYPE_STRING)
        return take_type(compiler, value, types);
    for (uint32_t i = 0; i < value->count && status == 0; i++)
        status = take_type(compiler, value + 1 + i, types);
    return status;
}

/* Leaves what both allow: of number and integer, integer. */
static void intersect(struct tn__types *types, const struct tn__types *others)
{
    struct tn__types both = { 0 };

    for (size_t i = 0; i < types->count; i++) {
        enum tn__schema_type type = types->list[i];
        unsigned bits = others->bits;

        if (type == TN__TYPE_INT && bits & TN__TYPE_BIT(FLOAT))
            bits |= TN__TYPE_BIT(INT);
        if (type == TN__TYPE_FLOAT && !(bits & TN__TYPE_BIT(FLOAT)) &&
            !(types->bits & TN__TYPE_BIT(INT)))
            type = TN__TYPE_INT;
        if (!(bits & 1u << type))
            continue;
        both.list[both.count++] = type;
        both.bits |= 1u << type;
    }
    *types = both;
}

int tn__types_read(struct tn__compiler *compiler,
                   const struct tn__parts *parts,
                   struct tn__types *types,
                   bool *is_written)
{
    *is_written = false;
    *types = (struct tn__types){ 0 };
    for (size_t i = 0; i < parts->count; i++) {
        struct tn__view *view = &parts->views[i];
        struct tn__types own;
        int status;

        if (!view->keywords[TN__KEY_TYPE])
            continue;
        status = read_types(compiler, view->keywords[TN__KEY_TYPE], &own);
        if (status)
            return status;
        view->used |= TN__KEY_BIT(TN__KEY_TYPE);
        if (*is_written)
            intersect(types, &own);
        else
            *types = own;
        *is_written = true;
    }
    return 0;
}

/* -- Scalars --------------------------------------------------------------- */

static void begin_string(const struct tn__parts *parts, struct tn__node *node)
{
    const struct tn__view *view =
        tn__parts_first(parts, TN__KEY_BIT(TN__KEY_FORMAT));
    enum tn__format format =
        tn__format_find(view ? view->keywords[TN__KEY_FORMAT] : NULL);

    node->u.string.max_length = TN__NO_LIMIT;
    if (format == TN__FORMAT_COUNT)
        return;
    node->kind = TN__NODE_FORMAT;
    node->u.format.format = format;
}

/* How a node of each scalar type begins. */
static const struct {
    enum tn__node_kind kind;
    void (*begin)(const struct tn__parts *parts, struct tn__node *node);
} makers[] = {
    [TN__TYPE_NULL] = { TN__NODE_NULL, NULL },
    [TN__TYPE_BOOL] = { TN__NODE_BOOL, NULL },
    [TN__TYPE_INT] = { TN__NODE_INT, NULL },
    [TN__TYPE_FLOAT] = { TN__NODE_FLOAT, NULL },
    [TN__TYPE_STRING] = { TN__NODE_STRING, begin_string },
};

/* Bounds that contradict each other are legal, and Pydantic has them, too: no
 * value is valid then. */
static int make_scalar(struct tn__compiler *compiler,
                       const struct tn__parts *parts,
                       enum tn__schema_type type,
                       struct tn__node *node)
{
    uint64_t keywords = tn__keywords_on(1u << type);
    int status = 0;

    node->kind = makers[type].kind;
    if (makers[type].begin)
        makers[type].begin(parts, node);
    for (int i = 0; i < TN__KEY_COUNT && status == 0; i++) {
        const struct tn__keyword_rule *rule = &tn__keyword_rules[i];
        const struct tn_value *value = NULL;

        if (keywords & TN__KEY_BIT(i))
            value = tn__parts_take(parts, (enum tn__keyword)i);
        if (value)
            status =
                rule->apply(compiler, value, node, (char *)node + rule->field);
    }
    return status;
}

/* -- Types ----------------------------------------------------------------- */

static int make(struct tn__compiler *compiler,
                const struct tn__parts *parts,
                enum tn__schema_type type,
                struct tn__node *node)
{
    switch (type) {
    case TN__TYPE_OBJECT:
        return tn__compile_object(compiler, parts, node);
    case TN__TYPE_ARRAY:
        return tn__compile_array(compiler, parts, node);
    default:
        return make_scalar(compiler, parts, type, node);
    }
}

/* One type makes the node itself, several a union of one node each. */
static int make_union(struct tn__compiler *compiler,
                      const struct tn__parts *parts,
                      const struct tn__types *types,
                      struct tn__node *node)
{
    const struct tn__node **members;
    int status = 0;

    if (types->count == 1)
        return make(compiler, parts, types->list[0], node);
    members = tn__arena_alloc(compiler->arena, TN__POINTERS(types->count));
    if (!members)
        return tn__compile_no_memory(compiler);
    node->kind = TN__NODE_UNION;
    node->u.any_of.members = members;
    for (size_t i = 0; i < types->count && status == 0; i++) {
        struct tn__node *part = tn__compile_part(compiler, node);

        if (!part)
            return compiler->error->code;
        members[node->u.any_of.count++] = part;
        status = make(compiler, parts, types->list[i], part);
    }
    return status;
}

static void remove_null(struct tn__types *types)
{
    size_t kept = 0;

    for (size_t i = 0; i < types->count; i++) {
        if (types->list[i] != TN__TYPE_NULL)
            types->list[kept++] = types->list[i];
    }
    types->count = kept;
}

int tn__compile_types(struct tn__compiler *compiler,
                      const struct tn__parts *parts,
                      const struct tn__types *types,
                      struct tn__node *node)
{
    struct tn__types rest = *types;
    struct tn__node *inner;

    if (!(types->bits & TN__TYPE_BIT(NULL)) || types->count == 1)
        return make_union(compiler, parts, types, node);
    inner = tn__compile_part(compiler, node);
    if (!inner)
        return compiler->error->code;
    node->kind = TN__NODE_NULLABLE;
    node->u.inner = inner;
    remove_null(&rest);
    return make_union(compiler, parts, &rest, inner);
}
