/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/compile.h"

/* `type`, and the nodes it makes. */

/* -- Reading --------------------------------------------------------------- */

static enum tn__schema_type find_type(struct tn_str name)
{
    int type = 0;

    while (type < TN__TYPE_COUNT &&
           !tn_str_equal(name, tn_str_from(tn__schema_type_name(
                                   (enum tn__schema_type)type))))
        type++;
    return (enum tn__schema_type)type;
}

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
    enum tn__schema_type type = find_type(tn_value_str(name));

    if (type == TN__TYPE_COUNT)
        return refuse_type(compiler, name);
    if (types->bits & 1u << type)
        return tn__compile_fail(compiler, name, "type %s stands here twice",
                                name->as.text);
    types->bits |= 1u << type;
    types->list[types->count++] = type;
    return 0;
}

int tn__types_read(struct tn__compiler *compiler,
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

/* -- Checking -------------------------------------------------------------- */

/* Legal in JSON Schema, but whoever writes minLength for an integer is
 * mistaken in one of the two. */
static int check_effect(struct tn__compiler *compiler,
                        const struct tn__view *view,
                        unsigned types)
{
    for (int i = 0; i < TN__KEY_COUNT; i++) {
        const struct tn__keyword_rule *rule = &tn__keyword_rules[i];

        if (!view->keywords[i] || !rule->types || rule->types & types)
            continue;
        return tn__compile_fail(
            compiler, view->keywords[i] - 1, "\"%s\" has no effect on type %s",
            rule->name,
            tn__schema_type_name((enum tn__schema_type)__builtin_ctz(types)));
    }
    return 0;
}

/* -- Making ---------------------------------------------------------------- */

static int begin_nothing(struct tn__compiler *compiler, struct tn__node *node)
{
    (void)compiler;
    (void)node;
    return 0;
}

static int begin_string(struct tn__compiler *compiler, struct tn__node *node)
{
    (void)compiler;
    node->u.string.max_length = TN__NO_LIMIT;
    return 0;
}

static int begin_array(struct tn__compiler *compiler, struct tn__node *node)
{
    node->u.array.max_items = TN__NO_LIMIT;
    node->u.array.items = tn__compile_any(compiler);
    return node->u.array.items ? 0 : compiler->error->code;
}

/* How a node of each type begins. */
static const struct {
    enum tn__node_kind kind;
    int (*begin)(struct tn__compiler *compiler, struct tn__node *node);
} makers[] = {
    [TN__TYPE_NULL] = { TN__NODE_NULL, begin_nothing },
    [TN__TYPE_BOOL] = { TN__NODE_BOOL, begin_nothing },
    [TN__TYPE_INT] = { TN__NODE_INT, begin_nothing },
    [TN__TYPE_FLOAT] = { TN__NODE_FLOAT, begin_nothing },
    [TN__TYPE_STRING] = { TN__NODE_STRING, begin_string },
    [TN__TYPE_ARRAY] = { TN__NODE_ARRAY, begin_array },
};

static int apply_constraints(struct tn__compiler *compiler,
                             const struct tn__view *view,
                             enum tn__schema_type type,
                             struct tn__node *node)
{
    int status = 0;

    for (int i = 0; i < TN__KEY_COUNT && status == 0; i++) {
        const struct tn__keyword_rule *rule = &tn__keyword_rules[i];

        if (view->keywords[i] && rule->types & 1u << type)
            status = rule->apply(compiler, view->keywords[i], node,
                                 (char *)node + rule->field);
    }
    return status;
}

/* Bounds that contradict each other are legal, and Pydantic has them, too: no
 * value is valid then. */
static int make(struct tn__compiler *compiler,
                const struct tn__view *view,
                enum tn__schema_type type,
                struct tn__node *node)
{
    int status;

    if (type == TN__TYPE_OBJECT)
        return tn__compile_object(compiler, view, node);
    node->kind = makers[type].kind;
    status = makers[type].begin(compiler, node);
    return status ? status : apply_constraints(compiler, view, type, node);
}

/* One type makes the node itself, several a union of one node each. */
static int make_union(struct tn__compiler *compiler,
                      const struct tn__view *view,
                      const struct tn__types *types,
                      struct tn__node *node)
{
    const struct tn__node **members;
    int status = 0;

    if (types->count == 1)
        return make(compiler, view, types->list[0], node);
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
        status = make(compiler, view, types->list[i], part);
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
                      const struct tn__view *view,
                      struct tn__node *node)
{
    struct tn__node *inner;
    struct tn__types types;
    int status = tn__types_read(compiler, view->keywords[TN__KEY_TYPE], &types);

    if (status == 0)
        status = check_effect(compiler, view, types.bits);
    if (status)
        return status;
    if (!(types.bits & TN__TYPE_BIT(NULL)) || types.count == 1)
        return make_union(compiler, view, &types, node);
    inner = tn__compile_part(compiler, node);
    if (!inner)
        return compiler->error->code;
    node->kind = TN__NODE_NULLABLE;
    node->u.inner = inner;
    remove_null(&types);
    return make_union(compiler, view, &types, inner);
}
