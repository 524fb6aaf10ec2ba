/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/decoder.h"
#include "model/layout.h"

/* Returns how many items a tuple may have. */
static uint64_t most_of(const struct tn__tuple_rules *rules)
{
    if (!rules->rest && rules->count < rules->max_items)
        return rules->count;
    return rules->max_items;
}

/* Makes room for what follows the items that have a place of their own. */
static bool make_rest(struct tn__decoder *decoder,
                      const struct tn__node *node,
                      size_t count,
                      char *out)
{
    struct tn__items rest = { 0 };
    const struct tn__tuple_rules *rules = &node->u.tuple;

    if (!rules->rest || count <= rules->count)
        return true;
    rest.count = count - rules->count;
    rest.items = tn__decoder_alloc(decoder, rest.count * node->layout.stride);
    memcpy(out + rules->rest_offset, &rest, sizeof(rest));
    return rest.items != NULL;
}

void tn__tuple_enter(struct tn__decoder *decoder,
                     const struct tn__node *node,
                     const struct tn_value *value,
                     char *out)
{
    const struct tn__tuple_rules *rules = &node->u.tuple;
    struct tn__frame *frame;

    memset(out, 0, node->layout.struct_size);
    if (value->type != TN_TYPE_ARRAY) {
        tn__decoder_refuse(decoder, TN__ISSUE_TUPLE_TYPE, value);
        return;
    }
    /* First and alone: no item is looked at. */
    if (value->count > most_of(rules)) {
        tn__decoder_refuse_length(decoder, TN__ISSUE_TUPLE_TOO_LONG, value,
                                  most_of(rules), value->count);
        return;
    }
    tn__rate(decoder, TN__FIT_LAX);
    if (!make_rest(decoder, node, value->count, out))
        return;
    frame = tn__decoder_enter(decoder, node, value, out);
    if (frame && frame->count < rules->count)
        frame->count = rules->count;
}

static char *rest_at(const struct tn__frame *frame, size_t index)
{
    const struct tn__tuple_rules *rules = &frame->node->u.tuple;
    struct tn__items rest;

    memcpy(&rest, frame->out + rules->rest_offset, sizeof(rest));
    return (char *)rest.items +
           (index - rules->count) * frame->node->layout.stride;
}

/* Decodes the item at the frame's index. */
static void decode_item(struct tn__decoder *decoder,
                        struct tn__frame *frame,
                        const struct tn_value *item)
{
    const struct tn__tuple_rules *rules = &frame->node->u.tuple;
    const struct tn__field *field = &rules->items[frame->index];
    char *out = frame->out;

    if (frame->index >= rules->count) {
        tn__decode_value(decoder, rules->rest, item,
                         rest_at(frame, frame->index));
        return;
    }
    out += field->offset;
    if (!field->required && field->node->kind != TN__NODE_NULLABLE) {
        out[TN__HAS_OFFSET] = true;
        out += tn__layout_value_offset(field->node);
    }
    tn__decode_value(decoder, field->node, item, out);
}

static void conclude(struct tn__decoder *decoder, struct tn__frame *frame)
{
    uint64_t least = frame->node->u.tuple.min_items;

    tn__decoder_leave(decoder);
    if (frame->value->count < least &&
        frame->issues_before == decoder->issues->count)
        tn__decoder_refuse_length(decoder, TN__ISSUE_TUPLE_TOO_SHORT,
                                  frame->value, least, frame->value->count);
}

void tn__tuple_step(struct tn__decoder *decoder, struct tn__frame *frame)
{
    const struct tn__tuple_rules *rules = &frame->node->u.tuple;

    while (++frame->index < frame->count) {
        const struct tn_value *item = frame->cursor;

        if (frame->index >= frame->value->count) {
            if (rules->items[frame->index].required)
                tn__decoder_refuse(decoder, TN__ISSUE_MISSING, frame->value);
            continue;
        }
        frame->cursor = tn_value_next(item);
        decode_item(decoder, frame, item);
        if (decoder->top != frame)
            return;
    }
    conclude(decoder, frame);
}
