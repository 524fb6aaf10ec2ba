/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__EVALUATE_URI_H
#define TN__EVALUATE_URI_H

#include <stdbool.h>

#include <tenon/str.h>

#include "base/arena.h"

/* URIs that name schemas (RFC 3986): resolved, never fetched. */

/* Returns a reference resolved against a base (section 5.2), in the arena and
 * NUL-terminated; a zeroed view when memory is short. An empty base leaves the
 * reference as it is. */
struct tn_str tn__uri_resolve(struct tn__arena *arena,
                              struct tn_str base,
                              struct tn_str reference);

/* Splits a reference before its "#": `fragment` is what follows, `ptr` NULL
 * where there is none. */
struct tn_str tn__uri_split(struct tn_str reference, struct tn_str *fragment);

/* Returns what %XX stand for (section 2.1), in the arena; a broken escape stays
 * as it is. A zeroed view when memory is short. */
struct tn_str tn__uri_decode(struct tn__arena *arena, struct tn_str text);

/* Returns the URI of a file (RFC 8089), in the arena; a zeroed view when memory
 * is short or the path leads nowhere. */
struct tn_str tn__uri_of_file(struct tn__arena *arena, const char *path);

/* Returns the path of a file: URI, in the arena; ptr NULL: it is none. */
struct tn_str tn__uri_to_path(struct tn__arena *arena, struct tn_str uri);

#endif
