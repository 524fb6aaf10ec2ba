/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__MODEL_PLAN_H
#define TN__MODEL_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compat.h"
#include "schema/node.h"

/*
 * What decode and encode need of a model's fields, packed for the cache. Made
 * once with the layout, from the schema; immutable afterwards.
 */

/* How a value of a node is decoded. The first are done in place where the value
 * has the very type; all else is PLAIN. */
enum tn__op {
    TN__OP_PLAIN,
    TN__OP_INT64,  /* an integer without rules */
    TN__OP_DOUBLE, /* a number without rules */
    TN__OP_BOOL,
    TN__OP_STRING, /* a string without rules */
    /* The same with bounds, lengths, and no other rules. */
    TN__OP_INT64_SPAN,
    TN__OP_DOUBLE_SPAN,
    TN__OP_STRING_SPAN,
};

/* The first and the last bytes of a name: with its size they tell names of up
 * to 16 bytes apart for certain, without a call. */
struct tn__name_ends {
    uint64_t head;
    uint64_t tail;
};

TN__INLINE struct tn__name_ends tn__name_ends(const char *name, size_t size)
{
    if (size >= 8)
        return (struct tn__name_ends){ tn__load64(name),
                                       tn__load64(name + size - 8) };
    if (size >= 4)
        return (struct tn__name_ends){ tn__load32(name),
                                       tn__load32(name + size - 4) };
    if (size == 0)
        return (struct tn__name_ends){ 0, 0 };
    return (struct tn__name_ends){
        (unsigned char)name[0] | (unsigned)(unsigned char)name[size / 2] << 8,
        (unsigned char)name[size - 1]
    };
}

struct tn__rule_link;

struct tn__plan_field {
    struct tn__name_ends ends;
    uint32_t name_size;
    uint32_t offset;       /* of the member */
    uint32_t value_offset; /* of its value: the same, or after is_null */
    uint32_t value_size;   /* bytes of the value */
    uint8_t op;            /* enum tn__op, of the value's node */
    bool required;
    bool optional;               /* the member has `has` and `is_null` */
    bool nullable;               /* null is a value */
    bool has_default;            /* `blank` has more than zeros in the value */
    const struct tn__node *node; /* of the value */
    const struct tn__node *checked; /* the NULLABLE around it, where that has
                                       checks of its own; NULL */
    struct tn__rule_link *rules;    /* rules.h; NULL: none */
    bool strict;                    /* no coercion: x-strict */
    const char *name;
    struct tn_str key; /* as it is written, "name": and TN__KEY_BLOCK bytes
                          more, so that it is copied in whole blocks */
    struct tn_str default_text; /* JSON; ptr NULL: none */
};

struct tn__plan {
    struct tn__plan_field *fields;
    size_t field_count;
    bool is_flat; /* each field is decoded at once, where its type is right */
    bool strict;  /* no coercion of its fields: x-strict */
    struct tn__rule_link *rules; /* of the whole: rules.h; NULL: none */
    char *blank; /* the struct before decoding: zeros and the defaults */
};

#define TN__KEY_BLOCK 16

/* The offsets in an optional form. */
#define TN__HAS_OFFSET     0
#define TN__IS_NULL_OFFSET 1

/* Makes the plans of all models among laid out nodes, which come in the order
 * of tn__graph: what a default is made of lies before it. Returns 0,
 * TN_ENOMEM. */
int tn__plan_nodes(struct tn__arena *arena,
                   struct tn__node **nodes,
                   size_t count);

/* Returns the index of the field with a name, SIZE_MAX: none. */
size_t tn__plan_find(const struct tn__node *model, struct tn_str name);

/* Returns whether a field has this name. */
TN__INLINE bool tn__plan_matches(const struct tn__plan_field *field,
                                 const char *name,
                                 size_t size)
{
    struct tn__name_ends ends;

    if (size != field->name_size)
        return false;
    ends = tn__name_ends(name, size);
    if (ends.head != field->ends.head || ends.tail != field->ends.tail)
        return false;
    return size <= 16 || memcmp(name + 8, field->name + 8, size - 16) == 0;
}

#endif
