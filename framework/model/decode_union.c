/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/decoder.h"
#include "model/layout.h"

/*
 * Pydantic's smart mode: every member is tried, and the one that fits best is
 * taken.
 */

/* Members that may be tried for a value, at least, and for each value in it:
 * unions inside unions could ask for a number that doubles with each level. */
#define TRIES_MIN       4096
#define TRIES_PER_VALUE 32

/* What a UNION's frame knows of the members tried so far. */
struct tn__choosing {
    struct tn__issues mark;  /* as the issues were before the first */
    size_t before;           /* their count before the current one */
    struct tn__rating outer; /* of what was decoded before the union */
    struct tn__rating best;
    size_t chosen;  /* the best member; SIZE_MAX: none yet */
    size_t fitting; /* members that fit without coercion */
    char *form;     /* the current member's */
    char *spare;    /* where members are decoded after one was chosen */
};

void tn__union_enter(struct tn__decoder *decoder,
                     const struct tn__node *node,
                     const struct tn_value *value,
                     char *out)
{
    struct tn__frame *frame = tn__decoder_enter(decoder, node, value, out);

    if (frame && !frame->choosing)
        frame->choosing = tn__decoder_alloc(decoder, sizeof(*frame->choosing));
    if (!frame || !frame->choosing)
        return;
    *frame->choosing = (struct tn__choosing){
        .mark = *decoder->issues,
        .outer = decoder->rating,
        .chosen = SIZE_MAX,
    };
}

static bool is_out_of_tries(struct tn__decoder *decoder)
{
    const struct tn_value *whole = decoder->whole;

    if (++decoder->tries <= TRIES_MIN)
        return false;
    return (decoder->tries - TRIES_MIN) / TRIES_PER_VALUE >
           (uint64_t)(tn_value_next(whole) - whole);
}

/* Returns where the current member is decoded. */
static char *form_for(struct tn__decoder *decoder, struct tn__frame *frame)
{
    struct tn__choosing *choosing = frame->choosing;
    const struct tn__layout *layout = &frame->node->layout;

    if (choosing->chosen == SIZE_MAX)
        return frame->out + layout->value_offset;
    if (!choosing->spare)
        choosing->spare =
            tn__decoder_alloc(decoder, layout->size - layout->value_offset);
    return choosing->spare;
}

/* Decodes the current member. Returns whether the work stays in this frame. */
static bool try_member(struct tn__decoder *decoder, struct tn__frame *frame)
{
    struct tn__choosing *choosing = frame->choosing;

    if (is_out_of_tries(decoder)) {
        tn__decoder_give_up(decoder, TN__ISSUE_UNION_TRIES, frame->value);
        return false;
    }
    choosing->before = decoder->issues->count;
    choosing->form = form_for(decoder, frame);
    if (!choosing->form)
        return false;
    decoder->rating = (struct tn__rating){ .fit = TN__FIT_EXACT };
    tn__decode_value(decoder, frame->node->u.any_of.members[frame->index],
                     frame->value, choosing->form);
    return decoder->top == frame && !decoder->failed && !decoder->is_over;
}

/* The number of fields decides where both have one and it differs, then the
 * fit; on a tie the earlier stays. */
static bool is_better(const struct tn__rating *rating,
                      const struct tn__rating *best)
{
    if (rating->has_fields && best->has_fields &&
        rating->fields != best->fields)
        return rating->fields > best->fields;
    return rating->fit > best->fit;
}

/* The current member is decoded: takes it if it fits better than those before.
 */
static void judge(struct tn__decoder *decoder, struct tn__frame *frame)
{
    struct tn__choosing *choosing = frame->choosing;
    const struct tn__layout *layout = &frame->node->layout;
    char *value = frame->out + layout->value_offset;

    if (decoder->issues->count != choosing->before)
        return;
    choosing->fitting += decoder->rating.fit >= TN__FIT_STRICT;
    if (choosing->chosen != SIZE_MAX &&
        !is_better(&decoder->rating, &choosing->best))
        return;
    choosing->chosen = frame->index;
    choosing->best = decoder->rating;
    if (choosing->form != value)
        memcpy(value, choosing->form, layout->size - layout->value_offset);
}

/* Returns whether no other member can be better. */
static bool is_decided(const struct tn__frame *frame)
{
    const struct tn__choosing *choosing = frame->choosing;

    return choosing->chosen != SIZE_MAX && !frame->node->u.any_of.only_one &&
           choosing->best.fit == TN__FIT_EXACT && !choosing->best.has_fields;
}

static void refuse_many(struct tn__decoder *decoder,
                        const struct tn__frame *frame)
{
    struct tn__issue issue = {
        .kind = TN__ISSUE_UNION_AMBIGUOUS,
        .input = frame->value,
        .actual = frame->choosing->fitting,
    };

    tn__decoder_add(decoder, &issue);
}

/* All members were tried: one is taken, or all their issues stand. */
static void conclude(struct tn__decoder *decoder, struct tn__frame *frame)
{
    const struct tn__choosing *choosing = frame->choosing;
    uint32_t kind = (uint32_t)choosing->chosen;

    decoder->rating = choosing->outer;
    tn__decoder_leave(decoder);
    if (choosing->chosen == SIZE_MAX)
        return;
    tn__issues_rewind(decoder->issues, &choosing->mark);
    memcpy(frame->out, &kind, sizeof(kind));
    tn__rate(decoder, choosing->best.fit);
    if (choosing->best.has_fields)
        tn__rate_fields(decoder, choosing->best.fields);
    if (frame->node->u.any_of.only_one && choosing->fitting > 1)
        refuse_many(decoder, frame);
}

void tn__union_step(struct tn__decoder *decoder, struct tn__frame *frame)
{
    const struct tn__union_rules *rules = &frame->node->u.any_of;

    if (frame->index != SIZE_MAX)
        judge(decoder, frame);
    while (!is_decided(frame) && ++frame->index < rules->count) {
        if (!try_member(decoder, frame))
            return;
        judge(decoder, frame);
    }
    conclude(decoder, frame);
}
