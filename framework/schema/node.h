/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__SCHEMA_NODE_H
#define TN__SCHEMA_NODE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/schema.h>
#include <tenon/str.h>
#include <tenon/value.h>

#include "base/arena.h"

/*
 * A compiled schema: a graph of nodes, one for each subschema. $ref is resolved
 * (a recursive schema is a graph with cycles), so whoever walks it meets only
 * kinds. Immutable after the load, but for `layout`, which framework/model
 * fills once before the first use.
 */
enum tn__node_kind {
    TN__NODE_ANY, /* no type: every value */
    TN__NODE_NULL,
    TN__NODE_BOOL,
    TN__NODE_INT,
    TN__NODE_FLOAT, /* type: number */
    TN__NODE_STRING,
    TN__NODE_FORMAT,  /* a string that is more than text: `format: date` */
    TN__NODE_LITERAL, /* const, or enum in place: Pydantic's Literal */
    TN__NODE_ENUM,    /* enum that is an entry of $defs: Pydantic's Enum */
    TN__NODE_ARRAY,
    TN__NODE_TUPLE,    /* array with prefixItems */
    TN__NODE_MAP,      /* object without properties */
    TN__NODE_MODEL,    /* object with properties */
    TN__NODE_NULLABLE, /* anyOf [X, null], or type [x, "null"] */
    TN__NODE_UNION,    /* anyOf, oneOf, or several types; null apart */
};

/* A bound of a number, exact: an integer where the number is one that fits in
 * 64 bits, however it is written (5.0 is 5). */
struct tn__bound {
    bool set;
    bool is_int;
    int64_t integer; /* where is_int */
    double number;   /* always: the nearest double */
};

/* minimum, maximum, exclusive*, multipleOf of INT and FLOAT. */
struct tn__number_rules {
    bool any;   /* one at least is set */
    bool is_32; /* format: int32 (INT) or float (FLOAT): the C type */
    struct tn__bound multiple_of;
    struct tn__bound maximum;
    struct tn__bound exclusive_maximum;
    struct tn__bound minimum;
    struct tn__bound exclusive_minimum;
};

#define TN__NO_LIMIT UINT64_MAX

struct tn__pattern; /* a compiled regular expression: pattern.h */

struct tn__string_rules {
    uint64_t min_length;               /* code points; 0: none */
    uint64_t max_length;               /* TN__NO_LIMIT: none */
    const struct tn__pattern *pattern; /* NULL: none */
};

/*
 * The values of `format` that make a value of another kind than text, with the
 * word that the schema has for them (NULL: it has another way). What each
 * becomes in C: model/formats.h. Any other format is an annotation.
 */
#define TN__FORMATS(X)                                                         \
    X(BINARY, "binary")                                                        \
    X(URI, "uri")                                                              \
    X(MULTI_HOST_URI, "multi-host-uri")                                        \
    X(EMAIL, "email")                                                          \
    X(NAME_EMAIL, "name-email")                                                \
    X(IPV4, "ipv4")                                                            \
    X(IPV6, "ipv6")                                                            \
    X(IPVANYADDRESS, "ipvanyaddress")                                          \
    X(IPV4NETWORK, "ipv4network")                                              \
    X(IPV6NETWORK, "ipv6network")                                              \
    X(IPVANYNETWORK, "ipvanynetwork")                                          \
    X(IPV4INTERFACE, "ipv4interface")                                          \
    X(IPV6INTERFACE, "ipv6interface")                                          \
    X(IPVANYINTERFACE, "ipvanyinterface")                                      \
    X(DATE, "date")                                                            \
    X(DATETIME, "date-time")                                                   \
    X(TIME, "time")                                                            \
    X(DURATION, "duration")                                                    \
    X(UUID, "uuid")                                                            \
    X(UUID1, "uuid1")                                                          \
    X(UUID3, "uuid3")                                                          \
    X(UUID4, "uuid4")                                                          \
    X(UUID5, "uuid5")                                                          \
    X(DECIMAL, NULL) /* anyOf [number, string], as Pydantic writes Decimal */

enum tn__format {
#define TN__FORMAT_ENUM(name, text) TN__FORMAT_##name,
    TN__FORMATS(TN__FORMAT_ENUM)
#undef TN__FORMAT_ENUM
    TN__FORMAT_COUNT,
};

/* FORMAT. */
struct tn__format_rules {
    struct tn__string_rules string; /* first: as of a STRING */
    enum tn__format format;
    /* DECIMAL: the members of the union, FLOAT with the bounds and STRING. */
    const struct tn__node *number;
    const struct tn__node *text;
};

struct tn__choice_index; /* framework/model/choice_index.h */

/* LITERAL and ENUM. */
struct tn__choice_rules {
    const struct tn_value *const *values; /* in the schema's order */
    size_t count;
    bool all_strings;       /* a C enum */
    bool all_ints;          /* int64_t */
    bool is_const;          /* written with const */
    struct tn_str expected; /* "'a', 'b' or 'c'": Python's repr, for ctx */
    struct tn__choice_index *index; /* of many values: framework/model */
};

struct tn__array_rules {
    const struct tn__node *items;
    uint64_t min_items; /* 0: none */
    uint64_t max_items; /* TN__NO_LIMIT: none */
    bool unique;        /* uniqueItems: Pydantic's set */
};

struct tn__field {
    struct tn_str name; /* the property's */
    const struct tn__node *node;
    bool required;
    const struct tn_value *default_value; /* NULL: none */
    struct tn_str title;                  /* of the property, zeroed: none */
    struct tn_str description;            /* likewise */
    const struct tn_value *source;        /* the property's schema */
    uint64_t key;  /* the name's hash, made by the compiler */
    size_t offset; /* bytes from the start of the struct: framework/model */
};

enum tn__extra {
    TN__EXTRA_IGNORE, /* no additionalProperties */
    TN__EXTRA_FORBID, /* false */
    TN__EXTRA_ALLOW,  /* true, or a schema: `extra_node` */
};

struct tn__model_rules {
    struct tn__field *fields; /* in the order of `properties` */
    size_t field_count;
    /* Open addressing by tn__field.key: field index + 1, 0 is empty; the size
     * is a power of two, mask = size - 1. */
    uint16_t *table;
    uint32_t table_mask;
    enum tn__extra extra;
    const struct tn__node *extra_node; /* ALLOW: of each extra (ANY for true) */
    size_t extra_offset; /* ALLOW: of the `extra` member: framework/model */
};

/* prefixItems. */
struct tn__tuple_rules {
    /* One for each position, named item0, item1, ...; required: an array
     * without it is too short (minItems). */
    struct tn__field *items;
    size_t count;
    const struct tn__node *rest; /* of what follows; NULL: nothing may */
    uint64_t min_items;          /* where it asks for some of the rest; 0 */
    uint64_t max_items;          /* TN__NO_LIMIT: none */
    size_t rest_offset;          /* of the `rest` member, an ARRAY's form:
                                    framework/model */
};

struct tn__map_rules {
    const struct tn__node *values;
    const struct tn__node *keys; /* what a name must be: STRING, FORMAT, LITERAL
                                    or ENUM; NULL: any */
    uint64_t min_properties;     /* 0: none */
    uint64_t max_properties;     /* TN__NO_LIMIT: none */
};

/* A discriminator: the value of one property tells the member. */
struct tn__tag_rules {
    struct tn_str property;
    struct tn_str quoted; /* its name as Python's repr: "'kind'" */
    /* All tags, in the order of the members; `expected` is "'cat', 'dog'". */
    struct tn__choice_rules tags;
    const uint32_t *members; /* tags.values[i] chooses the union's
                                members[members[i]] */
};

/*
 * Smart unless it has tags. No member is NULL or NULLABLE (a nullable union is
 * a NULLABLE of a UNION). A member may be a UNION itself.
 */
struct tn__union_rules {
    const struct tn__node *const *members;
    size_t count;               /* 1 at least */
    struct tn__tag_rules *tags; /* NULL: none */
    bool only_one; /* oneOf without a discriminator: two members that fit are
                      an error */
};

struct tn__plan; /* a MODEL's fields, packed: framework/model/plan.h */

/* The C form of a node: framework/model/layout.h. */
struct tn__layout {
    bool done;
    bool recursive;  /* leads back to itself, on whatever way: its nesting is
                        counted */
    bool by_pointer; /* a MODEL or TUPLE that contains itself: members hold a
                        pointer */
    uint32_t size;   /* bytes as a member or an item */
    uint32_t align;
    uint32_t struct_size; /* MODEL, TUPLE: bytes of the struct itself */
    uint32_t struct_align;
    uint32_t
        value_offset; /* NULLABLE: of `value`; UNION: of `as`, after `kind`;
                         MAP and extras: of the value after its key */
    uint32_t stride;  /* ARRAY, MAP: bytes of one item, one entry; TUPLE: of one
                         of the rest */
    uint8_t op;       /* enum tn__op: how a value is decoded */
    struct tn__plan *plan; /* MODEL */
};

/*
 * Keywords that no kind can hold (not, if, contains, ...): they are evaluated,
 * as JSON Schema says, on the value as it was sent.
 */
#define TN__CHECK_ALL UINT64_MAX
struct tn__subschema; /* compiled to be evaluated: framework/evaluate */

struct tn__check {
    const struct tn_value *source;      /* the subschema */
    const struct tn__subschema *schema; /* the same: framework/model */
    uint64_t keywords; /* 1 << enum tn__keyword each (keywords.h), the whole
                          subschema where TN__CHECK_ALL */
};

struct tn__node {
    enum tn__node_kind kind;
    uint32_t index;           /* in tn_schema.nodes */
    struct tn_schema *schema; /* that it belongs to */
    struct tn_str pointer;    /* JSON pointer of the subschema: "/$defs/Add" */
    struct tn_str name;  /* of the $defs entry, or the root's title; zeroed:
                            none. What is in a nullable or a union that
                            `type` makes has its name, pointer and source */
    struct tn_str title; /* the schema's own title; zeroed: none */
    struct tn_str description;
    /* The subschema as written; of what has none (items left out), `true`,
     * which is no value of the document. */
    const struct tn_value *source;
    struct tn__check *checks; /* in the order of the schema */
    size_t check_count;
    struct tn__layout layout;
    union {
        struct tn__number_rules number; /* INT, FLOAT */
        struct tn__string_rules string;
        struct tn__format_rules format;
        struct tn__choice_rules choice; /* LITERAL, ENUM */
        struct tn__array_rules array;
        struct tn__tuple_rules tuple;
        struct tn__map_rules map;
        struct tn__model_rules model;
        struct tn__union_rules any_of; /* UNION */
        const struct tn__node *inner;  /* NULLABLE */
    } u;
};

/* An entry of $defs. */
struct tn__def {
    struct tn_str name;
    struct tn__node *node;
};

struct tn_schema {
    struct tn__arena arena; /* owns all below */
    pthread_mutex_t lock;   /* of the layout, at its first use outside HTTP */
    struct tn_str name;     /* the file */
    const struct tn_value *document;
    struct tn__node **nodes; /* all, by index */
    size_t node_count;
    struct tn__node *root; /* NULL: the document has $defs only */
    struct tn__def *defs;  /* in the document's order */
    size_t def_count;
    /* Of the compiler: document.h, pattern.h. */
    struct tn__document *places; /* positions and pointers of all values */
    struct tn__node **node_at;   /* by value of the document; NULL: no schema */
    struct tn__pattern *patterns; /* all of the schema's */
};

/*
 * Returns the node of a JSON pointer (RFC 6901) into the document, "" for the
 * root: compiled with the schema, or NULL with `error` filled (TN_ENOTFOUND:
 * no such place; TN_ESCHEMA: no schema there). Every subschema was compiled
 * when the document was loaded, so this only looks.
 *
 * The document itself as JSON text is tn__json_value() of schema->document.
 */
struct tn__node *tn__schema_node(struct tn_schema *schema,
                                 const char *pointer,
                                 struct tn_error *error);

/* The hash of a property's name, as tn__field.key. */
static inline uint64_t tn__field_key(const char *name, size_t size)
{
    uint64_t head = 0;
    uint64_t tail = 0;

    /* The first and the last eight bytes and the length tell the names of one
     * model apart nearly always, and cost two loads. A collision costs one
     * comparison more, nothing else: the table is of the schema's making, not
     * of the client's. */
    if (size >= 8) {
        memcpy(&head, name, 8);
        memcpy(&tail, name + size - 8, 8);
    } else if (size >= 4) {
        uint32_t low;
        uint32_t high;

        memcpy(&low, name, 4);
        memcpy(&high, name + size - 4, 4);
        head = low;
        tail = high;
    } else if (size) {
        head = (uint64_t)(unsigned char)name[0] |
               (uint64_t)(unsigned char)name[size / 2] << 8 |
               (uint64_t)(unsigned char)name[size - 1] << 16;
    }
    head = (head ^ (tail << 23 | tail >> 41) ^ size) * 0x9e3779b97f4a7c15u;
    return head ^ head >> 29;
}

#endif
