/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "evaluate/unique.h"

#include "json/names.h"

/* Returns whether some object has a name twice; `failed`: memory is short. */
static bool has_doubles(const struct tn_alloc *alloc,
                        const struct tn_value *value,
                        bool *failed)
{
    const struct tn_value *end = tn_value_next(value);
    bool found = false;

    for (const struct tn_value *i = value; i < end && !found; i++) {
        struct tn__json_names names;

        if (i->type != TN_TYPE_OBJECT)
            continue;
        if (!tn__json_names_init(&names, alloc, i)) {
            *failed = true;
            return false;
        }
        found = names.slots != NULL;
        tn__json_names_deinit(&names);
    }
    return found;
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
    const struct tn_value *name = object + 1;
    struct tn__json_names names;

    *own = *object;
    own->count = 0;
    copy->failed |= !tn__json_names_init(&names, copy->arena->alloc, object);
    for (uint32_t i = 0; i < object->count && !copy->failed; i++) {
        const struct tn_value *value = tn__json_names_value(&names, name);

        if (value) {
            *copy->next++ = *name;
            copy_value(copy, value);
            own->count++;
        }
        name = tn_value_next(name + 1);
    }
    tn__json_names_deinit(&names);
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

    if (!has_doubles(arena->alloc, value, &copy.failed))
        return copy.failed ? NULL : value;
    own = copy.next = tn__arena_alloc(arena, count * sizeof(*own));
    if (own)
        copy_value(&copy, value);
    return copy.failed ? NULL : own;
}
