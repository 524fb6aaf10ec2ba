/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/decoder.h"
#include "model/layout.h"

void tn__list_enter(struct tn__decoder *decoder,
                    const struct tn__node *node,
                    const struct tn_value *value,
                    char *out)
{
    const struct tn__array_rules *rules = &node->u.array;
    struct tn__items items = { .count = value->count };

    if (value->type != TN_TYPE_ARRAY) {
        tn__decoder_refuse(decoder, TN__ISSUE_LIST_TYPE, value);
        return;
    }
    /* First and alone: no item is looked at. */
    if (items.count > rules->max_items) {
        tn__decoder_refuse_length(decoder, TN__ISSUE_LIST_TOO_LONG, value,
                                  rules->max_items, items.count);
        return;
    }
    items.items = tn__decoder_alloc(decoder, items.count * node->layout.stride);
    if (!items.items)
        return;
    memcpy(out, &items, sizeof(items));
    tn__decoder_enter(decoder, node, value, items.items);
}

void tn__list_step(struct tn__decoder *decoder, struct tn__frame *frame)
{
    const struct tn__node *node = frame->node;
    const struct tn__node *items = node->u.array.items;

    while (++frame->index < frame->count) {
        const struct tn_value *item = frame->cursor;
        char *out = frame->out + frame->index * node->layout.stride;

        frame->cursor = tn_value_next(item);
        if (tn__decode_at_once(items->layout.op, items, item, out))
            continue;
        tn__decode_value(decoder, items, item, out);
        if (decoder->top != frame)
            return;
    }
    tn__decoder_leave(decoder);
    if (frame->count < node->u.array.min_items &&
        frame->issues_before == decoder->issues->count)
        tn__decoder_refuse_length(decoder, TN__ISSUE_LIST_TOO_SHORT,
                                  frame->value, node->u.array.min_items,
                                  frame->count);
}
