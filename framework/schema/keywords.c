/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/keywords.h"

#include <stdio.h>

#include "base/nearest.h"
#include "schema/compile.h"

/* -- What stands for a keyword that is not known --------------------------- */

/* Keywords of JSON Schema 2020-12 that are not supported yet: no misspelling.
 */
static const char *const not_yet[] = {
    "$anchor",
    "$dynamicAnchor",
    "$dynamicRef",
    "$vocabulary",
    "allOf",
    "oneOf",
    "not",
    "if",
    "then",
    "else",
    "dependentSchemas",
    "dependentRequired",
    "prefixItems",
    "contains",
    "minContains",
    "maxContains",
    "uniqueItems",
    "unevaluatedItems",
    "unevaluatedProperties",
    "patternProperties",
    "propertyNames",
    "minProperties",
    "maxProperties",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "discriminator",
};

/* What other dialects call it. */
static const struct {
    const char *keyword;
    const char *hint;
} foreign[] = {
    { "definitions", "call it $defs" },
    { "id", "call it $id" },
    { "nullable", "write type: [..., \"null\"]" },
    { "optional", "leave the name out of the object's \"required\"" },
    { "example", "write examples, a list" },
};

static bool is_not_yet(struct tn_str name)
{
    for (size_t i = 0; i < TN_COUNT(not_yet); i++) {
        if (tn_str_equal(name, tn_str_from(not_yet[i])))
            return true;
    }
    return false;
}

/* Writes every keyword of the table: "$schema, $id, ...". */
static void list_keywords(char *to, size_t size)
{
    size_t at = 0;

    for (size_t i = 0; i < TN__KEY_COUNT && at < size; i++)
        at += (size_t)snprintf(to + at, size - at, "%s%s", i ? ", " : "",
                               tn__keyword_rules[i].name);
}

static int refuse_unknown(struct tn__compiler *compiler,
                          const struct tn_value *key)
{
    struct tn__nearest nearest = { .wrong = key->as.text };
    struct tn_str name = tn_value_str(key);
    char known[480];

    for (size_t i = 0; i < TN_COUNT(foreign); i++) {
        if (tn_str_equal(name, tn_str_from(foreign[i].keyword)))
            return tn__compile_fail(compiler, key,
                                    "\"%s\" is no keyword of JSON Schema "
                                    "2020-12: %s",
                                    foreign[i].keyword, foreign[i].hint);
    }
    for (size_t i = 0; i < TN__KEY_COUNT; i++)
        tn__nearest_offer(&nearest, tn__keyword_rules[i].name);
    if (nearest.best && !is_not_yet(name))
        return tn__compile_fail(compiler, key,
                                "unknown keyword \"%.60s\"; did you mean "
                                "\"%s\"?",
                                name.ptr, nearest.best);
    list_keywords(known, sizeof(known));
    return tn__compile_fail(compiler, key, "%s \"%.60s\"; supported are %s",
                            is_not_yet(name) ? "not supported yet:"
                                             : "unknown keyword",
                            name.ptr, known);
}

/* -- Forms ----------------------------------------------------------------- */

static bool is_string(const struct tn_value *value)
{
    return value->type == TN_TYPE_STRING;
}

static bool is_bool(const struct tn_value *value)
{
    return value->type == TN_TYPE_BOOL;
}

static bool is_number(const struct tn_value *value)
{
    return value->type == TN_TYPE_INT || value->type == TN_TYPE_BIGINT ||
           value->type == TN_TYPE_FLOAT;
}

static bool is_positive(const struct tn_value *value)
{
    switch (value->type) {
    case TN_TYPE_INT:
        return value->as.integer > 0;
    case TN_TYPE_BIGINT:
        return value->as.text[0] != '-';
    case TN_TYPE_FLOAT:
        return value->as.number > 0;
    }
    return false;
}

static bool is_count(const struct tn_value *value)
{
    /* 2.0 is a whole number, too (JSON Schema 2020-12, section 6.3). */
    if (value->type == TN_TYPE_FLOAT)
        return value->as.number >= 0 && value->as.number < 0x1p63 &&
               (double)(int64_t)value->as.number == value->as.number;
    return is_positive(value) ||
           (value->type == TN_TYPE_INT && value->as.integer == 0);
}

static bool is_array(const struct tn_value *value)
{
    return value->type == TN_TYPE_ARRAY;
}

static bool is_list(const struct tn_value *value)
{
    return is_array(value) && value->count > 0;
}

static bool is_object(const struct tn_value *value)
{
    return value->type == TN_TYPE_OBJECT;
}

static bool is_schema(const struct tn_value *value)
{
    return is_object(value) || is_bool(value);
}

static bool is_strings(const struct tn_value *value)
{
    const struct tn_value *item = value + 1;

    if (!is_array(value))
        return false;
    for (uint32_t i = 0; i < value->count; i++, item = tn_value_next(item)) {
        if (!is_string(item))
            return false;
    }
    return true;
}

static bool is_type(const struct tn_value *value)
{
    return is_string(value) || (is_strings(value) && value->count > 0);
}

static bool is_any(const struct tn_value *value)
{
    (void)value;
    return true;
}

static const struct {
    const char *text;
    bool (*is_met)(const struct tn_value *value);
} forms[] = {
    [TN__FORM_ANY] = { "any value", is_any },
    [TN__FORM_STRING] = { "a string", is_string },
    [TN__FORM_BOOL] = { "true or false", is_bool },
    [TN__FORM_NUMBER] = { "a number", is_number },
    [TN__FORM_POSITIVE] = { "a number above 0", is_positive },
    [TN__FORM_COUNT] = { "a whole number, 0 or more", is_count },
    [TN__FORM_ARRAY] = { "a list", is_array },
    [TN__FORM_LIST] = { "a list of one value at least", is_list },
    [TN__FORM_OBJECT] = { "an object", is_object },
    [TN__FORM_SCHEMA] = { "a schema: an object, true or false", is_schema },
    [TN__FORM_STRINGS] = { "a list of strings", is_strings },
    [TN__FORM_TYPE] = { "the name of a type, or a list of names", is_type },
};

uint64_t tn__keyword_count(const struct tn_value *value)
{
    switch (value->type) {
    case TN_TYPE_INT:
        return (uint64_t)value->as.integer;
    case TN_TYPE_FLOAT:
        return (uint64_t)value->as.number;
    }
    return TN__NO_LIMIT;
}

/* -- Reading --------------------------------------------------------------- */

static enum tn__keyword find_keyword(struct tn_str name)
{
    size_t i = 0;

    while (i < TN__KEY_COUNT &&
           !tn_str_equal(name, tn_str_from(tn__keyword_rules[i].name)))
        i++;
    return (enum tn__keyword)i;
}

static int take_keyword(struct tn__compiler *compiler,
                        const struct tn_value *key,
                        struct tn__view *view)
{
    enum tn__keyword keyword = find_keyword(tn_value_str(key));
    const struct tn_value *value = key + 1;
    enum tn__keyword_form form;

    if (keyword == TN__KEY_COUNT)
        return refuse_unknown(compiler, key);
    form = tn__keyword_rules[keyword].form;
    if (!forms[form].is_met(value))
        return tn__compile_fail(compiler, value, "\"%s\" must be %s",
                                tn__keyword_rules[keyword].name,
                                forms[form].text);
    if (tn__keyword_rules[keyword].role == TN__ROLE_DOCUMENT &&
        view->schema != compiler->document->root)
        return tn__compile_fail(compiler, key,
                                "\"%s\" belongs to the top of the file",
                                tn__keyword_rules[keyword].name);
    view->keywords[keyword] = value;
    return 0;
}

int tn__view_read(struct tn__compiler *compiler,
                  const struct tn_value *schema,
                  struct tn__view *view)
{
    const struct tn_value *key = schema + 1;
    int status = 0;

    *view = (struct tn__view){ .schema = schema };
    if (schema->type != TN_TYPE_OBJECT)
        return tn__compile_fail(compiler, schema,
                                "a schema must be an object or true");
    for (uint32_t i = 0; i < schema->count && status == 0; i++) {
        status = take_keyword(compiler, key, view);
        key = tn_value_next(key + 1);
    }
    return status;
}

struct tn_str tn__view_text(const struct tn__view *view,
                            enum tn__keyword keyword)
{
    return view->keywords[keyword] ? tn_value_str(view->keywords[keyword])
                                   : (struct tn_str){ 0 };
}

/* -- The tables ------------------------------------------------------------ */

static const char *const type_names[] = {
#define TYPE_NAME(name, text) [TN__TYPE_##name] = text,
    TN__SCHEMA_TYPES(TYPE_NAME)
#undef TYPE_NAME
};

const char *tn__schema_type_name(enum tn__schema_type type)
{
    return type_names[type];
}

#define NUMBERS (TN__TYPE_BIT(INT) | TN__TYPE_BIT(FLOAT))

#define DOCUMENT(name_, form_)                                                 \
    {                                                                          \
        .name = (name_), .role = TN__ROLE_DOCUMENT, .form = (form_)            \
    }
#define ANNOTATION(name_, form_)                                               \
    {                                                                          \
        .name = (name_), .role = TN__ROLE_ANNOTATION, .form = (form_)          \
    }
#define SHAPE(name_, form_)                                                    \
    {                                                                          \
        .name = (name_), .role = TN__ROLE_SHAPE, .form = (form_)               \
    }
#define CONSTRAINT(name_, form_, types_)                                       \
    .name = (name_), .role = TN__ROLE_CONSTRAINT, .form = (form_),             \
    .types = (types_)
#define BOUND(name_, form_, field_)                                            \
    {                                                                          \
        CONSTRAINT(name_, form_, NUMBERS),                                     \
            .apply = tn__apply_bound,                                          \
            .field = offsetof(struct tn__node, u.number.field_)                \
    }
#define COUNT(name_, type_, field_)                                            \
    {                                                                          \
        CONSTRAINT(name_, TN__FORM_COUNT, TN__TYPE_BIT(type_)),                \
            .apply = tn__apply_count,                                          \
            .field = offsetof(struct tn__node, field_)                         \
    }

const struct tn__keyword_rule tn__keyword_rules[TN__KEY_COUNT] = {
    [TN__KEY_SCHEMA] = DOCUMENT("$schema", TN__FORM_STRING),
    [TN__KEY_ID] = DOCUMENT("$id", TN__FORM_STRING),
    [TN__KEY_DEFS] = DOCUMENT("$defs", TN__FORM_OBJECT),
    [TN__KEY_COMMENT] = ANNOTATION("$comment", TN__FORM_STRING),
    [TN__KEY_TITLE] = ANNOTATION("title", TN__FORM_STRING),
    [TN__KEY_DESCRIPTION] = ANNOTATION("description", TN__FORM_STRING),
    [TN__KEY_DEFAULT] = ANNOTATION("default", TN__FORM_ANY),
    [TN__KEY_EXAMPLES] = ANNOTATION("examples", TN__FORM_ARRAY),
    [TN__KEY_DEPRECATED] = ANNOTATION("deprecated", TN__FORM_BOOL),
    [TN__KEY_READ_ONLY] = ANNOTATION("readOnly", TN__FORM_BOOL),
    [TN__KEY_WRITE_ONLY] = ANNOTATION("writeOnly", TN__FORM_BOOL),
    [TN__KEY_REF] = SHAPE("$ref", TN__FORM_STRING),
    [TN__KEY_ANY_OF] = SHAPE("anyOf", TN__FORM_LIST),
    [TN__KEY_ENUM] = SHAPE("enum", TN__FORM_LIST),
    [TN__KEY_CONST] = SHAPE("const", TN__FORM_ANY),
    [TN__KEY_TYPE] = SHAPE("type", TN__FORM_TYPE),
    [TN__KEY_FORMAT] = { CONSTRAINT("format",
                                    TN__FORM_STRING,
                                    NUMBERS | TN__TYPE_BIT(STRING)),
                         .apply = tn__apply_format,
                         .field = offsetof(struct tn__node, u.number.is_32) },
    [TN__KEY_MULTIPLE_OF] = BOUND("multipleOf", TN__FORM_POSITIVE, multiple_of),
    [TN__KEY_MAXIMUM] = BOUND("maximum", TN__FORM_NUMBER, maximum),
    [TN__KEY_EXCLUSIVE_MAXIMUM] =
        BOUND("exclusiveMaximum", TN__FORM_NUMBER, exclusive_maximum),
    [TN__KEY_MINIMUM] = BOUND("minimum", TN__FORM_NUMBER, minimum),
    [TN__KEY_EXCLUSIVE_MINIMUM] =
        BOUND("exclusiveMinimum", TN__FORM_NUMBER, exclusive_minimum),
    [TN__KEY_MIN_LENGTH] = COUNT("minLength", STRING, u.string.min_length),
    [TN__KEY_MAX_LENGTH] = COUNT("maxLength", STRING, u.string.max_length),
    [TN__KEY_PATTERN] = { CONSTRAINT(
                              "pattern", TN__FORM_STRING, TN__TYPE_BIT(STRING)),
                          .apply = tn__apply_pattern,
                          .field =
                              offsetof(struct tn__node, u.string.pattern) },
    [TN__KEY_ITEMS] = { CONSTRAINT(
                            "items", TN__FORM_SCHEMA, TN__TYPE_BIT(ARRAY)),
                        .apply = tn__apply_items,
                        .field = offsetof(struct tn__node, u.array.items) },
    [TN__KEY_MIN_ITEMS] = COUNT("minItems", ARRAY, u.array.min_items),
    [TN__KEY_MAX_ITEMS] = COUNT("maxItems", ARRAY, u.array.max_items),
    [TN__KEY_PROPERTIES] = { CONSTRAINT(
        "properties", TN__FORM_OBJECT, TN__TYPE_BIT(OBJECT)) },
    [TN__KEY_REQUIRED] = { CONSTRAINT(
        "required", TN__FORM_STRINGS, TN__TYPE_BIT(OBJECT)) },
    [TN__KEY_ADDITIONAL_PROPERTIES] = { CONSTRAINT(
        "additionalProperties", TN__FORM_SCHEMA, TN__TYPE_BIT(OBJECT)) },
};
