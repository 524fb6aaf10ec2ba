/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/compile.h"

#include <inttypes.h>

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

static int take_type(struct tn__compiler *compiler,
                     const struct tn_value *name,
                     struct tn__types *types)
{
    enum tn__schema_type type = find_type(tn_value_str(name));

    if (type == TN__TYPE_COUNT)
        return tn__compile_fail(compiler, name,
                                "unknown type \"%.60s\": a type is null, "
                                "boolean, integer, number, string, array or "
                                "object",
                                name->as.text);
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

/* Returns whether a is above b. */
static bool is_above(const struct tn__bound *a, const struct tn__bound *b)
{
    if (a->is_int && b->is_int)
        return a->integer > b->integer;
    return a->number > b->number;
}

static bool excludes(const struct tn__bound *low,
                     const struct tn__bound *high,
                     bool is_exclusive)
{
    if (!low->set || !high->set)
        return false;
    return is_exclusive ? !is_above(high, low) : is_above(low, high);
}

static int check_numbers(struct tn__compiler *compiler,
                         const struct tn__view *view,
                         const struct tn__node *node)
{
    const struct tn__number_rules *rules = &node->u.number;

    if (excludes(&rules->minimum, &rules->maximum, false) ||
        excludes(&rules->minimum, &rules->exclusive_maximum, true) ||
        excludes(&rules->exclusive_minimum, &rules->maximum, true) ||
        excludes(&rules->exclusive_minimum, &rules->exclusive_maximum, true))
        return tn__compile_fail(compiler, view->schema,
                                "no number is in these bounds: the lower one "
                                "is above the upper one");
    return 0;
}

static int check_strings(struct tn__compiler *compiler,
                         const struct tn__view *view,
                         const struct tn__node *node)
{
    if (node->u.string.min_length <= node->u.string.max_length)
        return 0;
    return tn__compile_fail(compiler, view->keywords[TN__KEY_MIN_LENGTH],
                            "minLength %" PRIu64 " is above maxLength %" PRIu64,
                            node->u.string.min_length,
                            node->u.string.max_length);
}

static int check_arrays(struct tn__compiler *compiler,
                        const struct tn__view *view,
                        const struct tn__node *node)
{
    if (node->u.array.min_items <= node->u.array.max_items)
        return 0;
    return tn__compile_fail(compiler, view->keywords[TN__KEY_MIN_ITEMS],
                            "minItems %" PRIu64 " is above maxItems %" PRIu64,
                            node->u.array.min_items, node->u.array.max_items);
}

/* -- Making ---------------------------------------------------------------- */

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

typedef int (*check_fn)(struct tn__compiler *compiler,
                        const struct tn__view *view,
                        const struct tn__node *node);

/* How a node of each type begins and what is checked at its end. */
static const struct {
    enum tn__node_kind kind;
    int (*begin)(struct tn__compiler *compiler, struct tn__node *node);
    check_fn check;
} makers[] = {
    [TN__TYPE_NULL] = { .kind = TN__NODE_NULL },
    [TN__TYPE_BOOL] = { .kind = TN__NODE_BOOL },
    [TN__TYPE_INT] = { .kind = TN__NODE_INT, .check = check_numbers },
    [TN__TYPE_FLOAT] = { .kind = TN__NODE_FLOAT, .check = check_numbers },
    [TN__TYPE_STRING] = { .kind = TN__NODE_STRING,
                          .begin = begin_string,
                          .check = check_strings },
    [TN__TYPE_ARRAY] = { .kind = TN__NODE_ARRAY,
                         .begin = begin_array,
                         .check = check_arrays },
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

static int make(struct tn__compiler *compiler,
                const struct tn__view *view,
                enum tn__schema_type type,
                struct tn__node *node)
{
    int status = 0;

    if (type == TN__TYPE_OBJECT)
        return tn__compile_object(compiler, view, node);
    node->kind = makers[type].kind;
    if (makers[type].begin)
        status = makers[type].begin(compiler, node);
    if (status == 0)
        status = apply_constraints(compiler, view, type, node);
    if (status == 0 && makers[type].check)
        status = makers[type].check(compiler, view, node);
    return status;
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
    members = tn__arena_alloc(compiler->arena, types->count * sizeof(*members));
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
