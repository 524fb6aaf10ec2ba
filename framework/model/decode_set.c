/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/error.h>

#include "base/hash.h"
#include "model/decoder.h"
#include "model/encode.h"
#include "model/layout.h"

/*
 * A list of unique items, as Pydantic's set: what comes a second time, after
 * coercion, is dropped; the lengths count what is left.
 */
struct tn__set {
    struct tn__issues mark; /* as the issues were before the first item */
    char *to;               /* the struct tn__items */
    size_t before;          /* issues before the current item */
    size_t kept;
    struct tn_str *keys; /* of those kept: what makes them equal */
    uint32_t *table;     /* open addressing: index in `keys` + 1, 0: empty */
    size_t mask;         /* the table's size - 1 */
};

/* Returns the set of a frame, with room for `count` items. */
static struct tn__set *
make_set(struct tn__decoder *decoder, size_t count, char *to)
{
    struct tn__set *set = tn__decoder_alloc(decoder, sizeof(*set));
    size_t size = 8;

    while (size < 2 * count)
        size *= 2;
    if (!set)
        return NULL;
    *set = (struct tn__set){
        .mark = *decoder->issues,
        .to = to,
        .keys = tn__decoder_alloc(decoder, count * sizeof(*set->keys)),
        .table = tn__decoder_alloc(decoder, size * sizeof(*set->table)),
        .mask = size - 1,
    };
    if (!set->keys || !set->table)
        return NULL;
    memset(set->table, 0, size * sizeof(*set->table));
    return set;
}

void tn__set_enter(struct tn__decoder *decoder,
                   const struct tn__node *node,
                   const struct tn_value *value,
                   char *out)
{
    struct tn__items items = { 0 };
    struct tn__frame *frame;

    if (value->type != TN_TYPE_ARRAY) {
        tn__decoder_refuse(decoder, TN__ISSUE_SET_TYPE, value);
        return;
    }
    tn__rate(decoder, TN__FIT_LAX);
    items.items =
        tn__decoder_alloc(decoder, value->count * node->layout.stride);
    if (!items.items)
        return;
    memcpy(out, &items, sizeof(items));
    frame = tn__decoder_enter(decoder, node, value, items.items);
    if (frame)
        frame->set = make_set(decoder, value->count, out);
}

/* -- Equality -------------------------------------------------------------- */

/* Python's 1 == 1.0 == True: one text for all of them. */
static struct tn_str as_python_equal(struct tn_str text)
{
    if (tn_str_equal(text, tn_str_from("true")))
        return tn_str_from("1");
    if (tn_str_equal(text, tn_str_from("false")))
        return tn_str_from("0");
    if (text.len > 2 && text.ptr[text.len - 1] == '0' &&
        text.ptr[text.len - 2] == '.')
        text.len -= 2;
    return tn_str_equal(text, tn_str_from("-0")) ? tn_str_from("0") : text;
}

/* Returns what makes an item equal to another: what is written of it, or less
 * where less will do. */
static struct tn_str
key_of(struct tn__decoder *decoder, const struct tn__node *node, char *item)
{
    struct tn_str key = { item, sizeof(int64_t) };
    int rc;

    if (node->layout.op == TN__OP_INT64)
        return key;
    if (node->layout.op == TN__OP_STRING) {
        memcpy(&key, item, sizeof(key));
        return key;
    }
    rc = tn__encode_member(&decoder->text, decoder->arena, node, item);
    if (rc == TN_ENOMEM)
        decoder->failed = true;
    return as_python_equal(tn__decoder_text(decoder));
}

/* Returns where a key is in the table, or where it would be. */
static uint32_t *find(struct tn__set *set, struct tn_str key)
{
    /* A client does not know the address. */
    uint64_t at = tn__hash(key.ptr, key.len, (uintptr_t)set->table);

    for (;; at++) {
        uint32_t *place = &set->table[at & set->mask];

        if (!*place || tn_str_equal(set->keys[*place - 1], key))
            return place;
    }
}

/* -- Steps ----------------------------------------------------------------- */

static char *item_at(const struct tn__frame *frame, size_t index)
{
    return frame->out + index * frame->node->layout.stride;
}

/* One item more than may be: nothing else counts. */
static void refuse_long(struct tn__decoder *decoder, struct tn__frame *frame)
{
    tn__issues_rewind(decoder->issues, &frame->set->mark);
    tn__decoder_leave(decoder);
    tn__decoder_refuse_length(decoder, TN__ISSUE_SET_TOO_LONG, frame->value,
                              frame->node->u.array.max_items, 0);
}

/* The item after those kept is decoded: keeps it if it is new. Returns whether
 * the set goes on. */
static bool settle(struct tn__decoder *decoder, struct tn__frame *frame)
{
    struct tn__set *set = frame->set;
    const struct tn__array_rules *rules = &frame->node->u.array;
    struct tn_str key;
    uint32_t *place;

    if (decoder->issues->count != set->before)
        return true;
    key = key_of(decoder, rules->items, item_at(frame, set->kept));
    if (decoder->failed)
        return false;
    place = find(set, key);
    if (*place)
        return true;
    if (set->kept == rules->max_items) {
        refuse_long(decoder, frame);
        return false;
    }
    set->keys[set->kept++] = key;
    *place = (uint32_t)set->kept;
    return true;
}

static void conclude(struct tn__decoder *decoder, struct tn__frame *frame)
{
    const struct tn__set *set = frame->set;
    uint64_t least = frame->node->u.array.min_items;
    struct tn__items items = { frame->out, set->kept };

    memcpy(set->to, &items, sizeof(items));
    tn__decoder_leave(decoder);
    if (set->kept < least && frame->issues_before == decoder->issues->count)
        tn__decoder_refuse_length(decoder, TN__ISSUE_SET_TOO_SHORT,
                                  frame->value, least, set->kept);
}

void tn__set_step(struct tn__decoder *decoder, struct tn__frame *frame)
{
    const struct tn__node *items = frame->node->u.array.items;
    struct tn__set *set = frame->set;

    if (frame->index != SIZE_MAX && !settle(decoder, frame))
        return;
    while (++frame->index < frame->count) {
        const struct tn_value *item = frame->cursor;

        frame->cursor = tn_value_next(item);
        set->before = decoder->issues->count;
        tn__decode_value(decoder, items, item, item_at(frame, set->kept));
        if (decoder->top != frame || !settle(decoder, frame))
            return;
    }
    conclude(decoder, frame);
}
