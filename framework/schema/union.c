/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/compile.h"
#include "schema/pattern.h"

/*
 * anyOf and oneOf. Which members are null, or nullable, or unions themselves is
 * known only when all nodes are: so these nodes are settled at the end.
 */

/* -- Making ---------------------------------------------------------------- */

static int add_pending(struct tn__compiler *compiler,
                       const struct tn__pending *pending)
{
    struct tn__pending *list = tn__compile_grow(
        &compiler->scratch, compiler->pending, compiler->pending_count,
        &compiler->pending_capacity, sizeof(*list));

    if (!list)
        return tn__compile_no_memory(compiler);
    compiler->pending = list;
    list[compiler->pending_count++] = *pending;
    return 0;
}

static int make_members(struct tn__compiler *compiler,
                        const struct tn_value *list,
                        struct tn__pending *pending)
{
    const struct tn_value *schema = list + 1;

    pending->members =
        tn__arena_alloc(compiler->arena, TN__POINTERS(list->count));
    if (!pending->members)
        return tn__compile_no_memory(compiler);
    for (uint32_t i = 0; i < list->count; i++) {
        pending->members[i] = tn__compile_node(compiler, schema);
        if (!pending->members[i])
            return compiler->error->code;
        schema = tn_value_next(schema);
    }
    pending->count = list->count;
    return 0;
}

int tn__compile_union(struct tn__compiler *compiler,
                      struct tn__view *view,
                      struct tn__node *node)
{
    bool any = view->keywords[TN__KEY_ANY_OF];
    enum tn__keyword keyword = any ? TN__KEY_ANY_OF : TN__KEY_ONE_OF;
    struct tn__pending pending = { .node = node, .only_one = !any };
    struct tn__view *copy = tn__arena_alloc(&compiler->scratch, sizeof(*copy));
    int status;

    if (!copy)
        return tn__compile_no_memory(compiler);
    view->used |= TN__KEY_BIT(keyword);
    *copy = *view;
    pending.view = copy;
    status = make_members(compiler, view->keywords[keyword], &pending);
    node->kind = TN__NODE_UNION;
    return status ? status : add_pending(compiler, &pending);
}

/* -- Settling -------------------------------------------------------------- */

/*
 * Takes null out of the members, and what is in nullables in their place.
 * Returns whether it was there.
 */
static bool take_null(struct tn__pending *pending)
{
    bool found = false;
    size_t kept = 0;

    for (size_t i = 0; i < pending->count; i++) {
        const struct tn__node *member = pending->members[i];

        found |=
            member->kind == TN__NODE_NULL || member->kind == TN__NODE_NULLABLE;
        if (member->kind == TN__NODE_NULLABLE && member->check_count == 0)
            member = member->u.inner;
        if (member->kind != TN__NODE_NULL)
            pending->members[kept++] = member;
    }
    pending->count = kept;
    return found;
}

/* Whether a node says nothing of text. */
static bool takes_all_text(const struct tn__node *node)
{
    const struct tn__string_rules *rules = &node->u.string;

    return node->kind == TN__NODE_ANY ||
           (node->kind == TN__NODE_STRING && rules->min_length == 0 &&
            rules->max_length == TN__NO_LIMIT && !rules->pattern);
}

/* -- Decimal --------------------------------------------------------------- */

/* How the pattern begins that Pydantic gives the string of a Decimal since
 * 2.12; what follows tells its digits. */
#define DECIMAL_PATTERN "^(?!^[-+.]*$)[+-]?0*"

static bool is_decimal_text(const struct tn__node *node)
{
    const struct tn__string_rules *rules = &node->u.string;
    size_t size = sizeof(DECIMAL_PATTERN) - 1;
    struct tn_str pattern;

    if (node->kind != TN__NODE_STRING || node->name.ptr || node->check_count ||
        tn_value_get(node->source, "format"))
        return false;
    if (!rules->pattern)
        return takes_all_text(node);
    pattern = tn__pattern_text(rules->pattern);
    return pattern.len >= size &&
           memcmp(pattern.ptr, DECIMAL_PATTERN, size) == 0;
}

static bool is_decimal_number(const struct tn__node *node)
{
    return node->kind == TN__NODE_FLOAT && !node->u.number.is_32 &&
           !node->name.ptr && node->check_count == 0;
}

static bool is_plain(const struct tn__node *node)
{
    return node->kind == TN__NODE_BOOL || node->kind == TN__NODE_INT ||
           node->kind == TN__NODE_FLOAT || node->kind == TN__NODE_STRING;
}

/*
 * Returns the first of the two members that Pydantic writes for a Decimal, a
 * number and a string side by side; the count where they are not there, or
 * other scalars tell that each stands for itself.
 */
static size_t find_decimal(const struct tn__pending *pending)
{
    const struct tn__node *const *members = pending->members;
    size_t found = pending->count;
    size_t plain = 0;

    for (size_t i = 0; i < pending->count; i++) {
        plain += is_plain(members[i]);
        if (i > 0 && is_decimal_number(members[i - 1]) &&
            is_decimal_text(members[i]))
            found = i - 1;
    }
    return plain == 2 && !pending->only_one ? found : pending->count;
}

static void make_decimal(struct tn__node *node,
                         const struct tn__node *const *pair)
{
    node->kind = TN__NODE_FORMAT;
    node->u.format = (struct tn__format_rules){
        .string = { .max_length = TN__NO_LIMIT },
        .format = TN__FORMAT_DECIMAL,
        .number = pair[0],
        .text = pair[1],
    };
}

/* Puts one node in the place of the two at an index. */
static int join_decimal(struct tn__compiler *compiler,
                        struct tn__pending *pending,
                        size_t index)
{
    struct tn__node *part = tn__compile_part(compiler, pending->node);

    if (!part)
        return compiler->error->code;
    make_decimal(part, pending->members + index);
    pending->members[index] = part;
    pending->count--;
    for (size_t i = index + 1; i < pending->count; i++)
        pending->members[i] = pending->members[i + 1];
    return 0;
}

/* -- Kinds ----------------------------------------------------------------- */

static bool are_all_any(const struct tn__pending *pending)
{
    for (size_t i = 0; i < pending->count; i++) {
        if (pending->members[i]->kind != TN__NODE_ANY)
            return false;
    }
    return true;
}

/* Members that are all of no kind: what they ask is checked. */
static int become_any(struct tn__compiler *compiler,
                      const struct tn__pending *pending,
                      struct tn__node *node)
{
    bool asks = pending->only_one && pending->count > 1;

    for (size_t i = 0; i < pending->count; i++)
        asks |= pending->members[i]->check_count > 0;
    node->kind = TN__NODE_ANY;
    return asks ? tn__compile_check(compiler, node, pending->view->schema,
                                    TN__KEY_BIT(pending->only_one
                                                    ? TN__KEY_ONE_OF
                                                    : TN__KEY_ANY_OF))
                : 0;
}

static int become_union(struct tn__compiler *compiler,
                        const struct tn__pending *pending,
                        struct tn__node *node)
{
    node->kind = TN__NODE_UNION;
    node->u.any_of = (struct tn__union_rules){
        .members = pending->members,
        .count = pending->count,
        .only_one = pending->only_one,
    };
    return pending->view->keywords[TN__KEY_DISCRIMINATOR]
               ? tn__compile_tags(compiler, pending, node)
               : 0;
}

static int become_nullable(struct tn__compiler *compiler,
                           const struct tn__pending *pending)
{
    struct tn__node *node = pending->node;
    struct tn__node *inner;

    node->kind = TN__NODE_NULLABLE;
    if (pending->count == 1) {
        node->u.inner = pending->members[0];
        return 0;
    }
    inner = tn__compile_part(compiler, node);
    if (!inner)
        return compiler->error->code;
    node->u.inner = inner;
    return become_union(compiler, pending, inner);
}

static int become(struct tn__compiler *compiler, struct tn__pending *pending)
{
    struct tn__node *node = pending->node;
    bool null;
    size_t decimal;

    if (are_all_any(pending))
        return become_any(compiler, pending, node);
    null = take_null(pending);
    decimal = find_decimal(pending);
    if (decimal < pending->count && pending->count == 2 && !null) {
        make_decimal(node, pending->members);
        return 0;
    }
    if (decimal < pending->count &&
        join_decimal(compiler, pending, decimal) != 0)
        return compiler->error->code;
    if (pending->count == 0) {
        node->kind = TN__NODE_NULL;
        return 0;
    }
    /* A nullable of anything is anything. */
    if (null && are_all_any(pending) && pending->count == 1 &&
        pending->members[0]->check_count == 0) {
        node->kind = TN__NODE_ANY;
        return 0;
    }
    return null ? become_nullable(compiler, pending)
                : become_union(compiler, pending, node);
}

/* Returns the next member of `pending` that is to be settled before it; NULL:
 * none is left. */
static struct tn__pending *next_member(const struct tn__compiler *compiler,
                                       struct tn__pending *pending)
{
    while (pending->next < pending->count) {
        const struct tn__node *member = pending->members[pending->next++];
        struct tn__pending *found = compiler->pending_at[member->index];

        if (found && !found->is_settled)
            return found;
    }
    return NULL;
}

/* Settles a union after its members, however many stand in a row. */
static int settle(struct tn__compiler *compiler, struct tn__pending *start)
{
    struct tn__pending *top = start->is_settled ? NULL : start;
    int status = 0;

    while (top && status == 0) {
        struct tn__pending *member = next_member(compiler, top);

        top->is_open = true;
        if (!member) {
            status = become(compiler, top);
            top->is_settled = true;
            top = top->outer;
            continue;
        }
        if (member->is_open)
            return tn__compile_fail(compiler, top->node->source,
                                    "the schema refers to itself without "
                                    "saying anything");
        member->outer = top;
        top = member;
    }
    return status;
}

static bool reads_text(const struct tn__node *node)
{
    return node->kind == TN__NODE_STRING || node->kind == TN__NODE_FORMAT ||
           node->kind == TN__NODE_LITERAL || node->kind == TN__NODE_ENUM;
}

/* A map's names are text: what no reader of text can ask is checked. */
static int settle_keys(struct tn__compiler *compiler, struct tn__node *node)
{
    const struct tn__node *keys = node->u.map.keys;

    if (!keys)
        return 0;
    if (keys->check_count == 0 && takes_all_text(keys)) {
        node->u.map.keys = NULL;
        return 0;
    }
    if (keys->check_count == 0 && reads_text(keys))
        return 0;
    node->u.map.keys = NULL;
    return tn__compile_check(compiler, node, node->source,
                             TN__KEY_BIT(TN__KEY_PROPERTY_NAMES));
}

int tn__compile_settle(struct tn__compiler *compiler)
{
    struct tn_schema *schema = compiler->schema;
    size_t count = schema->node_count;
    int status = 0;

    compiler->pending_at =
        tn__arena_zalloc(&compiler->scratch, TN__POINTERS(count + 1));
    if (!compiler->pending_at)
        return tn__compile_no_memory(compiler);
    for (size_t i = 0; i < compiler->pending_count; i++)
        compiler->pending_at[compiler->pending[i].node->index] =
            &compiler->pending[i];
    for (size_t i = 0; i < compiler->pending_count && status == 0; i++)
        status = settle(compiler, &compiler->pending[i]);
    for (size_t i = 0; i < count && status == 0; i++) {
        if (schema->nodes[i]->kind == TN__NODE_MAP)
            status = settle_keys(compiler, schema->nodes[i]);
    }
    return status;
}
