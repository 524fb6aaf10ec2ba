/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/error.h>

#include "model/decoder.h"
#include "model/encode.h"
#include "model/formats.h"
#include "model/layout.h"

bool tn__map_make(struct tn__decoder *decoder,
                  const struct tn__layout *layout,
                  const struct tn__pair *pairs,
                  size_t count,
                  char *out)
{
    struct tn__items entries = { .count = count };
    char *entry = tn__decoder_alloc(decoder, count * layout->stride);

    if (!entry)
        return false;
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
        tn__decoder_alloc(decoder, object->count * sizeof(*pairs));
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

void tn__map_enter(struct tn__decoder *decoder,
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
    frame->to = out;
}

/* -- Keys ------------------------------------------------------------------ */

/* Stores how a key is written after it was read: a date's, a URL's. */
static void store_key(struct tn__decoder *decoder,
                      const struct tn__node *keys,
                      char *form,
                      char *entry)
{
    struct tn_str key;

    if (tn__format_rule(keys)->is_text) {
        memcpy(entry, form, sizeof(key));
        return;
    }
    if (tn__encode_member(&decoder->text, decoder->arena, keys, form) ==
        TN_ENOMEM)
        decoder->failed = true;
    key = tn__decoder_text(decoder);
    if (key.len < 2)
        return;
    /* Between its quotes: what is no text has nothing to escape. */
    key = (struct tn_str){ key.ptr + 1, key.len - 2 };
    memcpy(entry, &key, sizeof(key));
}

static void decode_key(struct tn__decoder *decoder,
                       const struct tn__node *keys,
                       const struct tn_value *key,
                       char *entry)
{
    char *form = tn__decoder_alloc(decoder, keys->layout.size);
    size_t before = decoder->issues->count;

    if (!form)
        return;
    decoder->at_key = true;
    tn__decode_value(decoder, keys, key, form);
    decoder->at_key = false;
    if (keys->kind == TN__NODE_FORMAT && before == decoder->issues->count)
        store_key(decoder, keys, form, entry);
}

/* Returns the names of the entries, one of each; `all` are those of all. */
static struct tn__pair *names_of_entries(struct tn__decoder *decoder,
                                         struct tn__frame *frame,
                                         struct tn_value **all)
{
    size_t stride = frame->node->layout.stride;
    struct tn__pair *pairs =
        tn__decoder_alloc(decoder, frame->count * sizeof(*pairs));
    struct tn_value *names =
        tn__decoder_alloc(decoder, frame->count * sizeof(*names));

    *all = names;
    if (!pairs || !names)
        return NULL;
    for (size_t i = 0; i < frame->count; i++) {
        struct tn_str key;

        memcpy(&key, frame->out + i * stride, sizeof(key));
        names[i] = (struct tn_value){ .type = TN_TYPE_STRING,
                                      .count = (uint32_t)key.len,
                                      .as.text = key.ptr };
        pairs[i] = (struct tn__pair){ &names[i], &names[i] };
    }
    frame->count = tn__pairs_unique(decoder->arena, pairs, frame->count);
    decoder->failed |= frame->count == SIZE_MAX;
    return decoder->failed ? NULL : pairs;
}

/* Two names may be one once they were read: the last value counts, at the place
 * of the first. */
static void join_entries(struct tn__decoder *decoder, struct tn__frame *frame)
{
    size_t stride = frame->node->layout.stride;
    size_t before = frame->count;
    struct tn_value *names;
    struct tn__pair *pairs = names_of_entries(decoder, frame, &names);
    struct tn__items entries = { .count = frame->count };
    char *to;

    if (!pairs || frame->count == before)
        return;
    to = entries.items = tn__decoder_alloc(decoder, entries.count * stride);
    for (size_t i = 0; to && i < entries.count; i++, to += stride) {
        size_t from = (size_t)(pairs[i].value - names);

        memcpy(to, frame->out + from * stride, stride);
    }
    memcpy(frame->to, &entries, sizeof(entries));
}

/* -- Steps ----------------------------------------------------------------- */

static void conclude(struct tn__decoder *decoder, struct tn__frame *frame)
{
    const struct tn__map_rules *rules = &frame->node->u.map;

    if (rules->keys && rules->keys->kind == TN__NODE_FORMAT)
        join_entries(decoder, frame);
    tn__decoder_leave(decoder);
    if (frame->issues_before != decoder->issues->count)
        return;
    if (frame->count < rules->min_properties)
        tn__decoder_refuse_length(decoder, TN__ISSUE_DICT_TOO_SHORT,
                                  frame->value, rules->min_properties,
                                  frame->count);
    else if (frame->count > rules->max_properties)
        tn__decoder_refuse_length(decoder, TN__ISSUE_DICT_TOO_LONG,
                                  frame->value, rules->max_properties,
                                  frame->count);
}

void tn__map_step(struct tn__decoder *decoder, struct tn__frame *frame)
{
    const struct tn__layout *layout = &frame->node->layout;
    const struct tn__map_rules *rules = &frame->node->u.map;

    while (++frame->index < frame->count) {
        const struct tn__pair *pair = &frame->pairs[frame->index];
        char *entry = frame->out + frame->index * layout->stride;

        if (rules->keys)
            decode_key(decoder, rules->keys, pair->key, entry);
        tn__decode_value(decoder, rules->values, pair->value,
                         entry + layout->value_offset);
        if (decoder->top != frame)
            return;
    }
    conclude(decoder, frame);
}
