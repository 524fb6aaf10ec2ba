/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__JSON_NAMES_H
#define TN__JSON_NAMES_H

#include <stdbool.h>
#include <stdint.h>

#include <tenon/alloc.h>
#include <tenon/value.h>

/*
 * The names of an object in which one stands twice: where each stands first,
 * and the value that counts, which is its last.
 */
struct tn__json_names {
    const struct tn_value *object;
    const struct tn_alloc *alloc;
    struct tn__json_name *slots; /* NULL: every name stands once */
    uint32_t mask;
};

/*
 * Looks through an object. Returns false when memory is short. With each name
 * once there is nothing to be freed; else free with tn__json_names_deinit().
 */
bool tn__json_names_init(struct tn__json_names *names,
                         const struct tn_alloc *alloc,
                         const struct tn_value *object);
void tn__json_names_deinit(struct tn__json_names *names);

/* The slow path of the function below. */
const struct tn_value *tn__json_names_find(const struct tn__json_names *names,
                                           const struct tn_value *name);

/* Returns the value that counts for the member whose name is at `name`, NULL
 * where the name stood before. */
static inline const struct tn_value *
tn__json_names_value(const struct tn__json_names *names,
                     const struct tn_value *name)
{
    return names->slots ? tn__json_names_find(names, name) : name + 1;
}

#endif
