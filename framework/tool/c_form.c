/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "tool/c_form.h"

#include "model/layout.h"

#define STEP 4

void tn__c_indent(struct tn__buf *buf, unsigned indent)
{
    tn__buf_printf(buf, "%*s", (int)indent, "");
}

static const struct tn__c_word word_value = { "const struct tn_value *",
                                              "struct tn_opt_value " };
static const struct tn__c_word word_bool = { "bool ", "struct tn_opt_bool " };
static const struct tn__c_word word_int32 = { "int32_t ",
                                              "struct tn_opt_int32 " };
static const struct tn__c_word word_int64 = { "int64_t ",
                                              "struct tn_opt_int64 " };
static const struct tn__c_word word_float = { "float ",
                                              "struct tn_opt_float " };
static const struct tn__c_word word_double = { "double ",
                                               "struct tn_opt_double " };
static const struct tn__c_word word_str = { "struct tn_str ",
                                            "struct tn_opt_str " };

static const struct tn__c_word *word_of_choice(const struct tn__node *node)
{
    if (node->u.choice.all_strings)
        return NULL;
    return node->u.choice.all_ints ? &word_int64 : &word_value;
}

const struct tn__c_word *tn__c_word_of(const struct tn__node *node)
{
    switch (node->kind) {
    case TN__NODE_ANY:
    case TN__NODE_NULL:
        return &word_value;
    case TN__NODE_BOOL:
        return &word_bool;
    case TN__NODE_INT:
        return node->u.number.is_32 ? &word_int32 : &word_int64;
    case TN__NODE_FLOAT:
        return node->u.number.is_32 ? &word_float : &word_double;
    case TN__NODE_STRING:
        return &word_str;
    case TN__NODE_FORMAT:
        return &tn__format_rule(node)->word;
    case TN__NODE_LITERAL:
    case TN__NODE_ENUM:
        return word_of_choice(node);
    case TN__NODE_ARRAY:
    case TN__NODE_TUPLE:
    case TN__NODE_MAP:
    case TN__NODE_MODEL:
    case TN__NODE_UNION:
    case TN__NODE_NULLABLE:
        break;
    }
    return NULL;
}

static void write_named(struct tn__buf *buf, const struct tn__c_type *type)
{
    bool is_pointer =
        tn__node_is_struct(type->node) && type->node->layout.by_pointer;

    tn__buf_printf(buf, "%s %s %s",
                   type->kind == TN__C_ENUM ? "enum" : "struct", type->tag.ptr,
                   is_pointer ? "*" : "");
}

static void write_unnamed(struct tn__buf *buf,
                          const struct tn__outline *outline,
                          const struct tn__node *node,
                          unsigned indent)
{
    tn__buf_lit(buf, "struct {\n");
    tn__c_form_write_list(buf, outline, node, indent + STEP);
    tn__c_indent(buf, indent);
    tn__buf_lit(buf, "} ");
}

void tn__c_form_write(struct tn__buf *buf,
                      const struct tn__outline *outline,
                      const struct tn__node *node,
                      unsigned indent)
{
    const struct tn__c_type *type = outline->by_node[node->index];
    const struct tn__c_word *word = tn__c_word_of(node);

    if (type)
        write_named(buf, type);
    else if (word)
        tn__buf_str(buf, tn_str_from(word->type));
    else if (node->kind == TN__NODE_NULLABLE)
        tn__c_form_write_optional(buf, outline, node->u.inner, indent);
    else
        write_unnamed(buf, outline, node, indent);
}

void tn__c_form_write_optional(struct tn__buf *buf,
                               const struct tn__outline *outline,
                               const struct tn__node *node,
                               unsigned indent)
{
    const struct tn__c_word *word = tn__c_word_of(node);

    if (word) {
        tn__buf_str(buf, tn_str_from(word->optional));
        return;
    }
    tn__buf_lit(buf, "struct {\n");
    tn__c_form_write_option(buf, outline, node, indent + STEP);
    tn__c_indent(buf, indent);
    tn__buf_lit(buf, "} ");
}

void tn__c_form_write_list(struct tn__buf *buf,
                           const struct tn__outline *outline,
                           const struct tn__node *node,
                           unsigned indent)
{
    const struct tn__c_type *item = outline->item_of[node->index];
    const struct tn__node *items =
        node->kind == TN__NODE_TUPLE ? node->u.tuple.rest : node->u.array.items;

    tn__c_indent(buf, indent);
    if (item)
        tn__buf_printf(buf, "struct %s ", item->tag.ptr);
    else
        tn__c_form_write(buf, outline, items, indent);
    tn__buf_lit(buf, "*items;\n");
    tn__c_indent(buf, indent);
    tn__buf_lit(buf, "size_t count;\n");
}

void tn__c_form_write_option(struct tn__buf *buf,
                             const struct tn__outline *outline,
                             const struct tn__node *node,
                             unsigned indent)
{
    tn__c_indent(buf, indent);
    tn__buf_lit(buf, "bool has;\n");
    tn__c_indent(buf, indent);
    tn__buf_lit(buf, "bool is_null;\n");
    tn__c_indent(buf, indent);
    tn__c_form_write(buf, outline, node, indent);
    tn__buf_lit(buf, "value;\n");
}
