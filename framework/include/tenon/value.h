/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_VALUE_H
#define TENON_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/str.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * A parsed JSON value (RFC 8259): 16 bytes, immutable, in an arena. A tree is
 * one array in document order: a container is followed by its contents, an
 * object's as key, value, key, value. So a tree is walked with a pointer and
 * copied with memcpy. Borrowed from whatever parsed it; any number of threads
 * may read it.
 *
 *     const struct tn_value *name = tn_value_get(user, "name");
 *
 *     if (name && name->type == TN_TYPE_STRING)
 *         printf("%.*s\n", (int)name->count, name->as.text);
 */
enum tn_type {
    TN_TYPE_NULL,
    TN_TYPE_BOOL,
    TN_TYPE_INT, /* an integer that fits in 64 bits, written without . or e */
    TN_TYPE_BIGINT, /* any other integer: its digits as text */
    TN_TYPE_FLOAT,  /* written with . or e; may be infinite (1e400) */
    TN_TYPE_STRING,
    TN_TYPE_ARRAY,
    TN_TYPE_OBJECT,
};

/* A string whose bytes are all below 0x80: its length in code points is its
 * size. Strings without the flag may still be ASCII. */
#define TN_VALUE_ASCII (1u << 0)

struct tn_value {
    uint8_t type;  /* enum tn_type */
    uint8_t flags; /* TN_VALUE_... */
    uint16_t reserved;
    uint32_t count; /* bytes of text; items of an array; members of an object */
    union {
        bool boolean;
        int64_t integer;
        double number;
        const char *text; /* STRING, BIGINT: UTF-8, NUL-terminated as well */
        uint64_t span;    /* ARRAY, OBJECT: values in the whole subtree, this
                             one counted: the next sibling is this + span */
    } as;
};

/* Returns the value after `value` and all that is in it. */
static inline const struct tn_value *tn_value_next(const struct tn_value *value)
{
    return value + (value->type >= TN_TYPE_ARRAY ? value->as.span : 1);
}

/* Returns the text of a STRING or BIGINT as a view. */
static inline struct tn_str tn_value_str(const struct tn_value *value)
{
    struct tn_str view = { value->as.text, value->count };

    return view;
}

/*
 * Returns the member of an object with this name, the last where a name stands
 * twice; NULL when there is none or `object` is no object. Linear in the
 * members.
 */
const struct tn_value *tn_value_get(const struct tn_value *object,
                                    const char *name);
const struct tn_value *tn_value_get_n(const struct tn_value *object,
                                      const char *name,
                                      size_t name_size);

/* Returns the item of an array at `index` (from 0), NULL when out of range or
 * `array` is no array. Linear in the index. */
const struct tn_value *tn_value_at(const struct tn_value *array, size_t index);

#ifdef __cplusplus
}
#endif

#endif
