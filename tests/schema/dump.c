/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/dump.h"

#include <inttypes.h>

#include "schema/keywords.h"
#include "schema/pattern.h"
#include "json/writer.h"

static void
dump_node(struct tn__buf *buf, const struct tn__node *node, unsigned depth);

static const char *const kinds[] = {
    [TN__NODE_ANY] = "ANY",         [TN__NODE_NULL] = "NULL",
    [TN__NODE_BOOL] = "BOOL",       [TN__NODE_INT] = "INT",
    [TN__NODE_FLOAT] = "FLOAT",     [TN__NODE_STRING] = "STRING",
    [TN__NODE_LITERAL] = "LITERAL", [TN__NODE_ENUM] = "ENUM",
    [TN__NODE_ARRAY] = "ARRAY",     [TN__NODE_MAP] = "MAP",
    [TN__NODE_MODEL] = "MODEL",     [TN__NODE_NULLABLE] = "NULLABLE",
    [TN__NODE_UNION] = "UNION",     [TN__NODE_FORMAT] = "FORMAT",
    [TN__NODE_TUPLE] = "TUPLE",
};

static void indent(struct tn__buf *buf, unsigned depth)
{
    tn__buf_printf(buf, "%*s", (int)depth * 2, "");
}

static void dump_text(struct tn__buf *buf, const char *name, struct tn_str text)
{
    if (!text.ptr)
        return;
    tn__buf_printf(buf, " %s=", name);
    tn__json_string(buf, text.ptr, text.len);
}

/* -- Rules, on the node's line --------------------------------------------- */

static void
dump_bound(struct tn__buf *buf, const char *sign, const struct tn__bound *bound)
{
    if (!bound->set)
        return;
    tn__buf_printf(buf, " %s", sign);
    if (bound->is_int)
        tn__json_int(buf, bound->integer);
    else
        tn__json_double(buf, bound->number);
}

static void dump_number(struct tn__buf *buf, const struct tn__node *node)
{
    const struct tn__number_rules *rules = &node->u.number;

    if (rules->is_32)
        tn__buf_lit(buf, " 32-bit");
    dump_bound(buf, "multiple of ", &rules->multiple_of);
    dump_bound(buf, "<=", &rules->maximum);
    dump_bound(buf, "<", &rules->exclusive_maximum);
    dump_bound(buf, ">=", &rules->minimum);
    dump_bound(buf, ">", &rules->exclusive_minimum);
}

static void
dump_range(struct tn__buf *buf, const char *what, uint64_t min, uint64_t max)
{
    if (min)
        tn__buf_printf(buf, " %s>=%" PRIu64, what, min);
    if (max != TN__NO_LIMIT)
        tn__buf_printf(buf, " %s<=%" PRIu64, what, max);
}

static void dump_string(struct tn__buf *buf, const struct tn__node *node)
{
    const struct tn__string_rules *rules = &node->u.string;

    dump_range(buf, "length", rules->min_length, rules->max_length);
    if (rules->pattern)
        dump_text(buf, "pattern", tn__pattern_text(rules->pattern));
}

static void dump_choice(struct tn__buf *buf, const struct tn__node *node)
{
    const struct tn__choice_rules *rules = &node->u.choice;

    tn__buf_printf(buf, "%s%s%s %.*s", rules->is_const ? " const" : "",
                   rules->all_strings ? " strings" : "",
                   rules->all_ints ? " ints" : "", (int)rules->expected.len,
                   rules->expected.ptr);
}

static void dump_array(struct tn__buf *buf, const struct tn__node *node)
{
    if (node->u.array.unique)
        tn__buf_lit(buf, " unique");
    dump_range(buf, "items", node->u.array.min_items, node->u.array.max_items);
}

static void dump_tuple(struct tn__buf *buf, const struct tn__node *node)
{
    dump_range(buf, "items", node->u.tuple.min_items, node->u.tuple.max_items);
}

static void dump_map(struct tn__buf *buf, const struct tn__node *node)
{
    dump_range(buf, "properties", node->u.map.min_properties,
               node->u.map.max_properties);
}

static void dump_tags(struct tn__buf *buf, const struct tn__node *node)
{
    const struct tn__tag_rules *rules = node->u.any_of.tags;

    if (node->u.any_of.only_one)
        tn__buf_lit(buf, " only one");
    if (rules)
        tn__buf_printf(buf, " by %s: %s", rules->quoted.ptr,
                       rules->tags.expected.ptr);
}

static const char *const formats[] = {
#define FORMAT_NAME(name, text) [TN__FORMAT_##name] = (text),
    TN__FORMATS(FORMAT_NAME)
#undef FORMAT_NAME
};

static void dump_format(struct tn__buf *buf, const struct tn__node *node)
{
    tn__buf_printf(buf, " %s", formats[node->u.format.format]);
    dump_string(buf, node);
}

/* What is checked beside the kind: the keywords by name. */
static void dump_checks(struct tn__buf *buf, const struct tn__node *node)
{
    for (size_t i = 0; i < node->check_count; i++) {
        tn__buf_lit(buf, " checks");
        if (node->checks[i].keywords == TN__CHECK_ALL)
            tn__buf_lit(buf, " all");
        for (int k = 0; k < TN__KEY_COUNT; k++) {
            if (node->checks[i].keywords != TN__CHECK_ALL &&
                node->checks[i].keywords & TN__KEY_BIT(k))
                tn__buf_printf(buf, " %s", tn__keyword_rules[k].name);
        }
    }
}

static void dump_model(struct tn__buf *buf, const struct tn__node *node)
{
    static const char *const extras[] = {
        [TN__EXTRA_IGNORE] = "",
        [TN__EXTRA_FORBID] = " forbids extras",
        [TN__EXTRA_ALLOW] = " keeps extras",
    };

    tn__buf_str(buf, tn_str_from(extras[node->u.model.extra]));
}

/* -- Contents, below it ---------------------------------------------------- */

static void
dump_fields(struct tn__buf *buf, const struct tn__node *node, unsigned depth)
{
    const struct tn__model_rules *model = &node->u.model;

    for (size_t i = 0; i < model->field_count; i++) {
        const struct tn__field *field = &model->fields[i];

        indent(buf, depth);
        tn__buf_str(buf, field->name);
        tn__buf_str(buf, tn_str_from(field->required ? "!" : ""));
        if (field->default_value) {
            tn__buf_lit(buf, " default=");
            tn__json_value(buf, field->default_value);
        }
        dump_text(buf, "title", field->title);
        dump_text(buf, "description", field->description);
        tn__buf_lit(buf, ": ");
        dump_node(buf, field->node, depth);
    }
    if (model->extra == TN__EXTRA_ALLOW) {
        indent(buf, depth);
        tn__buf_lit(buf, "*: ");
        dump_node(buf, model->extra_node, depth);
    }
}

static void
dump_inner(struct tn__buf *buf, const struct tn__node *inner, unsigned depth)
{
    indent(buf, depth);
    dump_node(buf, inner, depth);
}

static void
dump_items(struct tn__buf *buf, const struct tn__node *node, unsigned depth)
{
    dump_inner(buf, node->u.array.items, depth);
}

static void dump_tuple_items(struct tn__buf *buf,
                             const struct tn__node *node,
                             unsigned depth)
{
    const struct tn__tuple_rules *tuple = &node->u.tuple;

    for (size_t i = 0; i < tuple->count; i++) {
        indent(buf, depth);
        tn__buf_printf(buf, "%s%s: ", tuple->items[i].name.ptr,
                       tuple->items[i].required ? "!" : "");
        dump_node(buf, tuple->items[i].node, depth);
    }
    if (tuple->rest) {
        indent(buf, depth);
        tn__buf_lit(buf, "*: ");
        dump_node(buf, tuple->rest, depth);
    }
}

static void
dump_values(struct tn__buf *buf, const struct tn__node *node, unsigned depth)
{
    if (node->u.map.keys) {
        indent(buf, depth);
        tn__buf_lit(buf, "keys: ");
        dump_node(buf, node->u.map.keys, depth);
    }
    dump_inner(buf, node->u.map.values, depth);
}

static void
dump_nullable(struct tn__buf *buf, const struct tn__node *node, unsigned depth)
{
    dump_inner(buf, node->u.inner, depth);
}

static void
dump_union(struct tn__buf *buf, const struct tn__node *node, unsigned depth)
{
    for (size_t i = 0; i < node->u.any_of.count; i++)
        dump_inner(buf, node->u.any_of.members[i], depth);
}

static const struct {
    void (*rules)(struct tn__buf *buf, const struct tn__node *node);
    void (*contents)(struct tn__buf *buf,
                     const struct tn__node *node,
                     unsigned depth);
} dumpers[TN__NODE_UNION + 1] = {
    [TN__NODE_INT] = { .rules = dump_number },
    [TN__NODE_FLOAT] = { .rules = dump_number },
    [TN__NODE_STRING] = { .rules = dump_string },
    [TN__NODE_LITERAL] = { .rules = dump_choice },
    [TN__NODE_ENUM] = { .rules = dump_choice },
    [TN__NODE_ARRAY] = { .rules = dump_array, .contents = dump_items },
    [TN__NODE_FORMAT] = { .rules = dump_format },
    [TN__NODE_TUPLE] = { .rules = dump_tuple, .contents = dump_tuple_items },
    [TN__NODE_MAP] = { .rules = dump_map, .contents = dump_values },
    [TN__NODE_MODEL] = { .rules = dump_model, .contents = dump_fields },
    [TN__NODE_NULLABLE] = { .contents = dump_nullable },
    [TN__NODE_UNION] = { .rules = dump_tags, .contents = dump_union },
};

static void
dump_body(struct tn__buf *buf, const struct tn__node *node, unsigned depth)
{
    tn__buf_str(buf, tn_str_from(kinds[node->kind]));
    if (dumpers[node->kind].rules)
        dumpers[node->kind].rules(buf, node);
    dump_checks(buf, node);
    tn__buf_char(buf, '\n');
    if (dumpers[node->kind].contents)
        dumpers[node->kind].contents(buf, node, depth + 1);
}

static void
dump_node(struct tn__buf *buf, const struct tn__node *node, unsigned depth)
{
    /* What is in a nullable has the same name and pointer, but comes second:
     * only a definition that is referred to is met from elsewhere. */
    if (node->name.ptr && depth) {
        tn__buf_printf(buf, "-> %s %s\n", kinds[node->kind], node->name.ptr);
        return;
    }
    dump_body(buf, node, depth);
}

/* A definition, or the root: what it consists of has the same name and is
 * written below it. */
static void
dump_top(struct tn__buf *buf, const struct tn__node *node, const char *label)
{
    tn__buf_printf(buf, "%s", label);
    dump_text(buf, "name", node->name);
    dump_text(buf, "title", node->title);
    dump_text(buf, "description", node->description);
    tn__buf_lit(buf, " = ");
    if (node->kind == TN__NODE_NULLABLE) {
        tn__buf_lit(buf, "NULLABLE");
        dump_checks(buf, node);
        tn__buf_char(buf, ' ');
        dump_body(buf, node->u.inner, 0);
    } else {
        dump_body(buf, node, 0);
    }
}

void dump_schema(struct tn__buf *buf, const struct tn_schema *schema)
{
    if (schema->root)
        dump_top(buf, schema->root, "root");
    else
        tn__buf_lit(buf, "no root\n");
    for (size_t i = 0; i < schema->def_count; i++) {
        tn__buf_printf(buf, "$defs %s:", schema->defs[i].name.ptr);
        dump_top(buf, schema->defs[i].node, "");
    }
}
