/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/choice_index.h"

#include <stdlib.h>

#include <tenon/error.h>

#include "model/equal.h"

/* Fewer values are compared one by one. */
#define FEW 16

static int compare_slots(const void *a, const void *b)
{
    const struct tn__choice_slot *left = a;
    const struct tn__choice_slot *right = b;

    if (left->hash != right->hash)
        return left->hash < right->hash ? -1 : 1;
    return (left->index > right->index) - (left->index < right->index);
}

int tn__choice_index_make(struct tn__arena *arena,
                          struct tn__choice_rules *rules)
{
    struct tn__choice_index *index;

    if (rules->count <= FEW || rules->index)
        return 0;
    index = tn__arena_alloc(arena, sizeof(*index));
    if (!index)
        return TN_ENOMEM;
    index->count = rules->count;
    index->slots = tn__arena_alloc(arena, rules->count * sizeof(*index->slots));
    if (!index->slots)
        return TN_ENOMEM;
    for (size_t i = 0; i < rules->count; i++)
        index->slots[i] = (struct tn__choice_slot){
            .hash = tn__value_hash(rules->values[i]),
            .index = (uint32_t)i,
        };
    qsort(index->slots, index->count, sizeof(*index->slots), compare_slots);
    rules->index = index;
    return 0;
}

/* Returns the first slot whose hash is not below one. */
static size_t lower_bound(const struct tn__choice_index *index, uint64_t hash)
{
    size_t low = 0;
    size_t high = index->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (index->slots[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct tn__candidates
tn__choice_candidates(const struct tn__choice_rules *rules,
                      const struct tn_value *value)
{
    const struct tn__choice_index *index = rules->index;
    struct tn__candidates found = { 0 };
    uint64_t hash;
    size_t first;

    if (!index)
        return (struct tn__candidates){ .count = rules->count };
    hash = tn__value_hash(value);
    first = lower_bound(index, hash);
    found.slots = index->slots + first;
    while (first + found.count < index->count &&
           found.slots[found.count].hash == hash)
        found.count++;
    return found;
}
