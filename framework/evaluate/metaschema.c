/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/buf.h"
#include "evaluate/library.h"

/*
 * The documents that describe JSON Schema 2020-12 itself, for schemas that
 * refer to them or extend them: made of the table of keywords, one for each
 * vocabulary and one for all.
 */

#define BASE "https://json-schema.org/draft/2020-12/"

#define BIT(name) TN__KEY_BIT(TN__KEY_##name)

static const struct {
    const char *name;
    uint64_t keywords;
} documents[] = {
    { "core", BIT(ID) | BIT(SCHEMA) | BIT(REF) | BIT(ANCHOR) |
                  BIT(DYNAMIC_REF) | BIT(DYNAMIC_ANCHOR) | BIT(VOCABULARY) |
                  BIT(COMMENT) | BIT(DEFS) },
    { "applicator", BIT(PREFIX_ITEMS) | BIT(ITEMS) | BIT(CONTAINS) |
                        BIT(ADDITIONAL_PROPERTIES) | BIT(PROPERTIES) |
                        BIT(PATTERN_PROPERTIES) | BIT(DEPENDENT_SCHEMAS) |
                        BIT(PROPERTY_NAMES) | BIT(IF) | BIT(THEN) | BIT(ELSE) |
                        BIT(ALL_OF) | BIT(ANY_OF) | BIT(ONE_OF) | BIT(NOT) },
    { "unevaluated", BIT(UNEVALUATED_ITEMS) | BIT(UNEVALUATED_PROPERTIES) },
    { "validation",
      BIT(TYPE) | BIT(CONST) | BIT(ENUM) | BIT(MULTIPLE_OF) | BIT(MAXIMUM) |
          BIT(EXCLUSIVE_MAXIMUM) | BIT(MINIMUM) | BIT(EXCLUSIVE_MINIMUM) |
          BIT(MAX_LENGTH) | BIT(MIN_LENGTH) | BIT(PATTERN) | BIT(MAX_ITEMS) |
          BIT(MIN_ITEMS) | BIT(UNIQUE_ITEMS) | BIT(MAX_CONTAINS) |
          BIT(MIN_CONTAINS) | BIT(MAX_PROPERTIES) | BIT(MIN_PROPERTIES) |
          BIT(REQUIRED) | BIT(DEPENDENT_REQUIRED) },
    { "meta-data", BIT(TITLE) | BIT(DESCRIPTION) | BIT(DEFAULT) |
                       BIT(DEPRECATED) | BIT(READ_ONLY) | BIT(WRITE_ONLY) |
                       BIT(EXAMPLES) },
    { "format-annotation", BIT(FORMAT) },
    { "format-assertion", BIT(FORMAT) },
    { "content",
      BIT(CONTENT_ENCODING) | BIT(CONTENT_MEDIA_TYPE) | BIT(CONTENT_SCHEMA) },
};

#define SCHEMA "{\"$dynamicRef\":\"#meta\"}"
#define STRINGS                                                                \
    "{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"uniqueItems\":"     \
    "true}"

/* What a keyword's value must be, as a schema. */
static const char *const forms[] = {
    [TN__FORM_ANY] = "true",
    [TN__FORM_STRING] = "{\"type\":\"string\"}",
    [TN__FORM_BOOL] = "{\"type\":\"boolean\"}",
    [TN__FORM_NUMBER] = "{\"type\":\"number\"}",
    [TN__FORM_POSITIVE] = "{\"type\":\"number\",\"exclusiveMinimum\":0}",
    [TN__FORM_COUNT] = "{\"type\":\"integer\",\"minimum\":0}",
    [TN__FORM_ARRAY] = "{\"type\":\"array\"}",
    [TN__FORM_LIST] = "{\"type\":\"array\",\"minItems\":1}",
    [TN__FORM_OBJECT] = "{\"type\":\"object\"}",
    [TN__FORM_SCHEMA] = SCHEMA,
    [TN__FORM_SCHEMA_LIST] =
        "{\"type\":\"array\",\"minItems\":1,\"items\":" SCHEMA "}",
    [TN__FORM_SCHEMA_MAP] =
        "{\"type\":\"object\",\"additionalProperties\":" SCHEMA "}",
    [TN__FORM_STRINGS] = STRINGS,
    [TN__FORM_STRINGS_MAP] =
        "{\"type\":\"object\",\"additionalProperties\":" STRINGS "}",
    [TN__FORM_TYPE] =
        "{\"anyOf\":[{\"$ref\":\"#/$defs/type\"},{\"type\":\"array\","
        "\"items\":{\"$ref\":\"#/$defs/type\"},\"minItems\":1,"
        "\"uniqueItems\":true}]}",
};

#define TYPES                                                                  \
    "\"type\":{\"enum\":[\"array\",\"boolean\",\"integer\",\"null\","          \
    "\"number\",\"object\",\"string\"]}"

static const char *form_of(enum tn__keyword keyword)
{
    /* Their form is wider in the table, where each says more on its own. */
    if (keyword == TN__KEY_DEFS || keyword == TN__KEY_PROPERTIES)
        return forms[TN__FORM_SCHEMA_MAP];
    return forms[tn__keyword_rules[keyword].form];
}

static void put(struct tn__buf *buf, const char *text)
{
    tn__buf_append(buf, text, strlen(text));
}

static void put_head(struct tn__buf *buf, const char *path, const char *name)
{
    tn__buf_printf(buf,
                   "{\"$schema\":\"" BASE "schema\",\"$id\":\"" BASE
                   "%s%s\",\"$dynamicAnchor\":\"meta\",\"type\":[\"object\","
                   "\"boolean\"],",
                   path, name);
}

static void put_vocabulary(struct tn__buf *buf, size_t index)
{
    bool has_before = false;

    put_head(buf, "meta/", documents[index].name);
    put(buf, "\"$defs\":{" TYPES "},\"properties\":{");
    for (size_t i = 0; i < TN__KEY_COUNT; i++) {
        if (!(documents[index].keywords & TN__KEY_BIT(i)))
            continue;
        tn__buf_printf(buf, "%s\"%s\":%s", has_before ? "," : "",
                       tn__keyword_rules[i].name, form_of((enum tn__keyword)i));
        has_before = true;
    }
    put(buf, "}}");
}

/* The document that joins the vocabularies. `format` is no assertion here. */
static void put_whole(struct tn__buf *buf)
{
    put_head(buf, "", "schema");
    put(buf, "\"$vocabulary\":{");
    for (size_t i = 0; i < TN_COUNT(documents); i++) {
        if (strcmp(documents[i].name, "format-assertion") != 0)
            tn__buf_printf(buf, "%s\"" BASE "vocab/%s\":true", i ? "," : "",
                           documents[i].name);
    }
    put(buf, "},\"allOf\":[");
    for (size_t i = 0; i < TN_COUNT(documents); i++) {
        if (strcmp(documents[i].name, "format-assertion") != 0)
            tn__buf_printf(buf, "%s{\"$ref\":\"meta/%s\"}", i ? "," : "",
                           documents[i].name);
    }
    put(buf, "]}");
}

/* Returns whether the URI names a document, and writes it. */
static bool compose(struct tn__buf *buf, struct tn_str path)
{
    if (tn_str_equal(path, tn_str_from("schema"))) {
        put_whole(buf);
        return true;
    }
    if (path.len < 5 || memcmp(path.ptr, "meta/", 5) != 0)
        return false;
    path = (struct tn_str){ path.ptr + 5, path.len - 5 };
    for (size_t i = 0; i < TN_COUNT(documents); i++) {
        if (!tn_str_equal(path, tn_str_from(documents[i].name)))
            continue;
        put_vocabulary(buf, i);
        return true;
    }
    return false;
}

struct tn_str tn__metaschema_text(struct tn__arena *arena, struct tn_str uri)
{
    size_t prefix = sizeof(BASE) - 1;
    struct tn__buf buf = { .alloc = arena->alloc };
    struct tn_str text = { 0 };

    if (uri.len > prefix && memcmp(uri.ptr, BASE, prefix) == 0 &&
        compose(&buf, (struct tn_str){ uri.ptr + prefix, uri.len - prefix }) &&
        !buf.failed)
        text = tn__arena_copy(arena, buf.data, buf.size);
    tn__buf_deinit(&buf);
    return text;
}
