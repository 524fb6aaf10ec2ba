/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/hash.h"
#include "evaluate/run.h"

/* Keywords of arrays (core, section 10.3.1; validation, section 6.4). */

static bool apply_item(struct tn__run *run,
                       const struct tn__subschema *schema,
                       const struct tn_value *item,
                       size_t index,
                       struct tn__step at)
{
    const struct tn__step into = { .index = index };

    return tn__run_apply_to(run, schema, item, at, into);
}

bool tn__eval_prefix(struct tn__run *run,
                     const struct tn__clause *clause,
                     const struct tn_value *instance,
                     struct tn__marks *marks)
{
    const struct tn_value *item = instance + 1;
    bool valid = true;

    if (instance->type != TN_TYPE_ARRAY)
        return true;
    for (size_t i = 0; i < clause->u.many.count && i < instance->count; i++) {
        struct tn__step step = tn__step_of(clause);

        step.index = i;
        tn__mark(marks, i);
        valid &=
            apply_item(run, clause->u.many.entries[i].schema, item, i, step);
        item = tn_value_next(item);
    }
    return valid;
}

bool tn__eval_items(struct tn__run *run,
                    const struct tn__clause *clause,
                    const struct tn_value *instance,
                    struct tn__marks *marks)
{
    size_t skipped = clause->first ? clause->first->u.many.count : 0;
    const struct tn_value *item = instance + 1;
    bool valid = true;

    if (instance->type != TN_TYPE_ARRAY)
        return true;
    for (size_t i = 0; i < instance->count && run->rc == 0; i++) {
        if (i >= skipped) {
            tn__mark(marks, i);
            valid &=
                apply_item(run, clause->u.schema, item, i, tn__step_of(clause));
        }
        item = tn_value_next(item);
    }
    return valid;
}

/* Returns how many items the schema of `contains` fits. */
static uint64_t count_fitting(struct tn__run *run,
                              const struct tn__clause *clause,
                              const struct tn_value *instance,
                              struct tn__marks *marks)
{
    const struct tn_value *item = instance + 1;
    uint64_t count = 0;

    run->silent++;
    for (size_t i = 0; i < instance->count && run->rc == 0; i++) {
        if (apply_item(run, clause->u.schema, item, i, tn__step_of(clause))) {
            tn__mark(marks, i);
            count++;
        }
        item = tn_value_next(item);
    }
    run->silent--;
    return count;
}

bool tn__eval_contains(struct tn__run *run,
                       const struct tn__clause *clause,
                       const struct tn_value *instance,
                       struct tn__marks *marks)
{
    uint64_t least =
        clause->first ? tn__keyword_count(clause->first->value) : 1;
    uint64_t most = clause->second ? tn__keyword_count(clause->second->value)
                                   : TN__NO_LIMIT;
    uint64_t count;

    if (instance->type != TN_TYPE_ARRAY)
        return true;
    count = count_fitting(run, clause, instance, marks);
    if (count < least)
        return tn__run_fault(run, clause->first ? clause->first : clause,
                             instance,
                             "Input should contain at least %llu fitting "
                             "item%s, not %llu",
                             (unsigned long long)least, least == 1 ? "" : "s",
                             (unsigned long long)count);
    if (count > most)
        return tn__run_fault(run, clause->second, instance,
                             "Input should contain at most %llu fitting "
                             "item%s, not %llu",
                             (unsigned long long)most, most == 1 ? "" : "s",
                             (unsigned long long)count);
    return true;
}

bool tn__eval_item_count(struct tn__run *run,
                         const struct tn__clause *clause,
                         const struct tn_value *instance,
                         struct tn__marks *marks)
{
    uint64_t limit = tn__keyword_count(clause->value);
    bool is_least = clause->keyword == TN__KEY_MIN_ITEMS;

    (void)marks;
    if (instance->type != TN_TYPE_ARRAY ||
        (is_least ? instance->count >= limit : instance->count <= limit))
        return true;
    return tn__run_fault(run, clause, instance,
                         "Input should have at %s %llu item%s, not %u",
                         is_least ? "least" : "most", (unsigned long long)limit,
                         limit == 1 ? "" : "s", (unsigned)instance->count);
}

/* Items seen, by their hash: open addressing. */
struct seen {
    const struct tn_value *item; /* NULL: empty */
    uint64_t hash;
};

/* Returns the place of an item: that of an equal one, or an empty one. */
static struct seen *find(struct tn__run *run,
                         struct seen *table,
                         size_t mask,
                         const struct tn_value *item)
{
    /* A client does not know the address. */
    uint64_t hash = tn__json_hash(item, (uintptr_t)table);
    uint64_t at = hash ^ hash >> 32;

    for (;; at++) {
        struct seen *place = &table[at & mask];

        if (!place->item) {
            place->hash = hash;
            return place;
        }
        if (place->hash == hash &&
            tn__json_equal(place->item, item, &run->steps))
            return place;
    }
}

static bool has_twice(struct tn__run *run, const struct tn_value *instance)
{
    const struct tn_value *item = instance + 1;
    size_t size = 4;
    struct seen *table;

    while (size < 2 * (size_t)instance->count)
        size *= 2;
    table = tn__arena_zalloc(run->arena, size * sizeof(*table));
    if (!table) {
        run->rc = TN_ENOMEM;
        return false;
    }
    for (uint32_t i = 0; i < instance->count && !run->steps.spent; i++) {
        struct seen *place = find(run, table, size - 1, item);

        if (place->item)
            return true;
        place->item = item;
        item = tn_value_next(item);
    }
    return false;
}

bool tn__eval_unique(struct tn__run *run,
                     const struct tn__clause *clause,
                     const struct tn_value *instance,
                     struct tn__marks *marks)
{
    (void)marks;
    if (!clause->value->as.boolean || instance->type != TN_TYPE_ARRAY ||
        !has_twice(run, instance))
        return true;
    return tn__run_fault(run, clause, instance,
                         "Input should not have an item twice");
}

bool tn__eval_unevaluated_items(struct tn__run *run,
                                const struct tn__clause *clause,
                                const struct tn_value *instance,
                                struct tn__marks *marks)
{
    const struct tn_value *item = instance + 1;
    bool valid = true;

    if (instance->type != TN_TYPE_ARRAY)
        return true;
    for (size_t i = 0; i < instance->count && run->rc == 0; i++) {
        if (!marks->seen[i]) {
            tn__mark(marks, i);
            valid &=
                apply_item(run, clause->u.schema, item, i, tn__step_of(clause));
        }
        item = tn_value_next(item);
    }
    return valid;
}
