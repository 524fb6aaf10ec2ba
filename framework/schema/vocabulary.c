/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/keywords.h"

#include <math.h>

/* The table of keywords. */

static const char *const type_names[] = {
#define TYPE_NAME(name, text) [TN__TYPE_##name] = text,
    TN__SCHEMA_TYPES(TYPE_NAME)
#undef TYPE_NAME
};

const char *tn__schema_type_name(enum tn__schema_type type)
{
    return type_names[type];
}

enum tn__schema_type tn__schema_type_find(struct tn_str name)
{
    int type = 0;

    while (type < TN__TYPE_COUNT &&
           !tn_str_equal(name, tn_str_from(type_names[type])))
        type++;
    return (enum tn__schema_type)type;
}

#define NUMBERS (TN__TYPE_BIT(INT) | TN__TYPE_BIT(FLOAT))

unsigned tn__schema_types_of(const struct tn_value *value)
{
    static const unsigned bits[] = {
        [TN_TYPE_NULL] = TN__TYPE_BIT(NULL),
        [TN_TYPE_BOOL] = TN__TYPE_BIT(BOOL),
        [TN_TYPE_INT] = NUMBERS,
        [TN_TYPE_BIGINT] = NUMBERS,
        [TN_TYPE_FLOAT] = TN__TYPE_BIT(FLOAT),
        [TN_TYPE_STRING] = TN__TYPE_BIT(STRING),
        [TN_TYPE_ARRAY] = TN__TYPE_BIT(ARRAY),
        [TN_TYPE_OBJECT] = TN__TYPE_BIT(OBJECT),
    };

    if (value->type == TN_TYPE_FLOAT &&
        value->as.number == trunc(value->as.number))
        return NUMBERS;
    return bits[value->type];
}

#define WORD(name_, role_, form_)                                              \
    .name = (name_), .size = sizeof(name_) - 1, .role = TN__ROLE_##role_,      \
    .form = TN__FORM_##form_

/* A keyword that whoever makes a node reads. */
#define SIMPLE(name_, role_, form_)                                            \
    {                                                                          \
        WORD(name_, role_, form_)                                              \
    }
#define TYPED(name_, role_, form_, type_)                                      \
    {                                                                          \
        WORD(name_, role_, form_), .types = TN__TYPE_BIT(type_)                \
    }
#define BOUND(name_, form_, field_, narrower_)                                 \
    {                                                                          \
        WORD(name_, CONSTRAINT, form_),                                        \
            .types = NUMBERS, .narrower = (narrower_),                         \
            .apply = tn__apply_bound,                                          \
            .field = offsetof(struct tn__node, u.number.field_)                \
    }
#define COUNT(name_, type_, field_, narrower_)                                 \
    {                                                                          \
        WORD(name_, CONSTRAINT, COUNT),                                        \
            .types = TN__TYPE_BIT(type_), .narrower = (narrower_),             \
            .apply = tn__apply_count,                                          \
            .field = offsetof(struct tn__node, field_)                         \
    }
/* A count that lies at different places of different kinds. */
#define LIMIT(name_, type_, narrower_)                                         \
    {                                                                          \
        WORD(name_, CONSTRAINT, COUNT), .types = TN__TYPE_BIT(type_),          \
                                        .narrower = (narrower_)                \
    }

const struct tn__keyword_rule tn__keyword_rules[TN__KEY_COUNT] = {
    [TN__KEY_SCHEMA] = SIMPLE("$schema", IDENTITY, STRING),
    [TN__KEY_ID] = SIMPLE("$id", IDENTITY, STRING),
    [TN__KEY_ANCHOR] = SIMPLE("$anchor", IDENTITY, STRING),
    [TN__KEY_DYNAMIC_ANCHOR] = SIMPLE("$dynamicAnchor", IDENTITY, STRING),
    [TN__KEY_VOCABULARY] = SIMPLE("$vocabulary", IDENTITY, OBJECT),
    [TN__KEY_COMMENT] = SIMPLE("$comment", IDENTITY, STRING),
    [TN__KEY_DEFS] = SIMPLE("$defs", IDENTITY, OBJECT),
    [TN__KEY_TITLE] = SIMPLE("title", ANNOTATION, STRING),
    [TN__KEY_DESCRIPTION] = SIMPLE("description", ANNOTATION, STRING),
    [TN__KEY_DEFAULT] = SIMPLE("default", ANNOTATION, ANY),
    [TN__KEY_EXAMPLES] = SIMPLE("examples", ANNOTATION, ARRAY),
    [TN__KEY_DEPRECATED] = SIMPLE("deprecated", ANNOTATION, BOOL),
    [TN__KEY_READ_ONLY] = SIMPLE("readOnly", ANNOTATION, BOOL),
    [TN__KEY_WRITE_ONLY] = SIMPLE("writeOnly", ANNOTATION, BOOL),
    [TN__KEY_CONTENT_ENCODING] = SIMPLE("contentEncoding", ANNOTATION, STRING),
    [TN__KEY_CONTENT_MEDIA_TYPE] =
        SIMPLE("contentMediaType", ANNOTATION, STRING),
    [TN__KEY_CONTENT_SCHEMA] = SIMPLE("contentSchema", ANNOTATION, SCHEMA),
    [TN__KEY_DISCRIMINATOR] = SIMPLE("discriminator", ANNOTATION, OBJECT),
    [TN__KEY_REF] = SIMPLE("$ref", SHAPE, STRING),
    [TN__KEY_DYNAMIC_REF] = SIMPLE("$dynamicRef", SHAPE, STRING),
    [TN__KEY_ALL_OF] = SIMPLE("allOf", SHAPE, SCHEMA_LIST),
    [TN__KEY_ANY_OF] = SIMPLE("anyOf", SHAPE, SCHEMA_LIST),
    [TN__KEY_ONE_OF] = SIMPLE("oneOf", SHAPE, SCHEMA_LIST),
    [TN__KEY_ENUM] = SIMPLE("enum", SHAPE, ARRAY),
    [TN__KEY_CONST] = SIMPLE("const", SHAPE, ANY),
    [TN__KEY_TYPE] = SIMPLE("type", SHAPE, TYPE),
    [TN__KEY_FORMAT] = { WORD("format", CONSTRAINT, STRING),
                         .types = NUMBERS | TN__TYPE_BIT(STRING),
                         .apply = tn__apply_format,
                         .field = offsetof(struct tn__node, u.number.is_32) },
    [TN__KEY_MULTIPLE_OF] = BOUND("multipleOf", POSITIVE, multiple_of, 0),
    [TN__KEY_MAXIMUM] = BOUND("maximum", NUMBER, maximum, -1),
    [TN__KEY_EXCLUSIVE_MAXIMUM] =
        BOUND("exclusiveMaximum", NUMBER, exclusive_maximum, -1),
    [TN__KEY_MINIMUM] = BOUND("minimum", NUMBER, minimum, 1),
    [TN__KEY_EXCLUSIVE_MINIMUM] =
        BOUND("exclusiveMinimum", NUMBER, exclusive_minimum, 1),
    [TN__KEY_MIN_LENGTH] = COUNT("minLength", STRING, u.string.min_length, 1),
    [TN__KEY_MAX_LENGTH] = COUNT("maxLength", STRING, u.string.max_length, -1),
    [TN__KEY_PATTERN] = { WORD("pattern", CONSTRAINT, STRING),
                          .types = TN__TYPE_BIT(STRING),
                          .apply = tn__apply_pattern,
                          .field =
                              offsetof(struct tn__node, u.string.pattern) },
    [TN__KEY_PREFIX_ITEMS] =
        TYPED("prefixItems", CONSTRAINT, SCHEMA_LIST, ARRAY),
    [TN__KEY_ITEMS] = TYPED("items", CONSTRAINT, SCHEMA, ARRAY),
    [TN__KEY_MIN_ITEMS] = LIMIT("minItems", ARRAY, 1),
    [TN__KEY_MAX_ITEMS] = LIMIT("maxItems", ARRAY, -1),
    [TN__KEY_UNIQUE_ITEMS] = TYPED("uniqueItems", CONSTRAINT, BOOL, ARRAY),
    [TN__KEY_PROPERTIES] = TYPED("properties", CONSTRAINT, OBJECT, OBJECT),
    [TN__KEY_REQUIRED] = TYPED("required", CONSTRAINT, STRINGS, OBJECT),
    [TN__KEY_ADDITIONAL_PROPERTIES] =
        TYPED("additionalProperties", CONSTRAINT, SCHEMA, OBJECT),
    [TN__KEY_PATTERN_PROPERTIES] =
        TYPED("patternProperties", CONSTRAINT, SCHEMA_MAP, OBJECT),
    [TN__KEY_PROPERTY_NAMES] =
        TYPED("propertyNames", CONSTRAINT, SCHEMA, OBJECT),
    [TN__KEY_MIN_PROPERTIES] = LIMIT("minProperties", OBJECT, 1),
    [TN__KEY_MAX_PROPERTIES] = LIMIT("maxProperties", OBJECT, -1),
    [TN__KEY_NOT] = SIMPLE("not", CHECK, SCHEMA),
    [TN__KEY_IF] = SIMPLE("if", CHECK, SCHEMA),
    [TN__KEY_THEN] = SIMPLE("then", CHECK, SCHEMA),
    [TN__KEY_ELSE] = SIMPLE("else", CHECK, SCHEMA),
    [TN__KEY_DEPENDENT_SCHEMAS] =
        TYPED("dependentSchemas", CHECK, SCHEMA_MAP, OBJECT),
    [TN__KEY_DEPENDENT_REQUIRED] =
        TYPED("dependentRequired", CHECK, STRINGS_MAP, OBJECT),
    [TN__KEY_DEPENDENCIES] = TYPED("dependencies", CHECK, OBJECT, OBJECT),
    [TN__KEY_CONTAINS] = TYPED("contains", CHECK, SCHEMA, ARRAY),
    [TN__KEY_MIN_CONTAINS] = TYPED("minContains", CHECK, COUNT, ARRAY),
    [TN__KEY_MAX_CONTAINS] = TYPED("maxContains", CHECK, COUNT, ARRAY),
    [TN__KEY_UNEVALUATED_ITEMS] =
        TYPED("unevaluatedItems", CHECK, SCHEMA, ARRAY),
    [TN__KEY_UNEVALUATED_PROPERTIES] =
        TYPED("unevaluatedProperties", CHECK, SCHEMA, OBJECT),
};
