/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/decoder.h"

/* Returns the name a frame's location ends with; ptr NULL: its index. */
static struct tn_str step_name(struct tn__decoder *decoder,
                               const struct tn__frame *frame)
{
    const struct tn__node *node = frame->node;
    const struct tn__model_rules *model = &node->u.model;

    switch (node->kind) {
    case TN__NODE_MODEL:
        return frame->index < model->field_count
                   ? model->fields[frame->index].name
                   : tn_value_str(
                         frame->pairs[frame->index - model->field_count].key);
    case TN__NODE_MAP:
        return tn_value_str(frame->pairs[frame->index].key);
    case TN__NODE_UNION:
        return tn__union_label(decoder, node->u.any_of.members[frame->index]);
    default:
        return (struct tn_str){ 0 };
    }
}

static const struct tn__loc *make_step(struct tn__decoder *decoder,
                                       const struct tn__loc *outer,
                                       struct tn_str name,
                                       size_t index)
{
    struct tn__loc *loc = tn__arena_alloc(decoder->arena, sizeof(*loc));

    if (loc)
        *loc = (struct tn__loc){ .outer = outer, .name = name, .index = index };
    else
        decoder->failed = true;
    return loc;
}

static bool is_located(const struct tn__frame *frame)
{
    return frame->loc && frame->loc_index == frame->index;
}

/*
 * Returns where the decoder stands. The steps of outer frames that issues
 * before this one have made are shared, so that many issues deep inside cost
 * little more than one.
 */
static const struct tn__loc *locate(struct tn__decoder *decoder)
{
    struct tn__frame *frame = decoder->top;
    const struct tn__loc *loc = decoder->root_loc;

    if (!loc)
        loc = decoder->root_loc =
            make_step(decoder, NULL, tn_str_from(decoder->root), 0);
    if (!frame)
        return loc;
    while (frame->outer && !is_located(frame))
        frame = frame->outer;
    for (;; frame = frame->inner) {
        if (!is_located(frame)) {
            frame->loc = make_step(decoder, loc, step_name(decoder, frame),
                                   frame->index);
            frame->loc_index = frame->index;
        }
        loc = frame->loc;
        if (frame == decoder->top)
            return loc;
    }
}

void tn__decoder_add(struct tn__decoder *decoder, struct tn__issue *issue)
{
    if (!tn__issues_are_full(decoder->issues))
        issue->loc = locate(decoder);
    if (!decoder->failed)
        tn__issues_add(decoder->issues, issue);
    if (decoder->issues->failed)
        decoder->failed = true;
}

bool tn__decoder_refuse(struct tn__decoder *decoder,
                        enum tn__issue_kind kind,
                        const struct tn_value *input)
{
    struct tn__issue issue = { .kind = kind, .input = input };

    tn__decoder_add(decoder, &issue);
    return false;
}
