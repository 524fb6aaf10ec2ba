/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/number.h"
#include "model/encoder.h"
#include "model/layout.h"
#include "model/plan.h"

/* Bytes that a number, true, false and null fit in. */
#define SCALAR_ROOM TN__NUMBER_TEXT

enum presence {
    ABSENT,  /* left out */
    DEFAULT, /* not set: the schema's default is written */
    IS_NULL,
    PRESENT,
};

static enum presence presence_of(const struct tn__plan_field *field,
                                 const char *in)
{
    bool has;

    if (!field->optional)
        return PRESENT;
    has = field->required || in[field->offset + TN__HAS_OFFSET];
    if (!has)
        return field->default_text.ptr ? DEFAULT : ABSENT;
    return in[field->offset + TN__IS_NULL_OFFSET] ? IS_NULL : PRESENT;
}

/* Writes the comma, where one is due, and the key, with room for a scalar that
 * the caller writes behind it. Returns that place; NULL when memory is short.
 */
static char *write_key(struct tn__encoder *encoder,
                       struct tn__encoder_frame *frame,
                       const struct tn__plan_field *field)
{
    size_t size = field->key.len;
    char *to =
        tn__buf_reserve(encoder->buf, size + TN__KEY_BLOCK + SCALAR_ROOM);

    if (!to)
        return NULL;
    *to = ',';
    to += frame->has_before;
    tn__buf_commit(encoder->buf, size + frame->has_before);
    frame->has_before = true;
    for (size_t at = 0; at < size; at += TN__KEY_BLOCK)
        memcpy(to + at, field->key.ptr + at, TN__KEY_BLOCK);
    return to + size;
}

/* Writes the commonest scalars at `to`. Returns whether it did. */
static bool write_at_once(struct tn__encoder *encoder,
                          unsigned op,
                          const char *in,
                          char *to)
{
    int64_t integer;

    if (op != TN__OP_INT64 && op != TN__OP_INT64_SPAN)
        return false;
    memcpy(&integer, in, sizeof(integer));
    tn__buf_commit(encoder->buf, tn__number_format_int(to, integer));
    return true;
}

/* Whether a member is left out before it is written. */
static bool is_excluded(const struct tn__exclude *exclude,
                        enum presence presence)
{
    return exclude &&
           ((presence == DEFAULT && (exclude->unset || exclude->defaults)) ||
            (presence == IS_NULL && exclude->none));
}

/* Takes the member at the frame's index back where what was written says that
 * it is to be left out. */
static void finish_field(struct tn__encoder *encoder,
                         struct tn__encoder_frame *frame)
{
    const struct tn__exclude *exclude = encoder->exclude;
    const struct tn__plan_field *field =
        &frame->node->layout.plan->fields[frame->index];
    size_t key = field->key.len + !frame->was_first;
    struct tn__buf *buf = encoder->buf;
    const char *written = tn__buf_text(buf);
    struct tn_str text;

    if (!written || buf->size < frame->start + key)
        return;
    text = (struct tn_str){ written + frame->start + key,
                            buf->size - frame->start - key };
    if ((exclude->none && tn_str_equal(text, tn_str_from("null"))) ||
        (exclude->defaults && field->default_text.ptr &&
         tn_str_equal(text, field->default_text))) {
        buf->size = frame->start;
        frame->has_before = !frame->was_first;
    }
}

/* Writes one field. Returns whether the work stays in this frame. */
static bool write_field(struct tn__encoder *encoder,
                        struct tn__encoder_frame *frame,
                        const struct tn__plan_field *field)
{
    enum presence presence = presence_of(field, frame->in);
    const char *in = frame->in + field->value_offset;
    char *to;

    frame->start = encoder->buf->size;
    frame->was_first = !frame->has_before;
    if (presence == ABSENT || is_excluded(encoder->exclude, presence))
        return true;
    to = write_key(encoder, frame, field);
    if (!to)
        return true;
    if (presence == DEFAULT)
        tn__buf_str(encoder->buf, field->default_text);
    else if (presence == IS_NULL)
        tn__buf_lit(encoder->buf, "null");
    else if (!write_at_once(encoder, field->op, in, to))
        tn__encoder_value(encoder, field->node, in);
    return encoder->top == frame;
}

/* The extras follow the fields, in the frame of the model. */
static void begin_extras(struct tn__encoder *encoder,
                         struct tn__encoder_frame *frame)
{
    const struct tn__model_rules *rules = &frame->node->u.model;
    struct tn__items extras = { 0 };

    if (rules->extra == TN__EXTRA_ALLOW)
        memcpy(&extras, frame->in + rules->extra_offset, sizeof(extras));
    frame->in = extras.items;
    frame->count = extras.count;
    frame->index = SIZE_MAX;
    frame->values = rules->extra_node;
    frame->is_map = true;
    if (!extras.items && extras.count)
        tn__encoder_fail(encoder,
                         "no extras: the pointer is NULL, the count is not 0");
}

void tn__encoder_step_model(struct tn__encoder *encoder,
                            struct tn__encoder_frame *frame)
{
    const struct tn__plan *plan = frame->node->layout.plan;

    if (encoder->exclude && frame->index != SIZE_MAX)
        finish_field(encoder, frame);
    while (++frame->index < frame->count && encoder->rc == 0) {
        if (!write_field(encoder, frame, &plan->fields[frame->index]))
            return;
        if (encoder->exclude)
            finish_field(encoder, frame);
    }
    if (encoder->rc == 0)
        begin_extras(encoder, frame);
}
