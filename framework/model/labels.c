/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/decoder.h"
#include "model/formats.h"
#include "schema/repr.h"

/*
 * The names that Pydantic gives the members of a union in a location:
 * list[int], dict[str,int], constrained-str, literal['a','b'], Cat.
 */

/* Containers that a label spells out, and its bytes; then "...". */
#define DEPTH_LIMIT 8
#define SIZE_LIMIT  512

struct label {
    const char *plain;
    const char *constrained; /* with rules of its own; NULL: the same */
};

static const struct label labels[] = {
    [TN__NODE_ANY] = { "any", NULL },
    [TN__NODE_NULL] = { "none", NULL },
    [TN__NODE_BOOL] = { "bool", NULL },
    [TN__NODE_INT] = { "int", "constrained-int" },
    [TN__NODE_FLOAT] = { "float", "constrained-float" },
    [TN__NODE_STRING] = { "str", "constrained-str" },
    [TN__NODE_ARRAY] = { "list[", NULL },
    [TN__NODE_TUPLE] = { "tuple[", NULL },
    [TN__NODE_MAP] = { "dict[", NULL },
    [TN__NODE_MODEL] = { "model", NULL },
    [TN__NODE_NULLABLE] = { "nullable[", NULL },
    [TN__NODE_UNION] = { "union[", NULL },
};

static void append(struct tn__buf *buf, const char *text)
{
    tn__buf_append(buf, text, strlen(text));
}

/* -- What has no parts ----------------------------------------------------- */

static bool has_string_rules(const struct tn__string_rules *rules)
{
    return rules->min_length || rules->max_length != TN__NO_LIMIT ||
           rules->pattern;
}

static bool is_constrained(const struct tn__node *node)
{
    if (node->kind == TN__NODE_STRING)
        return has_string_rules(&node->u.string);
    return (node->kind == TN__NODE_INT || node->kind == TN__NODE_FLOAT) &&
           node->u.number.any;
}

static void write_format(struct tn__buf *buf, const struct tn__node *node)
{
    const struct tn__format_rule *rule = tn__format_rule(node);

    append(buf, has_string_rules(&node->u.format.string) ? rule->constrained
                                                         : rule->label);
}

static struct tn_str name_of(const struct tn__node *node)
{
    return node->title.ptr ? node->title : node->name;
}

/* An enum's schema does not tell whether its class is a str or an int too; most
 * are. */
static void write_enum(struct tn__buf *buf, const struct tn__node *node)
{
    const struct tn__choice_rules *rules = &node->u.choice;

    append(buf, rules->all_strings ? "str-" : rules->all_ints ? "int-" : "");
    append(buf, "enum[");
    tn__buf_str(buf, name_of(node));
    tn__buf_char(buf, ']');
}

static void write_literal(struct tn__buf *buf, const struct tn__node *node)
{
    const struct tn__choice_rules *rules = &node->u.choice;

    append(buf, "literal[");
    for (size_t i = 0; i < rules->count && buf->size < SIZE_LIMIT; i++) {
        if (i)
            tn__buf_char(buf, ',');
        tn__repr_write(buf, rules->values[i]);
    }
    tn__buf_char(buf, ']');
}

static void write_simple(struct tn__buf *buf, const struct tn__node *node)
{
    const struct label *label = &labels[node->kind];

    switch (node->kind) {
    case TN__NODE_FORMAT:
        write_format(buf, node);
        break;
    case TN__NODE_ENUM:
        write_enum(buf, node);
        break;
    case TN__NODE_LITERAL:
        write_literal(buf, node);
        break;
    case TN__NODE_MODEL:
        if (name_of(node).ptr)
            tn__buf_str(buf, name_of(node));
        else
            append(buf, label->plain);
        break;
    default:
        append(buf, is_constrained(node) ? label->constrained : label->plain);
    }
}

/* -- What has -------------------------------------------------------------- */

/* Returns a part of a node by its index, NULL past the last. */
static const struct tn__node *part_of(const struct tn__node *node, size_t index)
{
    switch (node->kind) {
    case TN__NODE_ARRAY:
        return index == 0 ? node->u.array.items : NULL;
    case TN__NODE_TUPLE:
        if (index < node->u.tuple.count)
            return node->u.tuple.items[index].node;
        return index == node->u.tuple.count ? node->u.tuple.rest : NULL;
    case TN__NODE_MAP:
        if (index == 0 && node->u.map.keys)
            return node->u.map.keys;
        return index == (node->u.map.keys ? 1 : 0) ? node->u.map.values : NULL;
    case TN__NODE_NULLABLE:
        return index == 0 ? node->u.inner : NULL;
    case TN__NODE_UNION:
        return index < node->u.any_of.count ? node->u.any_of.members[index]
                                            : NULL;
    default:
        return NULL;
    }
}

/* Returns whether Pydantic has not named the part yet when it names the node:
 * it makes these labels while the recursive model is still being built. */
static bool is_early(const struct tn__node *node, const struct tn__node *part)
{
    return part->layout.recursive && part->kind == TN__NODE_MODEL &&
           (node->kind == TN__NODE_NULLABLE || node->kind == TN__NODE_MAP);
}

static void open_label(struct tn__buf *buf, const struct tn__node *node)
{
    if (node->kind == TN__NODE_ARRAY && node->u.array.unique)
        append(buf, "set[");
    else if (node->kind == TN__NODE_UNION && node->u.any_of.tags)
        append(buf, "tagged-union[");
    else
        append(buf, labels[node->kind].plain);
    if (node->kind == TN__NODE_MAP && !node->u.map.keys)
        append(buf, "str,");
}

static void close_label(struct tn__buf *buf, const struct tn__node *node)
{
    if (node->kind == TN__NODE_TUPLE && node->u.tuple.rest)
        append(buf, ", ...");
    tn__buf_char(buf, ']');
}

struct open {
    const struct tn__node *node;
    size_t next; /* the part to write */
};

struct tn_str tn__union_label(struct tn__decoder *decoder,
                              const struct tn__node *member)
{
    struct tn__buf *buf = &decoder->text;
    struct open stack[DEPTH_LIMIT] = { { member, 0 } };
    size_t depth = 0;

    if (!part_of(member, 0)) {
        write_simple(buf, member);
        return tn__decoder_text(decoder);
    }
    open_label(buf, member);
    for (;;) {
        struct open *at = &stack[depth];
        const struct tn__node *part = part_of(at->node, at->next);

        if (!part) {
            close_label(buf, at->node);
            if (depth-- == 0)
                return tn__decoder_text(decoder);
            continue;
        }
        if (at->next++)
            append(buf, at->node->kind == TN__NODE_TUPLE ? ", " : ",");
        if (is_early(at->node, part) || buf->size > SIZE_LIMIT ||
            (part_of(part, 0) && depth + 1 == DEPTH_LIMIT)) {
            append(buf, "...");
        } else if (part_of(part, 0)) {
            open_label(buf, part);
            stack[++depth] = (struct open){ part, 0 };
        } else {
            write_simple(buf, part);
        }
    }
}
