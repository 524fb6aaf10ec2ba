/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/decoder.h"
#include "model/layout.h"

/* Validations of recursive models inside each other, as Pydantic counts. */
#define NESTING_LIMIT 255

void *tn__decoder_alloc(struct tn__decoder *decoder, size_t size)
{
    void *memory = tn__arena_alloc(decoder->arena, size);

    decoder->failed |= !memory;
    return memory;
}

/* -- Frames ---------------------------------------------------------------- */

/* Returns a frame for the next depth: one that served there before, if any. */
static struct tn__frame *next_frame(struct tn__decoder *decoder)
{
    struct tn__frame **place =
        decoder->top ? &decoder->top->inner : &decoder->first;

    if (!*place) {
        *place = tn__decoder_alloc(decoder, sizeof(**place));
        if (!*place)
            return NULL;
        **place = (struct tn__frame){ 0 };
    }
    return *place;
}

bool tn__decoder_is_full(const struct tn__decoder *decoder,
                         const struct tn__node *node)
{
    return node->layout.recursive && decoder->nesting >= NESTING_LIMIT;
}

struct tn__frame *tn__decoder_enter(struct tn__decoder *decoder,
                                    const struct tn__node *node,
                                    const struct tn_value *value,
                                    char *out)
{
    struct tn__frame *frame;

    if (decoder->is_over)
        return NULL;
    if (tn__decoder_is_full(decoder, node)) {
        tn__decoder_refuse(decoder, TN__ISSUE_RECURSION_LOOP, value);
        return NULL;
    }
    frame = next_frame(decoder);
    if (!frame)
        return NULL;
    frame->outer = decoder->top;
    frame->node = node;
    frame->value = value;
    frame->cursor = value + 1;
    frame->out = out;
    frame->index = SIZE_MAX;
    frame->count = value->count;
    frame->issues_before = decoder->issues->count;
    frame->loc = NULL;
    frame->strict = node->kind == TN__NODE_MODEL
                        ? decoder->all_strict || node->layout.plan->strict
                        : decoder->strict;
    decoder->nesting += node->layout.recursive;
    decoder->top = frame;
    return frame;
}

/* -- Fit ------------------------------------------------------------------- */

/* Returns how well a value fits a node that is no container. */
static enum tn__fit fit_of(const struct tn__node *node,
                           const struct tn_value *value)
{
    static const enum tn_type exact[] = {
        [TN__NODE_NULL] = TN_TYPE_NULL,     [TN__NODE_BOOL] = TN_TYPE_BOOL,
        [TN__NODE_INT] = TN_TYPE_INT,       [TN__NODE_FLOAT] = TN_TYPE_FLOAT,
        [TN__NODE_STRING] = TN_TYPE_STRING,
    };

    switch (node->kind) {
    case TN__NODE_ANY:
        return TN__FIT_STRICT;
    case TN__NODE_LITERAL:
        return TN__FIT_EXACT;
    case TN__NODE_FORMAT:
    case TN__NODE_ENUM:
        return TN__FIT_LAX;
    case TN__NODE_FLOAT:
        if (value->type == TN_TYPE_INT || value->type == TN_TYPE_BIGINT)
            return TN__FIT_STRICT;
        break;
    default:
        break;
    }
    return value->type == exact[node->kind] ? TN__FIT_EXACT : TN__FIT_LAX;
}

/* -- Any value ------------------------------------------------------------- */

void tn__struct_enter(struct tn__decoder *decoder,
                      const struct tn__node *node,
                      const struct tn_value *value,
                      char *out)
{
    if (node->kind == TN__NODE_MODEL)
        tn__model_enter(decoder, node, value, out);
    else
        tn__tuple_enter(decoder, node, value, out);
}

/* A struct as a member: in place, or in its own memory. */
static void member_enter(struct tn__decoder *decoder,
                         const struct tn__node *node,
                         const struct tn_value *value,
                         char *out)
{
    char *own = out;

    if (node->layout.by_pointer) {
        own = tn__decoder_alloc(decoder, node->layout.struct_size);
        if (!own)
            return;
        memcpy(out, &own, sizeof(own));
    }
    tn__struct_enter(decoder, node, value, own);
}

/* Returns whether the value is null; marks the member. */
static bool is_null(const struct tn__node *nullable,
                    const struct tn_value *value,
                    char *out)
{
    bool null = value->type == TN_TYPE_NULL;

    out[TN__HAS_OFFSET] = true;
    out[TN__IS_NULL_OFFSET] = null;
    if (null)
        memset(out + nullable->layout.value_offset, 0,
               nullable->u.inner->layout.size);
    return null;
}

void tn__decode_value(struct tn__decoder *decoder,
                      const struct tn__node *node,
                      const struct tn_value *value,
                      char *out)
{
    if (node->check_count)
        tn__decode_checks(decoder, node, value);
    while (node->kind == TN__NODE_NULLABLE) {
        if (is_null(node, value, out))
            return;
        out += node->layout.value_offset;
        node = node->u.inner;
        if (node->check_count)
            tn__decode_checks(decoder, node, value);
    }
    switch (node->kind) {
    case TN__NODE_ARRAY:
        if (node->u.array.unique)
            tn__set_enter(decoder, node, value, out);
        else
            tn__list_enter(decoder, node, value, out);
        break;
    case TN__NODE_MAP:
        tn__map_enter(decoder, node, value, out);
        break;
    case TN__NODE_MODEL:
    case TN__NODE_TUPLE:
        member_enter(decoder, node, value, out);
        break;
    case TN__NODE_UNION:
        if (node->u.any_of.tags)
            tn__tagged_enter(decoder, node, value, out);
        else
            tn__union_enter(decoder, node, value, out);
        break;
    default:
        if (!tn__decode_at_once(node->layout.op, node, value, out) &&
            tn__decode_scalar(decoder, node, value, out))
            tn__rate(decoder, fit_of(node, value));
    }
}

static void step(struct tn__decoder *decoder, struct tn__frame *frame)
{
    switch (frame->node->kind) {
    case TN__NODE_MODEL:
        tn__model_step(decoder, frame);
        break;
    case TN__NODE_ARRAY:
        if (frame->node->u.array.unique)
            tn__set_step(decoder, frame);
        else
            tn__list_step(decoder, frame);
        break;
    case TN__NODE_TUPLE:
        tn__tuple_step(decoder, frame);
        break;
    case TN__NODE_MAP:
        tn__map_step(decoder, frame);
        break;
    default:
        if (frame->node->u.any_of.tags)
            tn__tagged_step(decoder, frame);
        else
            tn__union_step(decoder, frame);
    }
}

void tn__decoder_run(struct tn__decoder *decoder)
{
    while (decoder->top && !decoder->failed && !decoder->is_over)
        step(decoder, decoder->top);
}
