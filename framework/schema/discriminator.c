/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/buf.h"
#include "schema/compile.h"
#include "schema/repr.h"

/*
 * `discriminator`, of OpenAPI 3.1 (section 4.8.25): the value of one property
 * tells the member. Which values, the members say themselves, by const or enum;
 * a member that does not is told by `mapping`, or by its name.
 */

#define TAG_LIMIT  65535u
#define TEXT_LIMIT ((size_t)1024 * 1024)

/* Unions inside unions that are looked into. */
#define DEPTH_LIMIT 16

struct tags {
    struct tn__compiler *compiler;
    struct tn_str property;
    const struct tn_value *mapping; /* NULL: none */
    const struct tn_value **values; /* in the scratch arena */
    uint32_t *members;
    size_t count;
    size_t value_capacity;
    size_t member_capacity;
};

static int
append_tag(struct tags *tags, const struct tn_value *value, size_t member)
{
    struct tn__compiler *compiler = tags->compiler;
    const struct tn_value **values =
        tn__compile_grow(&compiler->scratch, tags->values, tags->count,
                         &tags->value_capacity, TN__POINTERS(1));
    uint32_t *members =
        tn__compile_grow(&compiler->scratch, tags->members, tags->count,
                         &tags->member_capacity, sizeof(*members));

    if (!values || !members || tags->count == TAG_LIMIT)
        return tn__compile_no_memory(compiler);
    tags->values = values;
    tags->members = members;
    values[tags->count] = value;
    members[tags->count++] = (uint32_t)member;
    return 0;
}

static bool is_same_tag(const struct tn_value *a, const struct tn_value *b)
{
    if (a->type != b->type)
        return false;
    return a->type == TN_TYPE_STRING
               ? tn_str_equal(tn_value_str(a), tn_value_str(b))
               : a->type < TN_TYPE_STRING && a->as.integer == b->as.integer;
}

/* Returns the index of a tag, the count of all where it is new. */
static size_t find_tag(const struct tags *tags, const struct tn_value *value)
{
    size_t i = 0;

    while (i < tags->count && !is_same_tag(tags->values[i], value))
        i++;
    return i;
}

static int
add_tag(struct tags *tags, const struct tn_value *value, size_t member)
{
    struct tn__compiler *compiler = tags->compiler;
    size_t found = find_tag(tags, value);

    if (found < tags->count && tags->members[found] == member)
        return 0;
    if (found < tags->count)
        return tn__compile_fail(compiler, value,
                                "this value of the discriminator \"%.60s\" "
                                "leads to two members: one must have another",
                                tags->property.ptr);
    return append_tag(tags, value, member);
}

/* -- Where tags are found -------------------------------------------------- */

/* The values that the members' own property may have. */
static int add_own(struct tags *tags,
                   const struct tn__node *node,
                   size_t member,
                   unsigned depth)
{
    const struct tn__field *field = NULL;
    int status = 0;

    if (node->kind == TN__NODE_UNION && depth < DEPTH_LIMIT) {
        for (size_t i = 0; i < node->u.any_of.count && status == 0; i++)
            status =
                add_own(tags, node->u.any_of.members[i], member, depth + 1);
        return status;
    }
    if (node->kind == TN__NODE_MODEL)
        field = tn__compile_field(&node->u.model, tags->property);
    if (!field)
        return 0;
    node = field->node;
    if (node->kind == TN__NODE_NULLABLE)
        node = node->u.inner;
    if (node->kind != TN__NODE_LITERAL && node->kind != TN__NODE_ENUM)
        return 0;
    for (size_t i = 0; i < node->u.choice.count && status == 0; i++)
        status = add_tag(tags, node->u.choice.values[i], member);
    return status;
}

/* Whether an entry of `mapping` leads to a member. */
static bool leads_to(struct tags *tags,
                     const struct tn_value *target,
                     const struct tn__node *member)
{
    struct tn__compiler *compiler = tags->compiler;
    const struct tn_value *found;

    if (target->type != TN_TYPE_STRING)
        return false;
    if (tn_str_equal(tn_value_str(target), member->name))
        return true;
    if (target->as.text[0] != '#')
        return false;
    found = tn__reference_follow(compiler, target);
    return found &&
           compiler->schema
                   ->node_at[tn__document_index(compiler->document, found)] ==
               member;
}

static int
add_mapped(struct tags *tags, const struct tn__node *node, size_t member)
{
    const struct tn_value *key = tags->mapping ? tags->mapping + 1 : NULL;
    int status = 0;

    for (uint32_t i = 0; key && i < tags->mapping->count && status == 0; i++) {
        if (leads_to(tags, key + 1, node))
            status = add_tag(tags, key, member);
        else if (tags->compiler->error->code)
            status = tags->compiler->error->code;
        key = tn_value_next(key + 1);
    }
    return status;
}

static int
add_name(struct tags *tags, const struct tn__node *node, size_t member)
{
    struct tn_value *name;

    if (!node->name.ptr)
        return tn__compile_fail(tags->compiler, node->source,
                                "no value of the discriminator \"%.60s\" "
                                "leads here: give that property a const",
                                tags->property.ptr);
    name = tn__arena_alloc(tags->compiler->arena, sizeof(*name));
    if (!name)
        return tn__compile_no_memory(tags->compiler);
    *name = (struct tn_value){
        .type = TN_TYPE_STRING,
        .count = (uint32_t)node->name.len,
        .as.text = node->name.ptr,
    };
    return add_tag(tags, name, member);
}

static int
add_member(struct tags *tags, const struct tn__node *node, size_t member)
{
    size_t before = tags->count;
    int status = add_own(tags, node, member, 0);

    if (status == 0 && tags->count == before)
        status = add_mapped(tags, node, member);
    if (status == 0 && tags->count == before)
        status = add_name(tags, node, member);
    return status;
}

/* -- Making ---------------------------------------------------------------- */

static struct tn_str keep(struct tn__compiler *compiler, struct tn__buf *buf)
{
    struct tn_str text = { 0 };

    if (!buf->failed)
        text = tn__arena_copy(compiler->arena, buf->data, buf->size);
    tn__buf_deinit(buf);
    return text;
}

/* "'cat', 'dog'" */
static struct tn_str expected_text(const struct tags *tags)
{
    struct tn__buf buf = { .alloc = tags->compiler->arena->alloc,
                           .limit = TEXT_LIMIT };

    for (size_t i = 0; i < tags->count; i++) {
        if (i)
            tn__buf_lit(&buf, ", ");
        tn__repr_write(&buf, tags->values[i]);
    }
    return keep(tags->compiler, &buf);
}

static struct tn_str quoted_text(const struct tags *tags)
{
    struct tn__buf buf = { .alloc = tags->compiler->arena->alloc,
                           .limit = TEXT_LIMIT };
    const struct tn_value name = {
        .type = TN_TYPE_STRING,
        .count = (uint32_t)tags->property.len,
        .as.text = tags->property.ptr,
    };

    tn__repr_write(&buf, &name);
    return keep(tags->compiler, &buf);
}

static int make_rules(const struct tags *tags, struct tn__node *node)
{
    struct tn__compiler *compiler = tags->compiler;
    struct tn__arena *arena = compiler->arena;
    struct tn__tag_rules *rules = tn__arena_zalloc(arena, sizeof(*rules));
    const struct tn_value **values =
        tn__arena_alloc(arena, TN__POINTERS(tags->count));
    uint32_t *members = tn__arena_alloc(arena, tags->count * sizeof(*members));

    if (!rules || !values || !members)
        return tn__compile_no_memory(compiler);
    for (size_t i = 0; i < tags->count; i++) {
        values[i] = tags->values[i];
        members[i] = tags->members[i];
    }
    *rules = (struct tn__tag_rules){
        .property = tags->property,
        .quoted = quoted_text(tags),
        .tags = { .values = values,
                  .count = tags->count,
                  .expected = expected_text(tags) },
        .members = members,
    };
    node->u.any_of.tags = rules;
    node->u.any_of.only_one = false;
    return rules->quoted.ptr && rules->tags.expected.ptr
               ? 0
               : tn__compile_no_memory(compiler);
}

int tn__compile_tags(struct tn__compiler *compiler,
                     const struct tn__pending *pending,
                     struct tn__node *node)
{
    const struct tn_value *discriminator =
        pending->view->keywords[TN__KEY_DISCRIMINATOR];
    const struct tn_value *property = tn__document_member(
        compiler->document, discriminator, tn_str_from("propertyName"));
    struct tags tags = {
        .compiler = compiler,
        .mapping = tn__document_member(compiler->document, discriminator,
                                       tn_str_from("mapping")),
    };
    int status = 0;

    if (!property || property->type != TN_TYPE_STRING)
        return tn__compile_fail(compiler, discriminator,
                                "\"discriminator\" must have a propertyName, "
                                "a string");
    if (tags.mapping && tags.mapping->type != TN_TYPE_OBJECT)
        return tn__compile_fail(compiler, tags.mapping,
                                "\"mapping\" must be an object: a reference "
                                "for each value");
    tags.property = tn_value_str(property);
    for (size_t i = 0; i < pending->count && status == 0; i++)
        status = add_member(&tags, pending->members[i], i);
    return status ? status : make_rules(&tags, node);
}
