/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/decoder.h"
#include "model/formats.h"

static bool
store_int(const struct tn__number_rules *rules, int64_t integer, char *out)
{
    int32_t narrow = (int32_t)integer;

    if (rules->is_32)
        memcpy(out, &narrow, sizeof(narrow));
    else
        memcpy(out, &integer, sizeof(integer));
    return true;
}

static bool
store_float(const struct tn__number_rules *rules, double number, char *out)
{
    float single = (float)number;

    if (rules->is_32)
        memcpy(out, &single, sizeof(single));
    else
        memcpy(out, &number, sizeof(number));
    return true;
}

static bool
store_choice(const struct tn__choice_rules *rules, size_t index, char *out)
{
    const struct tn_value *value = rules->values[index];
    uint32_t number = (uint32_t)index;

    if (rules->all_strings)
        memcpy(out, &number, sizeof(number));
    else if (rules->all_ints)
        memcpy(out, &value->as.integer, sizeof(int64_t));
    else
        memcpy(out, &value, sizeof(value));
    return true;
}

static bool store_value(const struct tn_value *value, char *out)
{
    memcpy(out, &value, sizeof(value));
    return true;
}

bool tn__decode_scalar(struct tn__decoder *decoder,
                       const struct tn__node *node,
                       const struct tn_value *value,
                       char *out)
{
    int64_t integer;
    double number;
    bool boolean;
    struct tn_str text;
    size_t index;

    switch (node->kind) {
    case TN__NODE_BOOL:
        if (!tn__decode_bool(decoder, value, &boolean))
            return false;
        memcpy(out, &boolean, sizeof(boolean));
        return true;
    case TN__NODE_INT:
        return tn__decode_int(decoder, &node->u.number, value, &integer) &&
               store_int(&node->u.number, integer, out);
    case TN__NODE_FLOAT:
        return tn__decode_float(decoder, &node->u.number, value, &number) &&
               store_float(&node->u.number, number, out);
    case TN__NODE_STRING:
        if (!tn__decode_string(decoder, &node->u.string, value, &text))
            return false;
        memcpy(out, &text, sizeof(text));
        return true;
    case TN__NODE_FORMAT:
        return tn__format_rule(node)->decode(decoder, node, value, out);
    case TN__NODE_LITERAL:
    case TN__NODE_ENUM:
        return tn__decode_choice(decoder, node, value, &index) &&
               store_choice(&node->u.choice, index, out);
    case TN__NODE_NULL:
        return value->type == TN_TYPE_NULL
                   ? store_value(value, out)
                   : tn__decoder_refuse(decoder, TN__ISSUE_NONE_REQUIRED,
                                        value);
    default:
        return store_value(value, out);
    }
}
