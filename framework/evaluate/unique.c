/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "evaluate/unique.h"

#include <string.h>

#include "base/hash.h"

/* Below this count all are compared with all. */
#define FEW 12

/* The last member of each name in an object: open addressing. */
struct names {
    const struct tn_value **table; /* keys; NULL: empty */
    size_t mask;
};

static bool is_same(const struct tn_value *a, const struct tn_value *b)
{
    return a->count == b->count &&
           memcmp(a->as.text, b->as.text, a->count) == 0;
}

static const struct tn_value **place_of(const struct names *names,
                                        const struct tn_value *key)
{
    /* A client does not know the address. */
    uint64_t at = tn__hash(key->as.text, key->count, (uintptr_t)names->table);

    while (names->table[at & names->mask] &&
           !is_same(names->table[at & names->mask], key))
        at++;
    return &names->table[at & names->mask];
}

/* Returns whether a key stands again after itself among few. */
static bool stands_again(const struct tn_value *object,
                         const struct tn_value *key)
{
    const struct tn_value *end = tn_value_next(object);

    for (const struct tn_value *i = tn_value_next(key + 1); i < end;
         i = tn_value_next(i + 1)) {
        if (is_same(i, key))
            return true;
    }
    return false;
}

/* Gathers the names of an object; false when memory is short. */
static bool gather(struct tn__arena *arena,
                   const struct tn_value *object,
                   struct names *names)
{
    const struct tn_value *key = object + 1;
    size_t size = 4;

    *names = (struct names){ 0 };
    if (object->count <= FEW)
        return true;
    while (size < 2 * (size_t)object->count)
        size *= 2;
    names->table = tn__arena_zalloc(arena, size * sizeof(void *));
    names->mask = size - 1;
    for (uint32_t i = 0; names->table && i < object->count; i++) {
        *place_of(names, key) = key;
        key = tn_value_next(key + 1);
    }
    return names->table != NULL;
}

/* Returns whether a member is the last of its name. */
static bool is_last(const struct names *names,
                    const struct tn_value *object,
                    const struct tn_value *key)
{
    if (!names->table)
        return !stands_again(object, key);
    return *place_of(names, key) == key;
}

static size_t count_last(const struct names *names,
                         const struct tn_value *object)
{
    const struct tn_value *key = object + 1;
    size_t count = 0;

    for (uint32_t i = 0; i < object->count; i++) {
        count += is_last(names, object, key);
        key = tn_value_next(key + 1);
    }
    return count;
}

/* Returns whether some object has a name twice; `failed`: memory is short. */
static bool
has_doubles(struct tn__arena *arena, const struct tn_value *value, bool *failed)
{
    const struct tn_value *end = tn_value_next(value);

    for (const struct tn_value *i = value; i < end; i++) {
        struct names names;
        size_t size;

        if (i->type != TN_TYPE_OBJECT || i->count < 2)
            continue;
        *failed = !gather(arena, i, &names);
        if (*failed || count_last(&names, i) < i->count)
            return !*failed;
        size = names.table ? (names.mask + 1) * sizeof(void *) : 0;
        if (size)
            tn__arena_trim(arena, names.table, size, 0);
    }
    return false;
}

/* -- Copying: as deep as a body may be ------------------------------------- */

struct copy {
    struct tn__arena *arena;
    struct tn_value *next; /* where the next value goes */
    bool failed;
};

static void copy_value(struct copy *copy, const struct tn_value *value);

static void copy_object(struct copy *copy, const struct tn_value *object)
{
    struct tn_value *own = copy->next++;
    const struct tn_value *key = object + 1;
    struct names names;

    *own = *object;
    own->count = 0;
    copy->failed |= !gather(copy->arena, object, &names);
    for (uint32_t i = 0; i < object->count && !copy->failed; i++) {
        if (is_last(&names, object, key)) {
            *copy->next++ = *key;
            copy_value(copy, key + 1);
            own->count++;
        }
        key = tn_value_next(key + 1);
    }
    own->as.span = (uint64_t)(copy->next - own);
}

static void copy_value(struct copy *copy, const struct tn_value *value)
{
    struct tn_value *own = copy->next;
    const struct tn_value *item = value + 1;

    if (value->type == TN_TYPE_OBJECT) {
        copy_object(copy, value);
        return;
    }
    *copy->next++ = *value;
    if (value->type != TN_TYPE_ARRAY)
        return;
    for (uint32_t i = 0; i < value->count; i++) {
        copy_value(copy, item);
        item = tn_value_next(item);
    }
    own->as.span = (uint64_t)(copy->next - own);
}

const struct tn_value *tn__unique_names(struct tn__arena *arena,
                                        const struct tn_value *value)
{
    size_t count = (size_t)(tn_value_next(value) - value);
    struct copy copy = { .arena = arena };
    struct tn_value *own;

    if (!has_doubles(arena, value, &copy.failed))
        return copy.failed ? NULL : value;
    own = copy.next = tn__arena_alloc(arena, count * sizeof(*own));
    if (own)
        copy_value(&copy, value);
    return copy.failed ? NULL : own;
}
