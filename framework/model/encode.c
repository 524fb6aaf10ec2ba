/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/encode.h"

#include <math.h>

#include <tenon/error.h>

#include "base/number.h"
#include "base/utf8.h"
#include "model/layout.h"
#include "model/plan.h"
#include "json/reader.h"
#include "json/writer.h"

/* A container that is being written. */
struct frame {
    struct frame *outer;
    struct frame *inner;         /* kept for the next at this depth */
    const struct tn__node *node; /* ARRAY, MAP, MODEL */
    const char *in;              /* the struct, the items, the entries */
    size_t index; /* what is written now; SIZE_MAX: nothing yet */
    size_t count;
    const struct tn__node *values; /* of the items, the entries */
    bool is_map;                   /* entries: of a MAP, or a MODEL's extras */
    bool has_before;               /* a member or an item was written */
};

struct encoder {
    struct tn__buf *buf;
    struct tn__arena *scratch;
    struct frame *top;
    struct frame *first;
    size_t depth;
    int rc; /* the first failure: the walk ends */
    struct tn_error *error;
};

/* -- Failures -------------------------------------------------------------- */

/* Appends a step to the error's JSON pointer, escaped (RFC 6901, section 3). */
static void append_step(struct tn_error *error, struct tn_str name)
{
    size_t at = strlen(error->pointer);
    size_t end = sizeof(error->pointer) - 3;

    if (at < end)
        error->pointer[at++] = '/';
    for (size_t i = 0; i < name.len && at < end; i++) {
        char c = name.ptr[i];

        error->pointer[at++] = c == '/' ? '~' : c;
        if (c == '~' || c == '/')
            error->pointer[at++] = c == '~' ? '0' : '1';
    }
    error->pointer[at] = '\0';
}

static void append_index(struct tn_error *error, size_t index)
{
    char text[TN__NUMBER_TEXT];

    append_step(error,
                (struct tn_str){ text, tn__number_format_uint(text, index) });
}

/* Writes where the encoder stands as a JSON pointer. */
static void tell_place(const struct encoder *encoder)
{
    struct tn_error *error = encoder->error;

    for (const struct frame *at = encoder->top ? encoder->first : NULL; at;
         at = at == encoder->top ? NULL : at->inner) {
        const struct tn__node *node = at->node;
        struct tn_str key;

        if (at->is_map) {
            memcpy(&key, at->in + at->index * node->layout.stride, sizeof(key));
            append_step(error, key.ptr ? key : (struct tn_str){ "", 0 });
        } else if (node->kind == TN__NODE_MODEL) {
            append_step(error, node->u.model.fields[at->index].name);
        } else {
            append_index(error, at->index);
        }
    }
}

TN__COLD static void fail(struct encoder *encoder, const char *message)
{
    if (encoder->rc != 0)
        return;
    encoder->rc = TN_EENCODE;
    if (!encoder->error || encoder->error->code)
        return;
    tn_error_set(encoder->error, TN_EENCODE, "%s", message);
    tell_place(encoder);
}

/* -- Scalars --------------------------------------------------------------- */

static void write_string(struct encoder *encoder, struct tn_str text)
{
    if (!text.ptr && text.len)
        fail(encoder, "a string without text: its ptr is NULL");
    else if (tn__utf8_valid_prefix(text.ptr, text.len) != text.len)
        fail(encoder, "a string that is not UTF-8");
    else
        tn__json_string(encoder->buf, text.ptr, text.len);
}

static void write_double(struct encoder *encoder, double number)
{
    if (isfinite(number))
        tn__json_double(encoder->buf, number);
    else
        fail(encoder, "a number that is not finite: JSON has none");
}

static void write_number(struct encoder *encoder,
                         const struct tn__node *node,
                         const char *in)
{
    bool is_32 = node->u.number.is_32;
    int64_t integer;
    int32_t narrow;
    double number;
    float single;

    if (node->kind == TN__NODE_INT && is_32) {
        memcpy(&narrow, in, sizeof(narrow));
        tn__json_int(encoder->buf, narrow);
    } else if (node->kind == TN__NODE_INT) {
        memcpy(&integer, in, sizeof(integer));
        tn__json_int(encoder->buf, integer);
    } else if (is_32) {
        memcpy(&single, in, sizeof(single));
        write_double(encoder, single);
    } else {
        memcpy(&number, in, sizeof(number));
        write_double(encoder, number);
    }
}

static void write_bool(struct encoder *encoder, const char *in)
{
    bool value;

    memcpy(&value, in, sizeof(value));
    if (value)
        tn__buf_lit(encoder->buf, "true");
    else
        tn__buf_lit(encoder->buf, "false");
}

static void write_tree(struct encoder *encoder, const char *in)
{
    const struct tn_value *value;

    memcpy(&value, in, sizeof(value));
    if (value)
        tn__json_value(encoder->buf, value);
    else
        fail(encoder, "no value: the pointer is NULL");
}

/* Returns the choice that a form stands for; NULL: none. */
static const struct tn_value *choice_of(const struct tn__choice_rules *rules,
                                        const char *in)
{
    uint32_t index;
    int64_t integer;

    if (rules->all_strings) {
        memcpy(&index, in, sizeof(index));
        return index < rules->count ? rules->values[index] : NULL;
    }
    memcpy(&integer, in, sizeof(integer));
    for (size_t i = 0; i < rules->count; i++) {
        if (rules->values[i]->as.integer == integer)
            return rules->values[i];
    }
    return NULL;
}

static void write_choice(struct encoder *encoder,
                         const struct tn__choice_rules *rules,
                         const char *in)
{
    const struct tn_value *choice;

    if (!rules->all_strings && !rules->all_ints) {
        write_tree(encoder, in);
        return;
    }
    choice = choice_of(rules, in);
    if (choice)
        tn__json_value(encoder->buf, choice);
    else
        fail(encoder, "a value that is none of the enum's");
}

static void write_scalar(struct encoder *encoder,
                         const struct tn__node *node,
                         const char *in)
{
    struct tn_str text;

    switch (node->kind) {
    case TN__NODE_STRING:
        memcpy(&text, in, sizeof(text));
        write_string(encoder, text);
        break;
    case TN__NODE_INT:
    case TN__NODE_FLOAT:
        write_number(encoder, node, in);
        break;
    case TN__NODE_BOOL:
        write_bool(encoder, in);
        break;
    case TN__NODE_LITERAL:
    case TN__NODE_ENUM:
        write_choice(encoder, &node->u.choice, in);
        break;
    case TN__NODE_NULL:
        tn__buf_lit(encoder->buf, "null");
        break;
    default:
        write_tree(encoder, in);
    }
}

/* -- Frames ---------------------------------------------------------------- */

static struct frame *next_frame(struct encoder *encoder)
{
    struct frame **place =
        encoder->top ? &encoder->top->inner : &encoder->first;

    if (!*place) {
        *place = tn__arena_alloc(encoder->scratch, sizeof(**place));
        if (*place)
            (*place)->inner = NULL;
    }
    return *place;
}

static void enter(struct encoder *encoder, struct frame opened)
{
    struct frame *frame;

    if (++encoder->depth > TN__JSON_DEPTH) {
        fail(encoder, "nested too deep, or a pointer that leads back");
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

static void leave(struct encoder *encoder)
{
    encoder->depth--;
    encoder->top = encoder->top->outer;
}

static void enter_items(struct encoder *encoder,
                        const struct tn__node *node,
                        const char *in,
                        const struct tn__node *values)
{
    struct tn__items items;

    memcpy(&items, in, sizeof(items));
    if (!items.items && items.count) {
        fail(encoder, "no items: the pointer is NULL, the count is not 0");
        return;
    }
    tn__buf_char(encoder->buf, node->kind == TN__NODE_ARRAY ? '[' : '{');
    enter(encoder, (struct frame){
                       .node = node,
                       .in = items.items,
                       .count = items.count,
                       .values = values,
                       .is_map = node->kind != TN__NODE_ARRAY,
                   });
}

static void enter_model(struct encoder *encoder,
                        const struct tn__node *node,
                        const char *in)
{
    tn__buf_char(encoder->buf, '{');
    enter(encoder, (struct frame){
                       .node = node,
                       .in = in,
                       .count = node->u.model.field_count,
                   });
}

/* Writes a member, or enters a frame for it. */
static void write_value(struct encoder *encoder,
                        const struct tn__node *node,
                        const char *in)
{
    while (node->kind == TN__NODE_NULLABLE) {
        if (in[TN__IS_NULL_OFFSET]) {
            tn__buf_lit(encoder->buf, "null");
            return;
        }
        in += node->layout.value_offset;
        node = node->u.inner;
    }
    if (node->kind == TN__NODE_MODEL) {
        if (node->layout.by_pointer)
            memcpy(&in, in, sizeof(in));
        if (in)
            enter_model(encoder, node, in);
        else
            fail(encoder, "no struct: the pointer is NULL");
    } else if (node->kind == TN__NODE_ARRAY) {
        enter_items(encoder, node, in, node->u.array.items);
    } else if (node->kind == TN__NODE_MAP) {
        enter_items(encoder, node, in, node->u.map.values);
    } else {
        write_scalar(encoder, node, in);
    }
}

static void separate(struct encoder *encoder, struct frame *frame)
{
    if (frame->has_before)
        tn__buf_char(encoder->buf, ',');
    frame->has_before = true;
}

/* -- Models ---------------------------------------------------------------- */

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

/* Writes one field. Returns whether the work stays in this frame. */
static bool write_field(struct encoder *encoder,
                        struct frame *frame,
                        const struct tn__plan_field *field)
{
    enum presence presence = presence_of(field, frame->in);

    if (presence == ABSENT)
        return true;
    separate(encoder, frame);
    tn__buf_str(encoder->buf, field->key);
    if (presence == DEFAULT)
        tn__buf_str(encoder->buf, field->default_text);
    else if (presence == IS_NULL)
        tn__buf_lit(encoder->buf, "null");
    else
        write_value(encoder, field->node, frame->in + field->value_offset);
    return encoder->top == frame;
}

/* The extras follow the fields, in the frame of the model. */
static void begin_extras(struct encoder *encoder, struct frame *frame)
{
    const struct tn__model_rules *rules = &frame->node->u.model;
    struct tn__items extras = { 0 };

    if (rules->extra == TN__EXTRA_ALLOW)
        memcpy(&extras, frame->in + rules->extra_offset, sizeof(extras));
    if (!extras.items && extras.count)
        fail(encoder, "no extras: the pointer is NULL, the count is not 0");
    frame->in = extras.items;
    frame->count = extras.count;
    frame->index = SIZE_MAX;
    frame->values = rules->extra_node;
    frame->is_map = true;
}

static void step_items(struct encoder *encoder, struct frame *frame)
{
    const struct tn__layout *layout = &frame->node->layout;

    while (++frame->index < frame->count && encoder->rc == 0) {
        const char *entry = frame->in + frame->index * layout->stride;
        struct tn_str key;

        separate(encoder, frame);
        if (frame->is_map) {
            memcpy(&key, entry, sizeof(key));
            write_string(encoder, key);
            tn__buf_char(encoder->buf, ':');
            entry += layout->value_offset;
        }
        write_value(encoder, frame->values, entry);
        if (encoder->top != frame)
            return;
    }
    tn__buf_char(encoder->buf, frame->is_map ? '}' : ']');
    leave(encoder);
}

static void step_model(struct encoder *encoder, struct frame *frame)
{
    const struct tn__plan *plan = frame->node->layout.plan;

    while (++frame->index < frame->count && encoder->rc == 0) {
        if (!write_field(encoder, frame, &plan->fields[frame->index]))
            return;
    }
    if (encoder->rc == 0)
        begin_extras(encoder, frame);
}

int tn__encode(struct tn__buf *buf,
               struct tn__arena *scratch,
               const struct tn__node *node,
               const void *in,
               struct tn_error *error)
{
    struct encoder encoder = {
        .buf = buf,
        .scratch = scratch,
        .error = error,
    };

    if (node->kind == TN__NODE_MODEL)
        enter_model(&encoder, node, in);
    else
        write_value(&encoder, node, in);
    while (encoder.top && encoder.rc == 0 && !buf->failed) {
        if (encoder.top->node->kind == TN__NODE_MODEL && !encoder.top->is_map)
            step_model(&encoder, encoder.top);
        else
            step_items(&encoder, encoder.top);
    }
    if (encoder.rc == 0 && buf->failed)
        encoder.rc = TN_ENOMEM;
    return encoder.rc == TN_ENOMEM
               ? tn_error_set(error, TN_ENOMEM, "the answer is too large")
               : encoder.rc;
}
