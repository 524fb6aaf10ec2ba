/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/encode.h"

#include <tenon/error.h>

#include "base/number.h"
#include "model/encoder.h"
#include "model/layout.h"
#include "model/plan.h"
#include "json/reader.h"

/* -- Frames ---------------------------------------------------------------- */

static struct tn__encoder_frame *next_frame(struct tn__encoder *encoder)
{
    struct tn__encoder_frame **place =
        encoder->top ? &encoder->top->inner : &encoder->first;

    if (!*place) {
        *place = tn__arena_alloc(encoder->scratch, sizeof(**place));
        if (*place)
            (*place)->inner = NULL;
    }
    return *place;
}

static void enter(struct tn__encoder *encoder, struct tn__encoder_frame opened)
{
    struct tn__encoder_frame *frame;

    if (++encoder->depth > TN__JSON_DEPTH) {
        tn__encoder_fail(encoder,
                         "nested too deep, or a pointer that leads back");
        return;
    }
    frame = next_frame(encoder);
    if (!frame) {
        encoder->rc = TN_ENOMEM;
        return;
    }
    opened.outer = encoder->top;
    opened.inner = frame->inner;
    opened.index = SIZE_MAX;
    *frame = opened;
    encoder->top = frame;
}

static void leave(struct tn__encoder *encoder)
{
    encoder->depth--;
    encoder->top = encoder->top->outer;
}

static void enter_items(struct tn__encoder *encoder,
                        const struct tn__node *node,
                        const char *in,
                        const struct tn__node *values)
{
    struct tn__items items;

    memcpy(&items, in, sizeof(items));
    if (!items.items && items.count) {
        tn__encoder_fail(encoder,
                         "no items: the pointer is NULL, the count is not 0");
        return;
    }
    tn__buf_char(encoder->buf, node->kind == TN__NODE_ARRAY ? '[' : '{');
    enter(encoder, (struct tn__encoder_frame){
                       .node = node,
                       .in = items.items,
                       .count = items.count,
                       .values = values,
                       .is_map = node->kind != TN__NODE_ARRAY,
                   });
}

static void enter_model(struct tn__encoder *encoder,
                        const struct tn__node *node,
                        const char *in)
{
    tn__buf_char(encoder->buf, '{');
    enter(encoder, (struct tn__encoder_frame){
                       .node = node,
                       .in = in,
                       .count = node->u.model.field_count,
                   });
}

static size_t count_of(const struct tn__tuple_rules *rules,
                       const struct tn__items *rest)
{
    return rules->count + (rules->rest ? rest->count : 0);
}

static void enter_tuple(struct tn__encoder *encoder,
                        const struct tn__node *node,
                        const char *in)
{
    const struct tn__tuple_rules *rules = &node->u.tuple;
    struct tn__items rest = { 0 };

    if (rules->rest)
        memcpy(&rest, in + rules->rest_offset, sizeof(rest));
    if (!rest.items && rest.count) {
        tn__encoder_fail(encoder,
                         "no rest: the pointer is NULL, the count is not 0");
        return;
    }
    tn__buf_char(encoder->buf, '[');
    enter(encoder, (struct tn__encoder_frame){
                       .node = node,
                       .in = in,
                       .count = count_of(rules, &rest),
                   });
}

static void enter_struct(struct tn__encoder *encoder,
                         const struct tn__node *node,
                         const char *in)
{
    if (node->kind == TN__NODE_MODEL)
        enter_model(encoder, node, in);
    else
        enter_tuple(encoder, node, in);
}

/* A struct as a member: in place, or in its own memory. */
static void enter_member(struct tn__encoder *encoder,
                         const struct tn__node *node,
                         const char *in)
{
    const char *own = in;

    if (node->layout.by_pointer)
        memcpy(&own, in, sizeof(own));
    if (own)
        enter_struct(encoder, node, own);
    else
        tn__encoder_fail(encoder, "no struct: the pointer is NULL");
}

/* Returns the member that a union holds; NULL: none. */
static const struct tn__node *member_of(struct tn__encoder *encoder,
                                        const struct tn__node *node,
                                        const char *in)
{
    uint32_t kind;

    memcpy(&kind, in, sizeof(kind));
    if (kind < node->u.any_of.count)
        return node->u.any_of.members[kind];
    tn__encoder_fail(encoder, "a kind that is none of the union's");
    return NULL;
}

/* Finds what a nullable or a union holds. Returns NULL where nothing is left to
 * write. */
static const struct tn__node *unwrap(struct tn__encoder *encoder,
                                     const struct tn__node *node,
                                     const char **in)
{
    while (node) {
        const struct tn__node *inner;

        if (node->kind == TN__NODE_UNION) {
            inner = member_of(encoder, node, *in);
        } else if (node->kind != TN__NODE_NULLABLE) {
            return node;
        } else if ((*in)[TN__IS_NULL_OFFSET]) {
            tn__buf_lit(encoder->buf, "null");
            return NULL;
        } else {
            inner = node->u.inner;
        }
        *in += node->layout.value_offset;
        node = inner;
    }
    return NULL;
}

/* Writes a member, or enters a frame for it. */
void tn__encoder_value(struct tn__encoder *encoder,
                       const struct tn__node *node,
                       const char *in)
{
    node = unwrap(encoder, node, &in);
    if (!node)
        return;
    if (tn__node_is_struct(node)) {
        enter_member(encoder, node, in);
    } else if (node->kind == TN__NODE_ARRAY) {
        enter_items(encoder, node, in, node->u.array.items);
    } else if (node->kind == TN__NODE_MAP) {
        enter_items(encoder, node, in, node->u.map.values);
    } else {
        tn__encode_scalar(encoder, node, in);
    }
}

static void separate(struct tn__encoder *encoder,
                     struct tn__encoder_frame *frame)
{
    if (frame->has_before)
        tn__buf_char(encoder->buf, ',');
    frame->has_before = true;
}

static void step_items(struct tn__encoder *encoder,
                       struct tn__encoder_frame *frame)
{
    const struct tn__layout *layout = &frame->node->layout;

    while (++frame->index < frame->count && encoder->rc == 0) {
        const char *entry = frame->in + frame->index * layout->stride;
        struct tn_str key;

        separate(encoder, frame);
        if (frame->is_map) {
            memcpy(&key, entry, sizeof(key));
            tn__encode_string(encoder, key);
            tn__buf_char(encoder->buf, ':');
            entry += layout->value_offset;
        }
        tn__encoder_value(encoder, frame->values, entry);
        if (encoder->top != frame)
            return;
    }
    tn__buf_char(encoder->buf, frame->is_map ? '}' : ']');
    leave(encoder);
}

/* -- Tuples ---------------------------------------------------------------- */

/* Finds the item at the frame's index; returns whether it is there. */
static bool find_item(const struct tn__encoder_frame *frame,
                      const struct tn__node **node,
                      const char **in)
{
    const struct tn__tuple_rules *rules = &frame->node->u.tuple;
    const struct tn__field *field = &rules->items[frame->index];
    struct tn__items rest;

    if (frame->index >= rules->count) {
        memcpy(&rest, frame->in + rules->rest_offset, sizeof(rest));
        *node = rules->rest;
        *in = (const char *)rest.items +
              (frame->index - rules->count) * frame->node->layout.stride;
        return true;
    }
    *node = field->node;
    *in = frame->in + field->offset;
    if (field->required)
        return true;
    if (!(*in)[TN__HAS_OFFSET])
        return false;
    if (field->node->kind != TN__NODE_NULLABLE)
        *in += tn__layout_value_offset(field->node);
    return true;
}

static void step_tuple(struct tn__encoder *encoder,
                       struct tn__encoder_frame *frame)
{
    bool has_gap = false;

    while (++frame->index < frame->count && encoder->rc == 0) {
        const struct tn__node *node;
        const char *in;
        bool is_there = find_item(frame, &node, &in);

        if (is_there && has_gap)
            tn__encoder_fail(encoder, "an item after one that is absent");
        has_gap |= !is_there;
        if (has_gap)
            continue;
        separate(encoder, frame);
        tn__encoder_value(encoder, node, in);
        if (encoder->top != frame)
            return;
    }
    tn__buf_char(encoder->buf, ']');
    leave(encoder);
}

/* -- The walk -------------------------------------------------------------- */

static void step(struct tn__encoder *encoder, struct tn__encoder_frame *frame)
{
    if (frame->node->kind == TN__NODE_TUPLE)
        step_tuple(encoder, frame);
    else if (frame->node->kind == TN__NODE_MODEL && !frame->is_map)
        tn__encoder_step_model(encoder, frame);
    else
        step_items(encoder, frame);
}

static int run(struct tn__encoder *encoder)
{
    while (encoder->top && encoder->rc == 0 && !encoder->buf->failed)
        step(encoder, encoder->top);
    if (encoder->rc == 0 && encoder->buf->failed)
        encoder->rc = TN_ENOMEM;
    return encoder->rc;
}

int tn__encode_member(struct tn__buf *buf,
                      struct tn__arena *scratch,
                      const struct tn__node *node,
                      const void *in)
{
    struct tn__encoder encoder = { .buf = buf, .scratch = scratch };

    tn__encoder_value(&encoder, node, in);
    return run(&encoder);
}

int tn__encode_some(struct tn__buf *buf,
                    struct tn__arena *scratch,
                    const struct tn__node *node,
                    const void *in,
                    const struct tn__encode_options *options)
{
    struct tn__encoder encoder = {
        .buf = buf,
        .scratch = scratch,
        .exclude = options->exclude,
        .error = options->error,
    };

    if (tn__node_is_struct(node))
        enter_struct(&encoder, node, in);
    else
        tn__encoder_value(&encoder, node, in);
    return run(&encoder) == TN_ENOMEM ? tn_error_set(options->error, TN_ENOMEM,
                                                     "the answer is too large")
                                      : encoder.rc;
}

int tn__encode(struct tn__buf *buf,
               struct tn__arena *scratch,
               const struct tn__node *node,
               const void *in,
               struct tn_error *error)
{
    const struct tn__encode_options options = { .error = error };

    return tn__encode_some(buf, scratch, node, in, &options);
}
