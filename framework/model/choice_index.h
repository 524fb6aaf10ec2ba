/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__MODEL_CHOICE_INDEX_H
#define TN__MODEL_CHOICE_INDEX_H

#include "base/arena.h"
#include "schema/node.h"

/*
 * The values of a long enum by their hash, so that one is found without looking
 * at all of them. Made with the layout; immutable afterwards.
 */
struct tn__choice_slot {
    uint64_t hash; /* tn__value_hash() */
    uint32_t index;
};

struct tn__choice_index {
    struct tn__choice_slot *slots; /* by hash, then in the schema's order */
    size_t count;
};

/* Where values that may be equal to one stand. */
struct tn__candidates {
    const struct tn__choice_slot *slots; /* NULL: the values themselves */
    size_t count;
};

/* Makes the index of a choice that is long enough for one. Returns 0,
 * TN_ENOMEM. */
int tn__choice_index_make(struct tn__arena *arena,
                          struct tn__choice_rules *rules);

/* Returns the choices that may be equal to a value, in the schema's order. */
struct tn__candidates
tn__choice_candidates(const struct tn__choice_rules *rules,
                      const struct tn_value *value);

/* Returns the index of the i-th of them. */
static inline size_t tn__candidate_at(const struct tn__candidates *candidates,
                                      size_t i)
{
    return candidates->slots ? candidates->slots[i].index : i;
}

#endif
