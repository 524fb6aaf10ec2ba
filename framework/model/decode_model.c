/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/decoder.h"
#include "model/layout.h"

/* Slots of the first models at a depth; most have no more fields. */
#define SLOTS_MIN 16

static bool reserve_slots(struct tn__decoder *decoder,
                          struct tn__frame *frame,
                          size_t count)
{
    if (frame->slots && frame->slot_capacity >= count)
        return true;
    frame->slot_capacity = count < SLOTS_MIN ? SLOTS_MIN : count;
    frame->slots = tn__arena_alloc(decoder->arena, frame->slot_capacity *
                                                       sizeof(*frame->slots));
    if (!frame->slots)
        decoder->failed = true;
    return frame->slots != NULL;
}

/*
 * Puts the value of each member into the slot of its field: the last one where
 * a name stands twice. Clients write the members in the order of the schema
 * more often than not, so the next field is tried first.
 */
static void sort_members(struct tn__frame *frame, const struct tn__plan *plan)
{
    const struct tn_value *key = frame->value + 1;
    size_t next = 0;

    /* A count that the compiler knows costs no call. */
    if (plan->field_count <= SLOTS_MIN)
        memset(frame->slots, 0, SLOTS_MIN * sizeof(*frame->slots));
    else
        memset(frame->slots, 0, plan->field_count * sizeof(*frame->slots));
    frame->unknown = 0;
    frame->given = 0;
    for (size_t left = frame->value->count; left > 0; left--) {
        const struct tn_value *value = key + 1;

        if (next == plan->field_count ||
            !tn__plan_matches(&plan->fields[next], key->as.text, key->count))
            next = tn__plan_find(frame->node, tn_value_str(key));
        if (TN__LIKELY(next != SIZE_MAX)) {
            frame->given += !frame->slots[next];
            frame->slots[next++] = value;
        } else {
            frame->unknown++;
            next = 0;
        }
        key = tn_value_next(value);
    }
}

/* Marks a member that may be absent or null. Returns whether it is null. */
TN__INLINE bool is_null(const struct tn__plan_field *field,
                        const struct tn_value *value,
                        char *out)
{
    bool null = field->nullable && value->type == TN_TYPE_NULL;

    out[field->offset + TN__HAS_OFFSET] = true;
    out[field->offset + TN__IS_NULL_OFFSET] = null;
    if (null && field->has_default)
        memset(out + field->value_offset, 0, field->value_size);
    return null;
}

/* Returns the field with a name, not before `next`: NULL where there is none,
 * or one that may not be absent comes before it. */
TN__INLINE const struct tn__plan_field *
find_in_order(const struct tn__plan_field *next,
              const struct tn__plan_field *end,
              const struct tn_value *name)
{
    for (; next < end; next++) {
        if (tn__plan_matches(next, name->as.text, name->count))
            return next;
        if (next->required)
            return NULL;
    }
    return NULL;
}

static bool decode_flat(struct tn__decoder *decoder,
                        const struct tn__plan *plan,
                        const struct tn_value *object,
                        char *out);

/* Decodes a list of scalars of the very types. */
static bool decode_flat_list(struct tn__decoder *decoder,
                             const struct tn__node *node,
                             const struct tn_value *value,
                             char *out)
{
    const struct tn__array_rules *rules = &node->u.array;
    const struct tn__node *items = rules->items;
    struct tn__items list = { .count = value->count };
    char *to;

    if (value->type != TN_TYPE_ARRAY || rules->unique || node->check_count ||
        list.count < rules->min_items || list.count > rules->max_items)
        return false;
    to = list.items =
        tn__arena_alloc(decoder->arena, list.count * node->layout.stride);
    for (size_t i = 1; to && i <= list.count; i++, to += node->layout.stride) {
        if (!tn__decode_at_once(items->layout.op, items, value + i, to))
            return false;
    }
    memcpy(out, &list, sizeof(list));
    return to != NULL;
}

/* Decodes a container that needs no frame. */
static bool decode_flat_value(struct tn__decoder *decoder,
                              const struct tn__node *node,
                              const struct tn_value *value,
                              char *out)
{
    const struct tn__plan *plan;

    if (node->kind == TN__NODE_ARRAY)
        return decode_flat_list(decoder, node, value, out);
    if (node->kind != TN__NODE_MODEL || value->type != TN_TYPE_OBJECT ||
        node->layout.recursive)
        return false;
    plan = node->layout.plan;
    if (!plan->is_flat)
        return false;
    memcpy(out, plan->blank, node->layout.struct_size);
    return decode_flat(decoder, plan, value, out);
}

/*
 * Decodes an object whose members are what most clients send: in the order of
 * the schema, each once, of the very types. Without a frame, and as deep in
 * recursion as structs lie in each other. Returns false where a look at all
 * members is needed; nothing is lost then.
 */
static bool decode_flat(struct tn__decoder *decoder,
                        const struct tn__plan *plan,
                        const struct tn_value *object,
                        char *out)
{
    const struct tn__plan_field *field = plan->fields;
    const struct tn__plan_field *end = field + plan->field_count;
    const struct tn_value *key = object + 1;

    for (uint32_t left = object->count; left > 0; left--, field++) {
        const struct tn_value *value = key + 1;

        field = find_in_order(field, end, key);
        if (!field)
            return false;
        key = tn_value_next(value);
        if (field->optional && is_null(field, value, out))
            continue;
        if (!tn__decode_at_once(field->op, field->node, value,
                                out + field->value_offset) &&
            !decode_flat_value(decoder, field->node, value,
                               out + field->value_offset))
            return false;
    }
    while (field < end && !field->required)
        field++;
    if (field != end)
        return false;
    tn__rate_fields(decoder, object->count);
    return true;
}

void tn__model_enter(struct tn__decoder *decoder,
                     const struct tn__node *node,
                     const struct tn_value *value,
                     char *out)
{
    const struct tn__plan *plan = node->layout.plan;
    struct tn__frame *frame;

    if (value->type != TN_TYPE_OBJECT) {
        /* The depth is looked at before the type. */
        tn__decoder_refuse(decoder,
                           tn__decoder_is_full(decoder, node)
                               ? TN__ISSUE_RECURSION_LOOP
                               : TN__ISSUE_MODEL_TYPE,
                           value);
        return;
    }
    tn__rate(decoder, TN__FIT_STRICT);
    memcpy(out, plan->blank, node->layout.struct_size);
    if (plan->is_flat) {
        const struct tn__rating before = decoder->rating;

        if (decode_flat(decoder, plan, value, out))
            return;
        decoder->rating = before;
        memcpy(out, plan->blank, node->layout.struct_size);
    }
    frame = tn__decoder_enter(decoder, node, value, out);
    if (frame && reserve_slots(decoder, frame, plan->field_count))
        sort_members(frame, plan);
}

/* The field at the frame's index is decoded: its rules have a say if it is
 * there and valid. */
static void finish_field(struct tn__decoder *decoder, struct tn__frame *frame)
{
    const struct tn__plan_field *field =
        &frame->node->layout.plan->fields[frame->index];
    const struct tn_value *value = frame->slots[frame->index];

    if (field->rules && value && frame->field_before == decoder->issues->count)
        tn__decode_rules(decoder, frame, field->rules, value);
}

/* Decodes one field. Returns whether the work stays in this frame. */
static bool decode_field(struct tn__decoder *decoder,
                         struct tn__frame *frame,
                         const struct tn__plan_field *field)
{
    const struct tn_value *value = frame->slots[frame->index];
    char *out = frame->out + field->value_offset;

    if (!value) {
        if (field->required)
            tn__decoder_refuse(decoder, TN__ISSUE_MISSING, frame->value);
        return true;
    }
    frame->field_before = decoder->issues->count;
    decoder->strict = frame->strict || field->strict;
    if (field->checked)
        tn__decode_checks(decoder, field->checked, value);
    if (field->optional && is_null(field, value, frame->out))
        return true;
    if (tn__decode_at_once(field->op, field->node, value, out))
        return true;
    tn__decode_value(decoder, field->node, value, out);
    return decoder->top == frame;
}

/* -- Extras ---------------------------------------------------------------- */

/* Gathers the members that are no fields; false when memory is short. */
static bool gather_extras(struct tn__decoder *decoder, struct tn__frame *frame)
{
    struct tn__pair *pairs =
        tn__arena_alloc(decoder->arena, frame->unknown * sizeof(*pairs));
    const struct tn_value *key = frame->value + 1;
    size_t count = 0;

    for (size_t left = pairs ? frame->value->count : 0; left > 0; left--) {
        if (tn__plan_find(frame->node, tn_value_str(key)) == SIZE_MAX)
            pairs[count++] = (struct tn__pair){ .key = key, .value = key + 1 };
        key = tn_value_next(key + 1);
    }
    if (pairs)
        count = tn__pairs_unique(decoder->arena, pairs, count);
    if (!pairs || count == SIZE_MAX) {
        decoder->failed = true;
        return false;
    }
    frame->pairs = pairs;
    frame->count = frame->node->u.model.field_count + count;
    return true;
}

/* The fields are done. Returns whether there are extras to look at. */
static bool begin_extras(struct tn__decoder *decoder, struct tn__frame *frame)
{
    const struct tn__node *node = frame->node;
    const struct tn__model_rules *rules = &node->u.model;

    if (!frame->unknown || rules->extra == TN__EXTRA_IGNORE ||
        !gather_extras(decoder, frame))
        return false;
    return rules->extra == TN__EXTRA_FORBID ||
           tn__map_make(decoder, &node->layout, frame->pairs,
                        frame->count - rules->field_count,
                        frame->out + rules->extra_offset);
}

/* Decodes one extra. Returns whether the work stays in this frame. */
static bool decode_extra(struct tn__decoder *decoder, struct tn__frame *frame)
{
    const struct tn__node *node = frame->node;
    const struct tn__model_rules *rules = &node->u.model;
    size_t index = frame->index - rules->field_count;
    const struct tn_value *value = frame->pairs[index].value;
    struct tn__items extras;

    if (rules->extra == TN__EXTRA_FORBID) {
        tn__decoder_refuse(decoder, TN__ISSUE_EXTRA_FORBIDDEN, value);
        return true;
    }
    memcpy(&extras, frame->out + rules->extra_offset, sizeof(extras));
    tn__decode_value(decoder, rules->extra_node, value,
                     (char *)extras.items + index * node->layout.stride +
                         node->layout.value_offset);
    return decoder->top == frame;
}

/* The frame's index runs over the fields, then over the extras. */
void tn__model_step(struct tn__decoder *decoder, struct tn__frame *frame)
{
    const struct tn__plan *plan = frame->node->layout.plan;
    size_t fields = plan->field_count;

    if (frame->index + 1 <= fields) {
        if (frame->index != SIZE_MAX)
            finish_field(decoder, frame);
        while (++frame->index < fields) {
            if (!decode_field(decoder, frame, &plan->fields[frame->index]))
                return;
            finish_field(decoder, frame);
        }
        decoder->strict = frame->strict;
        tn__rate_fields(decoder, frame->given);
        if (!begin_extras(decoder, frame))
            frame->count = fields;
        frame->index--;
    }
    while (++frame->index < frame->count) {
        if (!decode_extra(decoder, frame))
            return;
    }
    tn__decoder_leave(decoder);
    if (plan->rules && frame->issues_before == decoder->issues->count)
        tn__decode_rules(decoder, frame, plan->rules, frame->value);
}
