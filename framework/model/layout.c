/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/layout.h"

#include <tenon/error.h>

#include "model/checks.h"
#include "model/choice_index.h"
#include "model/formats.h"
#include "model/graph.h"
#include "model/plan.h"

/* Bytes of the largest struct. */
#define SIZE_LIMIT ((size_t)1 << 20)

struct form {
    uint32_t size;
    uint32_t align;
};

#define FORM_OF(type)                                                          \
    {                                                                          \
        sizeof(type), _Alignof(type)                                           \
    }

static const struct form pointer_form = FORM_OF(const void *);
static const struct form int32_form = FORM_OF(int32_t);
static const struct form float_form = FORM_OF(float);
static const struct form enum_form = FORM_OF(uint32_t);
static const struct form int64_form = FORM_OF(int64_t);

/* The C forms that do not depend on others. */
static const struct form forms[] = {
    [TN__NODE_ANY] = FORM_OF(const struct tn_value *),
    [TN__NODE_NULL] = FORM_OF(const struct tn_value *),
    [TN__NODE_BOOL] = FORM_OF(bool),
    [TN__NODE_INT] = FORM_OF(int64_t),
    [TN__NODE_FLOAT] = FORM_OF(double),
    [TN__NODE_STRING] = FORM_OF(struct tn_str),
    [TN__NODE_ARRAY] = FORM_OF(struct tn__items),
    [TN__NODE_MAP] = FORM_OF(struct tn__items),
};

static size_t align_up(size_t offset, size_t align)
{
    return (offset + align - 1) & ~(align - 1);
}

size_t tn__layout_value_offset(const struct tn__node *node)
{
    return align_up(2 * sizeof(bool), node->layout.align);
}

/* A struct that is being laid out. */
struct shape {
    size_t size;
    size_t align;
};

/* Returns the offset of the next member. */
static size_t place(struct shape *shape, size_t size, size_t align)
{
    size_t offset = align_up(shape->size, align);

    shape->size = offset + size;
    if (align > shape->align)
        shape->align = align;
    return offset;
}

/* The optional form around a node: has, is_null, value. */
static struct shape optional_shape(const struct tn__node *node)
{
    struct shape shape = { 0, 1 };

    place(&shape, 2 * sizeof(bool), _Alignof(bool));
    place(&shape, node->layout.size, node->layout.align);
    shape.size = align_up(shape.size, shape.align);
    return shape;
}

/* An entry of a map: key, value. */
static void lay_out_entry(struct tn__layout *layout,
                          const struct tn__node *values)
{
    struct shape shape = { 0, 1 };

    place(&shape, sizeof(struct tn_str), _Alignof(struct tn_str));
    layout->value_offset =
        (uint32_t)place(&shape, values->layout.size, values->layout.align);
    layout->stride = (uint32_t)align_up(shape.size, shape.align);
}

static struct form choice_form(const struct tn__choice_rules *rules)
{
    if (rules->all_strings)
        return enum_form;
    return rules->all_ints ? int64_form : pointer_form;
}

static struct form form_of(const struct tn__node *node)
{
    switch (node->kind) {
    case TN__NODE_FORMAT:
        return (struct form){ (uint32_t)tn__format_rule(node)->size,
                              (uint32_t)tn__format_rule(node)->align };
    case TN__NODE_LITERAL:
    case TN__NODE_ENUM:
        return choice_form(&node->u.choice);
    case TN__NODE_INT:
        return node->u.number.is_32 ? int32_form : forms[node->kind];
    case TN__NODE_FLOAT:
        return node->u.number.is_32 ? float_form : forms[node->kind];
    default:
        return forms[node->kind];
    }
}

static void lay_out_field(struct shape *shape, struct tn__field *field)
{
    const struct tn__node *node = tn__field_value_node(field);
    struct shape member = { node->layout.size, node->layout.align };

    if (tn__field_is_optional(field))
        member = optional_shape(node);
    field->offset = place(shape, member.size, member.align);
}

/* A model or a tuple is complete. */
static void close_struct(struct tn__layout *layout, struct shape *shape)
{
    if (shape->size == 0)
        shape->size = 1; /* a struct of C has one member at least */
    layout->struct_size = (uint32_t)align_up(shape->size, shape->align);
    layout->struct_align = (uint32_t)shape->align;
    if (!layout->by_pointer) {
        layout->size = layout->struct_size;
        layout->align = layout->struct_align;
    }
}

/* The fields one after the other, then a list that the schema may ask for.
 * Returns the offset of the list. */
static size_t lay_out_struct(struct tn__layout *layout,
                             struct tn__field *fields,
                             size_t count,
                             bool has_list)
{
    struct shape shape = { 0, 1 };
    size_t list = 0;

    /* Past the limit the sizes are of no use, but must not wrap around. */
    for (size_t i = 0; i < count && shape.size <= SIZE_LIMIT; i++)
        lay_out_field(&shape, &fields[i]);
    if (has_list)
        list =
            place(&shape, sizeof(struct tn__items), _Alignof(struct tn__items));
    close_struct(layout, &shape);
    return list;
}

/* The number of a member, then room for the largest. */
static void lay_out_union(struct tn__node *node)
{
    const struct tn__union_rules *rules = &node->u.any_of;
    struct tn__layout *layout = &node->layout;
    struct shape shape = { 0, 1 };
    size_t size = 0;
    size_t align = 1;

    for (size_t i = 0; i < rules->count; i++) {
        const struct tn__layout *member = &rules->members[i]->layout;

        size = member->size > size ? member->size : size;
        align = member->align > align ? member->align : align;
    }
    place(&shape, enum_form.size, enum_form.align);
    layout->value_offset = (uint32_t)place(&shape, size, align);
    layout->size = (uint32_t)align_up(shape.size, shape.align);
    layout->align = (uint32_t)shape.align;
}

/* Sizes a node whose own parts are sized. */
static void lay_out(struct tn__node *node)
{
    struct tn__layout *layout = &node->layout;
    struct form form;
    struct shape shape;

    switch (node->kind) {
    case TN__NODE_MODEL:
        node->u.model.extra_offset = lay_out_struct(
            layout, node->u.model.fields, node->u.model.field_count,
            node->u.model.extra == TN__EXTRA_ALLOW);
        break;
    case TN__NODE_TUPLE:
        node->u.tuple.rest_offset =
            lay_out_struct(layout, node->u.tuple.items, node->u.tuple.count,
                           node->u.tuple.rest != NULL);
        break;
    case TN__NODE_UNION:
        lay_out_union(node);
        break;
    case TN__NODE_NULLABLE:
        shape = optional_shape(node->u.inner);
        layout->size = (uint32_t)shape.size;
        layout->align = (uint32_t)shape.align;
        layout->value_offset = (uint32_t)tn__layout_value_offset(node->u.inner);
        break;
    default:
        form = form_of(node);
        layout->size = form.size;
        layout->align = form.align;
    }
}

/* Doubles of whole numbers up to here are exact. */
#define EXACT_LIMIT ((int64_t)1 << 53)

static bool is_exact(const struct tn__bound *bound)
{
    return !bound->set || !bound->is_int ||
           (bound->integer >= -EXACT_LIMIT && bound->integer <= EXACT_LIMIT);
}

static bool is_integer(const struct tn__bound *bound)
{
    return !bound->set || bound->is_int;
}

/* Returns whether all bounds of a number are of a kind, and it has no other
 * rules. */
static bool has_bounds(const struct tn__number_rules *rules,
                       bool (*is_of_kind)(const struct tn__bound *bound))
{
    return !rules->multiple_of.set && is_of_kind(&rules->maximum) &&
           is_of_kind(&rules->exclusive_maximum) &&
           is_of_kind(&rules->minimum) && is_of_kind(&rules->exclusive_minimum);
}

static enum tn__op op_of_number(const struct tn__node *node)
{
    const struct tn__number_rules *rules = &node->u.number;
    bool is_int = node->kind == TN__NODE_INT;

    if (rules->is_32)
        return TN__OP_PLAIN;
    if (!rules->any)
        return is_int ? TN__OP_INT64 : TN__OP_DOUBLE;
    if (is_int)
        return has_bounds(rules, is_integer) ? TN__OP_INT64_SPAN : TN__OP_PLAIN;
    return has_bounds(rules, is_exact) ? TN__OP_DOUBLE_SPAN : TN__OP_PLAIN;
}

static enum tn__op op_of_string(const struct tn__string_rules *rules)
{
    if (rules->pattern)
        return TN__OP_PLAIN;
    return rules->min_length || rules->max_length != TN__NO_LIMIT
               ? TN__OP_STRING_SPAN
               : TN__OP_STRING;
}

static enum tn__op op_of(const struct tn__node *node)
{
    if (node->check_count)
        return TN__OP_PLAIN;
    switch (node->kind) {
    case TN__NODE_INT:
    case TN__NODE_FLOAT:
        return op_of_number(node);
    case TN__NODE_BOOL:
        return TN__OP_BOOL;
    case TN__NODE_STRING:
        return op_of_string(&node->u.string);
    default:
        return TN__OP_PLAIN;
    }
}

/* -- The whole schema ------------------------------------------------------ */

static bool is_sized(const struct tn__node *node)
{
    return node->layout.size != 0;
}

static bool are_sized(const struct tn__field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!is_sized(tn__field_value_node(&fields[i])))
            return false;
    }
    return true;
}

/* Returns whether all that a node holds by value is sized. */
static bool is_ready(const struct tn__node *node)
{
    const struct tn__union_rules *any_of = &node->u.any_of;

    switch (node->kind) {
    case TN__NODE_NULLABLE:
        return is_sized(node->u.inner);
    case TN__NODE_MODEL:
        return are_sized(node->u.model.fields, node->u.model.field_count);
    case TN__NODE_TUPLE:
        return are_sized(node->u.tuple.items, node->u.tuple.count);
    case TN__NODE_UNION:
        for (size_t i = 0; i < any_of->count; i++) {
            if (!is_sized(any_of->members[i]))
                return false;
        }
        return true;
    default:
        return true;
    }
}

/* Nodes that hold each other: the structs among them are held by pointers. */
static void cut_component(struct tn__node **nodes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct tn__layout *layout = &nodes[i]->layout;

        if (!tn__node_is_struct(nodes[i]))
            continue;
        layout->by_pointer = true;
        layout->size = pointer_form.size;
        layout->align = pointer_form.align;
    }
}

static int check(const struct tn__node *node, struct tn_error *error)
{
    if (node->layout.struct_size <= SIZE_LIMIT &&
        node->layout.size <= SIZE_LIMIT)
        return 0;
    return tn_error_set(
        error, TN_ELIMIT, "%s: its C struct is larger than %zu bytes",
        node->pointer.len ? node->pointer.ptr : "#", SIZE_LIMIT);
}

/* Lays out the nodes of a component, each when its parts are done. */
static int
lay_out_component(struct tn__node **nodes, size_t count, struct tn_error *error)
{
    size_t left = count;
    size_t before;

    do {
        before = left;
        for (size_t i = 0; i < count; i++) {
            struct tn__node *node = nodes[i];

            if (node->layout.done || !is_ready(node))
                continue;
            lay_out(node);
            if (check(node, error) != 0)
                return TN_ELIMIT;
            node->layout.done = true;
            left--;
        }
    } while (left && left < before);
    if (left == 0)
        return 0;
    return tn_error_set(error, TN_ESCHEMA,
                        "%s: refers to itself and to nothing else",
                        nodes[0]->pointer.ptr);
}

static int lay_out_all(const struct tn__graph *graph, struct tn_error *error)
{
    size_t end;

    for (size_t i = 0; i < graph->count; i = end) {
        struct tn__node **nodes = &graph->order[i];
        size_t count;
        int rc;

        end = graph->component[i];
        count = end - i;
        if (count > 1 || graph->loops[nodes[0]->index])
            cut_component(nodes, count);
        rc = lay_out_component(nodes, count, error);
        if (rc != 0)
            return rc;
    }
    return 0;
}

/* What needs the sizes of others, wherever they lie. */
static void finish(struct tn__node *node)
{
    struct tn__layout *layout = &node->layout;

    layout->op = (uint8_t)op_of(node);
    if (node->kind == TN__NODE_ARRAY)
        layout->stride = node->u.array.items->layout.size;
    else if (node->kind == TN__NODE_TUPLE && node->u.tuple.rest)
        layout->stride = node->u.tuple.rest->layout.size;
    else if (node->kind == TN__NODE_MAP)
        lay_out_entry(layout, node->u.map.values);
    else if (node->kind == TN__NODE_MODEL &&
             node->u.model.extra == TN__EXTRA_ALLOW)
        lay_out_entry(layout, node->u.model.extra_node);
}

/* The values that a node's own, or its discriminator's, are looked up in. */
static int index_choices(struct tn_schema *schema, struct tn__node *node)
{
    if (node->kind == TN__NODE_LITERAL || node->kind == TN__NODE_ENUM)
        return tn__choice_index_make(&schema->arena, &node->u.choice);
    if (node->kind == TN__NODE_UNION && node->u.any_of.tags)
        return tn__choice_index_make(&schema->arena,
                                     &node->u.any_of.tags->tags);
    return 0;
}

static int lay_out_nodes(struct tn_schema *schema,
                         struct tn__arena *scratch,
                         struct tn_error *error)
{
    struct tn__graph graph;
    int rc = tn__graph_walk(&graph, scratch, schema, TN__GRAPH_BY_VALUE);

    if (rc == 0)
        rc = lay_out_all(&graph, error);
    if (rc == 0)
        rc = tn__graph_walk(&graph, scratch, schema, TN__GRAPH_ALL);
    for (size_t i = 0; i < schema->node_count && rc == 0; i++) {
        schema->nodes[i]->layout.recursive = graph.loops[i];
        finish(schema->nodes[i]);
        rc = index_choices(schema, schema->nodes[i]);
    }
    return rc == 0 ? tn__plan_nodes(&schema->arena, graph.order, graph.count)
                   : rc;
}

int tn__layout_schema(struct tn_schema *schema, struct tn_error *error)
{
    struct tn__arena scratch;
    int rc;

    if (schema->node_count == 0 || schema->nodes[0]->layout.done)
        return 0;
    /* Defaults are decoded with the plans: their checks must be ready. */
    rc = tn__checks_compile(schema, error);
    if (rc != 0)
        return rc;
    tn__arena_init(&scratch, schema->arena.alloc, 4096, 0);
    rc = lay_out_nodes(schema, &scratch, error);
    tn__arena_deinit(&scratch);
    return rc == TN_ENOMEM ? tn_error_set(error, rc, "out of memory") : rc;
}
