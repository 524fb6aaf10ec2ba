/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/decoder.h"
#include "model/layout.h"

/* Validations of recursive models inside each other, as Pydantic counts. */
#define NESTING_LIMIT 255

/* -- Frames ---------------------------------------------------------------- */

/* Returns a frame for the next depth: one that served there before, if any. */
static struct tn__frame *next_frame(struct tn__decoder *decoder)
{
    struct tn__frame **place =
        decoder->top ? &decoder->top->inner : &decoder->first;

    if (!*place) {
        *place = tn__arena_alloc(decoder->arena, sizeof(**place));
        if (!*place) {
            decoder->failed = true;
            return NULL;
        }
        (*place)->inner = NULL;
        (*place)->slots = NULL;
        (*place)->slot_capacity = 0;
        (*place)->choosing = NULL;
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
    decoder->nesting += node->layout.recursive;
    decoder->top = frame;
    return frame;
}

/* -- Lists ----------------------------------------------------------------- */

static void refuse_length(struct tn__decoder *decoder,
                          enum tn__issue_kind kind,
                          const struct tn_value *value,
                          uint64_t limit)
{
    struct tn__issue issue = {
        .kind = kind,
        .input = value,
        .limit = limit,
        .actual = value->count,
    };

    tn__decoder_add(decoder, &issue);
}

static void array_enter(struct tn__decoder *decoder,
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
        refuse_length(decoder, TN__ISSUE_LIST_TOO_LONG, value,
                      rules->max_items);
        return;
    }
    items.items =
        tn__arena_alloc(decoder->arena, items.count * node->layout.stride);
    if (!items.items) {
        decoder->failed = true;
        return;
    }
    memcpy(out, &items, sizeof(items));
    tn__decoder_enter(decoder, node, value, items.items);
}

static void array_step(struct tn__decoder *decoder, struct tn__frame *frame)
{
    const struct tn__node *node = frame->node;
    const struct tn__node *items = node->u.array.items;

    while (++frame->index < frame->count) {
        const struct tn_value *item = frame->cursor;
        char *out = frame->out + frame->index * node->layout.stride;

        frame->cursor = tn_value_next(item);
        if (tn__decode_at_once(items->layout.op, item, out))
            continue;
        tn__decode_value(decoder, items, item, out);
        if (decoder->top != frame)
            return;
    }
    tn__decoder_leave(decoder);
    if (frame->count < node->u.array.min_items &&
        frame->issues_before == decoder->issues->count)
        refuse_length(decoder, TN__ISSUE_LIST_TOO_SHORT, frame->value,
                      node->u.array.min_items);
}

/* -- Maps ------------------------------------------------------------------ */

bool tn__map_make(struct tn__decoder *decoder,
                  const struct tn__layout *layout,
                  const struct tn__pair *pairs,
                  size_t count,
                  char *out)
{
    struct tn__items entries = { .count = count };
    char *entry = tn__arena_alloc(decoder->arena, count * layout->stride);

    if (!entry) {
        decoder->failed = true;
        return false;
    }
    entries.items = entry;
    memcpy(out, &entries, sizeof(entries));
    for (size_t i = 0; i < count; i++, entry += layout->stride) {
        struct tn_str key = tn_value_str(pairs[i].key);

        memcpy(entry, &key, sizeof(key));
    }
    return true;
}

/* Returns the members of an object, one of each name. */
static struct tn__pair *unique_members(struct tn__decoder *decoder,
                                       const struct tn_value *object,
                                       size_t *count)
{
    struct tn__pair *pairs =
        tn__arena_alloc(decoder->arena, object->count * sizeof(*pairs));
    const struct tn_value *key = object + 1;

    for (size_t i = 0; pairs && i < object->count; i++) {
        pairs[i] = (struct tn__pair){ .key = key, .value = key + 1 };
        key = tn_value_next(key + 1);
    }
    *count = pairs ? tn__pairs_unique(decoder->arena, pairs, object->count)
                   : SIZE_MAX;
    if (*count != SIZE_MAX)
        return pairs;
    decoder->failed = true;
    return NULL;
}

static void map_enter(struct tn__decoder *decoder,
                      const struct tn__node *node,
                      const struct tn_value *value,
                      char *out)
{
    struct tn__frame *frame;
    struct tn__pair *pairs;
    struct tn__items entries;
    size_t count;

    if (value->type != TN_TYPE_OBJECT) {
        tn__decoder_refuse(decoder, TN__ISSUE_DICT_TYPE, value);
        return;
    }
    pairs = unique_members(decoder, value, &count);
    if (!pairs || !tn__map_make(decoder, &node->layout, pairs, count, out))
        return;
    memcpy(&entries, out, sizeof(entries));
    frame = tn__decoder_enter(decoder, node, value, entries.items);
    if (!frame)
        return;
    frame->pairs = pairs;
    frame->count = count;
}

static void map_step(struct tn__decoder *decoder, struct tn__frame *frame)
{
    const struct tn__layout *layout = &frame->node->layout;
    const struct tn__node *values = frame->node->u.map.values;

    while (++frame->index < frame->count) {
        char *entry = frame->out + frame->index * layout->stride;

        tn__decode_value(decoder, values, frame->pairs[frame->index].value,
                         entry + layout->value_offset);
        if (decoder->top != frame)
            return;
    }
    tn__decoder_leave(decoder);
}

/* -- Any value ------------------------------------------------------------- */

/* A model as a member: in place, or in its own memory. */
static void model_enter(struct tn__decoder *decoder,
                        const struct tn__node *node,
                        const struct tn_value *value,
                        char *out)
{
    char *own = out;

    if (node->layout.by_pointer) {
        own = tn__arena_alloc(decoder->arena, node->layout.struct_size);
        if (!own) {
            decoder->failed = true;
            return;
        }
        memcpy(out, &own, sizeof(own));
    }
    tn__model_enter(decoder, node, value, own);
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
    while (node->kind == TN__NODE_NULLABLE) {
        if (is_null(node, value, out))
            return;
        out += node->layout.value_offset;
        node = node->u.inner;
    }
    switch (node->kind) {
    case TN__NODE_ARRAY:
        array_enter(decoder, node, value, out);
        break;
    case TN__NODE_MAP:
        map_enter(decoder, node, value, out);
        break;
    case TN__NODE_MODEL:
        model_enter(decoder, node, value, out);
        break;
    case TN__NODE_UNION:
        tn__union_enter(decoder, node, value, out);
        break;
    default:
        if (!tn__decode_at_once(node->layout.op, value, out))
            tn__decode_scalar(decoder, node, value, out);
    }
}

void tn__decoder_run(struct tn__decoder *decoder)
{
    while (decoder->top && !decoder->failed) {
        struct tn__frame *frame = decoder->top;

        switch (frame->node->kind) {
        case TN__NODE_MODEL:
            tn__model_step(decoder, frame);
            break;
        case TN__NODE_ARRAY:
            array_step(decoder, frame);
            break;
        case TN__NODE_MAP:
            map_step(decoder, frame);
            break;
        default:
            tn__union_step(decoder, frame);
        }
    }
}
