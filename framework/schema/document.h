/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__SCHEMA_DOCUMENT_H
#define TN__SCHEMA_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/error.h>
#include <tenon/str.h>
#include <tenon/value.h>

#include "base/arena.h"

/*
 * A schema file as a tree of values, from JSON or YAML: one form for both, with
 * the place of each value in the text, so that whatever is wrong with one is
 * told by file, line, column and pointer. No object has a name twice, no number
 * is infinite, nothing is nested deeper than TN__DOCUMENT_DEPTH.
 */

#define TN__DOCUMENT_SIZE  ((size_t)16 * 1024 * 1024) /* bytes of text */
#define TN__DOCUMENT_DEPTH 256                        /* containers */
#define TN__DOCUMENT_VALUES                                                    \
    1000000u /* values, keys and copies by alias too                           \
              */

/* Where a value stands. */
struct tn__place {
    uint32_t line;   /* from 1 */
    uint32_t column; /* from 1, in code points */
    uint32_t parent; /* the container's index; the root's is its own */
    uint32_t step;   /* of a member and of its key: the key's index; of an item:
                        its position in the array */
};

struct tn__document {
    const struct tn_value *root;
    uint32_t count;           /* values: root[0] to root[count - 1] */
    struct tn__place *places; /* of root[i] */
    /* All members of all objects, by object and name: open addressing, the
     * key's index, 0 is empty. */
    uint32_t *members;
    uint32_t member_mask;
};

/* The text of a schema file. */
struct tn__source {
    const char *text;
    size_t size;
    bool is_json;
};

/*
 * Reads a text; the tree lies in the arena, the text is not needed afterwards.
 * Returns 0; TN_ESCHEMA with `error` filled but for the file; TN_ENOMEM.
 */
int tn__document_read(struct tn__document *document,
                      struct tn__arena *arena,
                      const struct tn__source *source,
                      struct tn_error *error);

/* -- Looking up ------------------------------------------------------------ */

/* Returns the index of a value of the document. */
static inline uint32_t tn__document_index(const struct tn__document *document,
                                          const struct tn_value *value)
{
    return (uint32_t)(value - document->root);
}

/* Returns the member of an object, NULL when there is none. Constant time. */
const struct tn_value *tn__document_member(const struct tn__document *document,
                                           const struct tn_value *object,
                                           struct tn_str name);

/*
 * Returns the value at a JSON pointer (RFC 6901), NULL when it leads nowhere:
 * `failed` is then the last value it reached and `step` the step that failed,
 * decoded, in the arena (a zeroed view: the pointer does not begin with "/", or
 * memory is short).
 */
struct tn__lost {
    const struct tn_value *at;
    struct tn_str step;
};
const struct tn_value *tn__document_find(const struct tn__document *document,
                                         struct tn_str pointer,
                                         struct tn__arena *arena,
                                         struct tn__lost *lost);

/* Returns the JSON pointer of a value (of a key: that of its member), in the
 * arena; a zeroed view when memory is short. */
struct tn_str tn__document_pointer(const struct tn__document *document,
                                   const struct tn_value *value,
                                   struct tn__arena *arena);

/* Returns the name of a schema that is an entry of $defs (of `definitions`, as
 * older schemas call them), whatever subschema these belong to; else a zeroed
 * view. */
struct tn_str tn__document_definition(const struct tn__document *document,
                                      const struct tn_value *schema);

/*
 * Returns what a reference into the document leads to, one step:
 * "#/$defs/Name" (a URI's fragment: RFC 6901, section 6). NULL where it leads
 * nowhere, elsewhere, or memory is short.
 */
const struct tn_value *tn__document_follow(const struct tn__document *document,
                                           struct tn_str reference,
                                           struct tn__arena *arena);

/* -- Telling --------------------------------------------------------------- */

/* Fills line and column of an error with the place of a byte of the text. */
void tn__source_locate(const struct tn__source *source,
                       size_t byte,
                       struct tn_error *error);

/* Fills line, column and pointer of an error with the place of a value. */
void tn__document_locate(const struct tn__document *document,
                         const struct tn_value *value,
                         struct tn_error *error);

#endif
