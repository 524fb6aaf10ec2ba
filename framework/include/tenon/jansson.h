/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_JANSSON_H
#define TENON_JANSSON_H

#include <jansson.h>

#include <tenon/value.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * A bridge to jansson's tree, for code that already speaks it.
 *
 *     json_t *tree = tn_value_to_jansson(in->payload);
 *     ...
 *     json_decref(tree);
 */

/* Containers in containers that are turned into a tree. jansson frees a tree
 * by recursion, and a handler's stack has 64 KiB. */
#define TN_JANSSON_DEPTH 256

/*
 * Returns the value as a new jansson tree; NULL when memory is short, it is
 * nested deeper than TN_JANSSON_DEPTH, or it cannot be held there (an integer
 * beyond 64 bits, U+0000 in a key, a number that is not finite). Where a name
 * stands twice the last value counts. Owned by the caller; free with
 * json_decref().
 */
json_t *tn_value_to_jansson(const struct tn_value *value);

#ifdef __cplusplus
}
#endif

#endif
