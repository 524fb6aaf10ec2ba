/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "json/writer.h"

#include "json/names.h"

/* Containers that are written without memory of their own. */
#define SHALLOW 32

/* A container that is being written. */
struct level {
    const struct tn_value *next; /* the member or item to be written */
    const struct tn_value *end;
    struct tn__json_names names; /* of an object */
    bool is_object;
};

struct walk {
    struct tn__json_out *out;
    const struct tn_alloc *alloc;
    struct level *levels;
    size_t count;
    size_t capacity;
    struct level shallow[SHALLOW];
};

static bool grow(struct walk *walk)
{
    size_t size = walk->capacity * sizeof(*walk->levels);
    bool first = walk->levels == walk->shallow;
    struct level *levels = walk->alloc->fn(first ? NULL : walk->levels,
                                           size * 2, walk->alloc->user);

    if (!levels)
        return false;
    if (first)
        memcpy(levels, walk->shallow, size);
    walk->levels = levels;
    walk->capacity *= 2;
    return true;
}

static bool enter(struct walk *walk, const struct tn_value *value)
{
    struct level *level;

    if (walk->count == walk->capacity && !grow(walk))
        return false;
    level = &walk->levels[walk->count];
    level->next = value + 1;
    level->end = value + value->as.span;
    level->is_object = value->type == TN_TYPE_OBJECT;
    if (!level->is_object)
        tn__json_begin_array(walk->out);
    else if (tn__json_names_init(&level->names, walk->alloc, value))
        tn__json_begin_object(walk->out);
    else
        return false;
    walk->count++;
    return true;
}

static void leave(struct walk *walk)
{
    struct level *level = &walk->levels[--walk->count];

    if (level->is_object) {
        tn__json_end_object(walk->out);
        tn__json_names_deinit(&level->names);
    } else {
        tn__json_end_array(walk->out);
    }
}

/* Writes the name of the next member. Returns its value, NULL where it is
 * written already. */
static const struct tn_value *write_name(struct walk *walk, struct level *level)
{
    const struct tn_value *name = level->next;
    const struct tn_value *value = tn__json_names_value(&level->names, name);

    level->next = tn_value_next(name + 1);
    if (value)
        tn__json_key_n(walk->out, name->as.text, name->count);
    return value;
}

static const struct tn_value *next_value(struct walk *walk)
{
    struct level *level = &walk->levels[walk->count - 1];
    const struct tn_value *value = level->next;

    if (level->is_object)
        return write_name(walk, level);
    level->next = tn_value_next(value);
    return value;
}

static void write_scalar(struct tn__json_out *out, const struct tn_value *value)
{
    switch ((enum tn_type)value->type) {
    case TN_TYPE_BOOL:
        tn__json_put_bool(out, value->as.boolean);
        break;
    case TN_TYPE_INT:
        tn__json_put_int(out, value->as.integer);
        break;
    case TN_TYPE_BIGINT:
        tn__json_put_number(out, tn_value_str(value));
        break;
    case TN_TYPE_FLOAT:
        tn__json_put_double(out, value->as.number);
        break;
    case TN_TYPE_STRING:
        tn__json_put_str(out, tn_value_str(value));
        break;
    default:
        tn__json_put_null(out);
    }
}

static bool write_value(struct walk *walk, const struct tn_value *value)
{
    if (value->type >= TN_TYPE_ARRAY)
        return enter(walk, value);
    write_scalar(walk->out, value);
    return true;
}

void tn__json_put_value(struct tn__json_out *out, const struct tn_value *value)
{
    struct walk walk;
    bool ok;

    walk.out = out;
    walk.alloc = out->buf->alloc ? out->buf->alloc : &tn_alloc_default;
    walk.levels = walk.shallow;
    walk.count = 0;
    walk.capacity = SHALLOW;
    ok = write_value(&walk, value);
    while (ok && walk.count && !out->buf->failed) {
        struct level *level = &walk.levels[walk.count - 1];

        value = level->next < level->end ? next_value(&walk) : NULL;
        if (value)
            ok = write_value(&walk, value);
        else if (level->next >= level->end)
            leave(&walk);
    }
    if (!ok)
        out->buf->failed = true;
    while (walk.count)
        leave(&walk);
    if (walk.levels != walk.shallow)
        walk.alloc->fn(walk.levels, 0, walk.alloc->user);
}

void tn__json_value(struct tn__buf *buf, const struct tn_value *value)
{
    struct tn__json_out out = { .buf = buf };

    tn__json_put_value(&out, value);
}
