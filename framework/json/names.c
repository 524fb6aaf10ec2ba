/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "json/names.h"

#include "base/hash.h"

/* Up to so many members every pair is compared; from there on a hash table is
 * faster, and not quadratic. */
#define FEW 16

/* Places of values, counted from the object; 0: a free slot. */
struct tn__json_name {
    uint32_t first; /* the name where it stands first */
    uint32_t last;  /* the name where it stands last */
};

static bool same_name(const struct tn_value *a, const struct tn_value *b)
{
    return a->count == b->count &&
           memcmp(a->as.text, b->as.text, a->count) == 0;
}

/* Tells most names apart without a look at their text. */
static uint32_t fingerprint(const struct tn_value *name)
{
    return name->count << 16 | (uint32_t)(unsigned char)name->as.text[0] << 8 |
           (unsigned char)name->as.text[name->count / 2];
}

static bool few_are_distinct(const struct tn_value *object)
{
    const struct tn_value *names[FEW];
    uint32_t fingerprints[FEW];
    const struct tn_value *name = object + 1;

    for (uint32_t i = 0; i < object->count; i++) {
        fingerprints[i] = fingerprint(name);
        for (uint32_t j = 0; j < i; j++)
            if (fingerprints[j] == fingerprints[i] && same_name(names[j], name))
                return false;
        names[i] = name;
        name = tn_value_next(name + 1);
    }
    return true;
}

/* Returns the slot of a name, a free one where it is not in the table. */
static struct tn__json_name *find_slot(const struct tn__json_names *names,
                                       const struct tn_value *name)
{
    /* The address is what a client cannot know. */
    uint64_t hash = tn__hash(name->as.text, name->count,
                             (uint64_t)(uintptr_t)names->object);
    uint32_t at = (uint32_t)hash & names->mask;

    while (names->slots[at].first &&
           !same_name(names->object + names->slots[at].first, name))
        at = (at + 1) & names->mask;
    return &names->slots[at];
}

static bool alloc_slots(struct tn__json_names *names)
{
    size_t count = 4;

    while (count < (size_t)names->object->count * 2)
        count *= 2;
    names->slots = names->alloc->fn(NULL, count * sizeof(*names->slots),
                                    names->alloc->user);
    if (!names->slots)
        return false;
    memset(names->slots, 0, count * sizeof(*names->slots));
    names->mask = (uint32_t)(count - 1);
    return true;
}

/* Returns whether a name stands twice. */
static bool fill_slots(struct tn__json_names *names)
{
    const struct tn_value *name = names->object + 1;
    bool twice = false;

    for (uint32_t i = 0; i < names->object->count; i++) {
        struct tn__json_name *slot = find_slot(names, name);

        slot->last = (uint32_t)(name - names->object);
        if (slot->first)
            twice = true;
        else
            slot->first = slot->last;
        name = tn_value_next(name + 1);
    }
    return twice;
}

bool tn__json_names_init(struct tn__json_names *names,
                         const struct tn_alloc *alloc,
                         const struct tn_value *object)
{
    *names = (struct tn__json_names){ .object = object, .alloc = alloc };
    if (object->count <= FEW && few_are_distinct(object))
        return true;
    if (!alloc_slots(names))
        return false;
    if (!fill_slots(names))
        tn__json_names_deinit(names);
    return true;
}

void tn__json_names_deinit(struct tn__json_names *names)
{
    if (names->slots)
        names->alloc->fn(names->slots, 0, names->alloc->user);
    names->slots = NULL;
}

const struct tn_value *tn__json_names_find(const struct tn__json_names *names,
                                           const struct tn_value *name)
{
    const struct tn__json_name *slot = find_slot(names, name);

    if (names->object + slot->first != name)
        return NULL;
    return names->object + slot->last + 1;
}
