/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__SCHEMA_KEYWORDS_H
#define TN__SCHEMA_KEYWORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/value.h>

#include "schema/node.h"

/*
 * The vocabulary of JSON Schema 2020-12: what a subschema may say, on which
 * types it has an effect, and what its value must be. Any other keyword is an
 * annotation (core, section 6.5), unless it looks like a slip of the pen. The
 * constraints stand in the order in which they are applied.
 */

/* The values of `type`. */
#define TN__SCHEMA_TYPES(X)                                                    \
    X(NULL, "null")                                                            \
    X(BOOL, "boolean")                                                         \
    X(INT, "integer")                                                          \
    X(FLOAT, "number")                                                         \
    X(STRING, "string")                                                        \
    X(ARRAY, "array")                                                          \
    X(OBJECT, "object")

enum tn__schema_type {
#define TN__SCHEMA_TYPE_ENUM(name, text) TN__TYPE_##name,
    TN__SCHEMA_TYPES(TN__SCHEMA_TYPE_ENUM)
#undef TN__SCHEMA_TYPE_ENUM
    TN__TYPE_COUNT,
};

#define TN__TYPE_BIT(name) (1u << TN__TYPE_##name)

/* Returns the name of a type: "integer". */
const char *tn__schema_type_name(enum tn__schema_type type);

/* Returns the type of that name, TN__TYPE_COUNT: none. */
enum tn__schema_type tn__schema_type_find(struct tn_str name);

/* Returns the bits of the types that a value belongs to: an integer is a
 * number, and 1.0 an integer (validation, section 6.1.1). */
unsigned tn__schema_types_of(const struct tn_value *value);

enum tn__keyword {
    TN__KEY_SCHEMA,
    TN__KEY_ID,
    TN__KEY_ANCHOR,
    TN__KEY_DYNAMIC_ANCHOR,
    TN__KEY_VOCABULARY,
    TN__KEY_COMMENT,
    TN__KEY_DEFS,
    TN__KEY_TITLE,
    TN__KEY_DESCRIPTION,
    TN__KEY_DEFAULT,
    TN__KEY_EXAMPLES,
    TN__KEY_DEPRECATED,
    TN__KEY_READ_ONLY,
    TN__KEY_WRITE_ONLY,
    TN__KEY_CONTENT_ENCODING,
    TN__KEY_CONTENT_MEDIA_TYPE,
    TN__KEY_CONTENT_SCHEMA,
    TN__KEY_DISCRIMINATOR,
    TN__KEY_REF,
    TN__KEY_DYNAMIC_REF,
    TN__KEY_ALL_OF,
    TN__KEY_ANY_OF,
    TN__KEY_ONE_OF,
    TN__KEY_ENUM,
    TN__KEY_CONST,
    TN__KEY_TYPE,
    TN__KEY_FORMAT,
    TN__KEY_MULTIPLE_OF,
    TN__KEY_MAXIMUM,
    TN__KEY_EXCLUSIVE_MAXIMUM,
    TN__KEY_MINIMUM,
    TN__KEY_EXCLUSIVE_MINIMUM,
    TN__KEY_MIN_LENGTH,
    TN__KEY_MAX_LENGTH,
    TN__KEY_PATTERN,
    TN__KEY_PREFIX_ITEMS,
    TN__KEY_ITEMS,
    TN__KEY_MIN_ITEMS,
    TN__KEY_MAX_ITEMS,
    TN__KEY_UNIQUE_ITEMS,
    TN__KEY_PROPERTIES,
    TN__KEY_REQUIRED,
    TN__KEY_ADDITIONAL_PROPERTIES,
    TN__KEY_PATTERN_PROPERTIES,
    TN__KEY_PROPERTY_NAMES,
    TN__KEY_MIN_PROPERTIES,
    TN__KEY_MAX_PROPERTIES,
    TN__KEY_NOT,
    TN__KEY_IF,
    TN__KEY_THEN,
    TN__KEY_ELSE,
    TN__KEY_DEPENDENT_SCHEMAS,
    TN__KEY_DEPENDENT_REQUIRED,
    TN__KEY_DEPENDENCIES, /* of older drafts, still in use */
    TN__KEY_CONTAINS,
    TN__KEY_MIN_CONTAINS,
    TN__KEY_MAX_CONTAINS,
    TN__KEY_UNEVALUATED_ITEMS,
    TN__KEY_UNEVALUATED_PROPERTIES,
    TN__KEY_COUNT,
};

#define TN__KEY_BIT(key) (UINT64_C(1) << (key))

/* What a keyword does. */
enum tn__keyword_role {
    TN__ROLE_IDENTITY,   /* names a place: stands anywhere */
    TN__ROLE_ANNOTATION, /* says something, asks nothing: likewise */
    TN__ROLE_SHAPE,      /* makes the kind of node */
    TN__ROLE_CONSTRAINT, /* narrows some types */
    TN__ROLE_CHECK,      /* asks what no kind of node can hold */
};

/* What a keyword's value must be. */
enum tn__keyword_form {
    TN__FORM_ANY,
    TN__FORM_STRING,
    TN__FORM_BOOL,
    TN__FORM_NUMBER,
    TN__FORM_POSITIVE, /* a number above 0 */
    TN__FORM_COUNT,    /* a whole number, 0 or more */
    TN__FORM_ARRAY,
    TN__FORM_LIST, /* an array that is not empty */
    TN__FORM_OBJECT,
    TN__FORM_SCHEMA,      /* an object, true or false */
    TN__FORM_SCHEMA_LIST, /* an array of them that is not empty */
    TN__FORM_SCHEMA_MAP,  /* an object of them */
    TN__FORM_STRINGS,     /* an array of strings */
    TN__FORM_STRINGS_MAP, /* an object of them */
    TN__FORM_TYPE,        /* a string, or a list of strings, none twice */
};

struct tn__compiler;

struct tn__keyword_rule {
    const char *name;
    size_t size; /* bytes of the name */
    enum tn__keyword_role role;
    enum tn__keyword_form form;
    unsigned types; /* CONSTRAINT, CHECK: 1u << enum tn__schema_type */
    /* Which value counts where several subschemas make one node: above 0 the
     * larger, below 0 the smaller, 0 the first. */
    int narrower;
    /* Puts the constraint into a node of one of these types, at `field`; NULL:
     * whoever makes such a node reads it. */
    int (*apply)(struct tn__compiler *compiler,
                 const struct tn_value *value,
                 struct tn__node *node,
                 void *field);
    size_t field; /* offset in the node */
};

extern const struct tn__keyword_rule tn__keyword_rules[TN__KEY_COUNT];

/* Returns the keyword of a name, TN__KEY_COUNT: none. */
enum tn__keyword tn__keyword_find(struct tn_str name);

/* Returns whether a value is what a keyword wants, and the words for it. */
bool tn__form_is_met(enum tn__keyword_form form, const struct tn_value *value);
const char *tn__form_text(enum tn__keyword_form form);

/* The rows' functions: rules.c. */
int tn__apply_bound(struct tn__compiler *compiler,
                    const struct tn_value *value,
                    struct tn__node *node,
                    void *field);
int tn__apply_count(struct tn__compiler *compiler,
                    const struct tn_value *value,
                    struct tn__node *node,
                    void *field);
int tn__apply_format(struct tn__compiler *compiler,
                     const struct tn_value *value,
                     struct tn__node *node,
                     void *field);
int tn__apply_pattern(struct tn__compiler *compiler,
                      const struct tn_value *value,
                      struct tn__node *node,
                      void *field);

/* Returns the format that a value of `format` names; TN__FORMAT_COUNT: none
 * that makes more of a string than text. */
enum tn__format tn__format_find(const struct tn_value *name);

/* A subschema, its keywords told apart. */
struct tn__view {
    const struct tn_value *schema;
    const struct tn_value *keywords[TN__KEY_COUNT]; /* NULL: absent */
    uint64_t bits; /* the same as a set: TN__KEY_BIT() */
    uint64_t used; /* those that the node holds: the others become checks */
};

/*
 * Finds the keywords of a subschema (an object) and checks what each of their
 * values must be. Returns 0, or TN_ESCHEMA with the compiler's error filled.
 */
int tn__view_read(struct tn__compiler *compiler,
                  const struct tn_value *schema,
                  struct tn__view *view);

/* Returns the set of all keywords of a role. */
uint64_t tn__keywords_of(enum tn__keyword_role role);

/* Returns the set of the keywords that have an effect on a set of types. */
uint64_t tn__keywords_on(unsigned types);

/* Returns the count that a value of TN__FORM_COUNT says, TN__NO_LIMIT where it
 * is beyond 64 bits. */
uint64_t tn__keyword_count(const struct tn_value *value);

/* Returns the string of an annotation, a zeroed view where it is absent. */
struct tn_str tn__view_text(const struct tn__view *view,
                            enum tn__keyword keyword);

#endif
