/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__TOOL_OUTLINE_H
#define TN__TOOL_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>

#include <tenon/error.h>

#include "base/arena.h"
#include "schema/node.h"

/*
 * What is to be written for a schema: its C types, named and in the order of
 * their definition. Types are made for
 *
 *     each entry of $defs, and the root, that is an object, an array, a map, a
 *     tuple, a union or an enum of strings
 *     all of these but arrays and maps in place: Order_status, Order_items_item
 *     whatever a pointer points at, so that a handler can declare one: the
 *     entry of a map (Shop_prices_entry), the item of an array (Shop_rows_item)
 *
 * Arrays, maps and optional values that stand in a struct are unnamed structs.
 */
enum tn__c_kind {
    TN__C_ENUM,
    TN__C_MODEL,  /* an object: one member for each property */
    TN__C_TUPLE,  /* one member for each item, rest */
    TN__C_UNION,  /* kind, as; and the enum of the kinds */
    TN__C_ARRAY,  /* items, count */
    TN__C_MAP,    /* entries, count */
    TN__C_ENTRY,  /* key, value: of a map, or of a model's extras */
    TN__C_OPTION, /* has, is_null, value: an array's item that may be null */
};

struct tn__c_type {
    enum tn__c_kind kind;
    const struct tn__node *node; /* its own; ENTRY and OPTION: the value's */
    struct tn_str tag;
    struct tn_str json_name;    /* of its entry in $defs, or the root's; zeroed:
                                   it stands in place */
    const struct tn_str *names; /* MODEL, TUPLE: members, by field; UNION: of
                                   `as`, by member; ENUM: constants */
    const struct tn_str *kinds; /* UNION: constants, by member */
    const struct tn_str *words; /* UNION: the names before they are mended, for
                                   what stands in a member */
    size_t position;            /* in the order of definition */
    bool is_listed;             /* in `types` */
    bool is_placed;             /* has a position */
    bool is_declared_first;     /* pointed at before its definition */
};

struct tn__outline {
    struct tn__arena *arena;
    const struct tn_schema *schema;
    struct tn_str stem;        /* of the files to be written: "shop" */
    struct tn__c_type **types; /* in the order of definition, enums first */
    size_t type_count;
    /* By the node's index; NULL: it has no type of its own. */
    struct tn__c_type **by_node;
    /* By the index of an ARRAY or a TUPLE with a rest (its OPTION), a MAP or a
     * MODEL with extras (its ENTRY). */
    struct tn__c_type **item_of;
};

/* Returns whether a type can be an operation's input or output: it gets a
 * struct tn_model. */
static inline bool tn__c_type_has_model(const struct tn__c_type *type)
{
    return type->json_name.ptr && type->kind != TN__C_ENUM;
}

/* Returns the fields of a MODEL or a TUPLE and their count; 0: it has none. */
static inline const struct tn__field *
tn__c_type_fields(const struct tn__c_type *type, size_t *count)
{
    const struct tn__node *node = type->node;

    *count = 0;
    if (type->kind == TN__C_TUPLE) {
        *count = node->u.tuple.count;
        return node->u.tuple.items;
    }
    if (type->kind == TN__C_MODEL)
        *count = node->u.model.field_count;
    return *count ? node->u.model.fields : NULL;
}

/* Ceiling of models within models: walks are as deep in recursion. */
#define TN__OUTLINE_DEPTH 4096

/*
 * Makes the outline of a schema that is laid out. All lies in the arena.
 * Returns 0; TN_ESCHEMA with `error` filled (two names of the schema that are
 * one in C); TN_ELIMIT (structs within structs too deep); TN_ENOMEM.
 */
int tn__outline_make(struct tn__outline *outline,
                     struct tn__arena *arena,
                     const struct tn_schema *schema,
                     struct tn_str stem,
                     struct tn_error *error);

/* Sorts the types: enums first, each struct after those it holds by value.
 * Part of tn__outline_make(). Returns 0, TN_ENOMEM, or TN_ELIMIT (structs
 * within structs too deep). */
int tn__outline_order(struct tn__outline *outline);

#endif
