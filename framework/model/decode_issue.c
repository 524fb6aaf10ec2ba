/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "evaluate/evaluate.h"
#include "model/decoder.h"
#include "schema/repr.h"

/* Returns the step of a union's member: its label, or its tag. */
static struct tn__loc member_step(struct tn__decoder *decoder,
                                  const struct tn__frame *frame)
{
    const struct tn__union_rules *rules = &frame->node->u.any_of;
    const struct tn_value *tag = frame->tag;

    if (!rules->tags)
        return (struct tn__loc){
            .name = tn__union_label(decoder, rules->members[frame->index]),
        };
    if (tag->type == TN_TYPE_INT)
        return (struct tn__loc){ .index = tag->as.integer };
    if (tag->type == TN_TYPE_STRING)
        return (struct tn__loc){ .name = tn_value_str(tag) };
    tn__repr_write(&decoder->text, tag);
    return (struct tn__loc){ .name = tn__decoder_text(decoder) };
}

/* Returns the step that a frame's location ends with. */
static struct tn__loc step_of(struct tn__decoder *decoder,
                              const struct tn__frame *frame)
{
    const struct tn__node *node = frame->node;
    const struct tn__model_rules *model = &node->u.model;

    switch (node->kind) {
    case TN__NODE_MODEL:
        if (frame->index < model->field_count)
            return (struct tn__loc){ .name = model->fields[frame->index].name };
        return (struct tn__loc){
            .name = tn_value_str(
                frame->pairs[frame->index - model->field_count].key),
        };
    case TN__NODE_MAP:
        return (struct tn__loc){
            .name = tn_value_str(frame->pairs[frame->index].key),
        };
    case TN__NODE_UNION:
        return member_step(decoder, frame);
    default:
        return (struct tn__loc){ .index = (int64_t)frame->index };
    }
}

static const struct tn__loc *make_step(struct tn__decoder *decoder,
                                       const struct tn__loc *outer,
                                       struct tn__loc step)
{
    struct tn__loc *loc = tn__decoder_alloc(decoder, sizeof(*loc));

    if (!loc)
        return NULL;
    step.outer = outer;
    *loc = step;
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
            make_step(decoder, NULL,
                      (struct tn__loc){ .name = tn_str_from(decoder->root) });
    if (!frame)
        return loc;
    while (frame->outer && !is_located(frame))
        frame = frame->outer;
    for (;; frame = frame->inner) {
        if (!is_located(frame)) {
            frame->loc = make_step(decoder, loc, step_of(decoder, frame));
            frame->loc_index = frame->index;
        }
        loc = frame->loc;
        if (frame == decoder->top)
            return loc;
    }
}

void tn__decoder_add_at(struct tn__decoder *decoder,
                        struct tn__issue *issue,
                        const struct tn__fault_step *steps,
                        size_t count)
{
    if (decoder->is_over)
        return;
    if (!tn__issues_are_full(decoder->issues))
        issue->loc = locate(decoder);
    if (decoder->at_key && issue->loc)
        issue->loc =
            make_step(decoder, issue->loc,
                      (struct tn__loc){ .name = tn_str_from("[key]") });
    for (size_t i = 0; i < count && issue->loc; i++)
        issue->loc = make_step(decoder, issue->loc,
                               (struct tn__loc){
                                   .name = steps[i].name,
                                   .index = (int64_t)steps[i].index,
                               });
    if (!decoder->failed)
        tn__issues_add(decoder->issues, issue);
    if (decoder->issues->failed)
        decoder->failed = true;
}

void tn__decoder_add(struct tn__decoder *decoder, struct tn__issue *issue)
{
    tn__decoder_add_at(decoder, issue, NULL, 0);
}

bool tn__decoder_refuse(struct tn__decoder *decoder,
                        enum tn__issue_kind kind,
                        const struct tn_value *input)
{
    struct tn__issue issue = { .kind = kind, .input = input };

    tn__decoder_add(decoder, &issue);
    return false;
}

bool tn__decoder_refuse_length(struct tn__decoder *decoder,
                               enum tn__issue_kind kind,
                               const struct tn_value *input,
                               uint64_t limit,
                               size_t actual)
{
    struct tn__issue issue = {
        .kind = kind,
        .input = input,
        .limit = limit,
        .actual = actual,
    };

    tn__decoder_add(decoder, &issue);
    return false;
}

struct tn_str tn__decoder_text(struct tn__decoder *decoder)
{
    struct tn__buf *buf = &decoder->text;
    size_t size = buf->size;
    char *copy = NULL;

    if (!buf->failed)
        copy = tn__arena_alloc(decoder->arena, size + 1);
    if (!copy) {
        decoder->failed = true;
        return (struct tn_str){ 0 };
    }
    if (size)
        memcpy(copy, buf->data, size);
    copy[size] = '\0';
    tn__buf_reset(buf);
    return (struct tn_str){ copy, size };
}

void tn__decoder_give_up(struct tn__decoder *decoder,
                         enum tn__issue_kind kind,
                         const struct tn_value *input)
{
    tn__issues_rewind(decoder->issues, &decoder->start);
    tn__decoder_refuse(decoder, kind, input);
    decoder->is_over = true;
}
