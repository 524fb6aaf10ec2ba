/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "evaluate/library.h"
#include "evaluate/uri.h"

/*
 * $schema names the dialect, whose $vocabulary says which keywords there are
 * (core, section 8.1). Without one, all of 2020-12.
 */

#define VOCABULARY "https://json-schema.org/draft/2020-12/vocab/"
#define METASCHEMA "https://json-schema.org/draft/2020-12/schema"

/* Keywords that are known in every dialect: those of core. */
#define CORE (TN__KEY_BIT(TN__KEY_DEFS + 1) - 1)

static const struct {
    const char *name;
    uint64_t keywords;
} vocabularies[] = {
#define BIT(name) TN__KEY_BIT(TN__KEY_##name)
    { "core", BIT(REF) | BIT(DYNAMIC_REF) },
    { "applicator",
      BIT(ALL_OF) | BIT(ANY_OF) | BIT(ONE_OF) | BIT(NOT) | BIT(IF) | BIT(THEN) |
          BIT(ELSE) | BIT(DEPENDENT_SCHEMAS) | BIT(PREFIX_ITEMS) | BIT(ITEMS) |
          BIT(CONTAINS) | BIT(PROPERTIES) | BIT(PATTERN_PROPERTIES) |
          BIT(ADDITIONAL_PROPERTIES) | BIT(PROPERTY_NAMES) },
    { "unevaluated", BIT(UNEVALUATED_ITEMS) | BIT(UNEVALUATED_PROPERTIES) },
    { "validation",
      BIT(TYPE) | BIT(ENUM) | BIT(CONST) | BIT(MULTIPLE_OF) | BIT(MAXIMUM) |
          BIT(EXCLUSIVE_MAXIMUM) | BIT(MINIMUM) | BIT(EXCLUSIVE_MINIMUM) |
          BIT(MAX_LENGTH) | BIT(MIN_LENGTH) | BIT(PATTERN) | BIT(MAX_ITEMS) |
          BIT(MIN_ITEMS) | BIT(UNIQUE_ITEMS) | BIT(MAX_CONTAINS) |
          BIT(MIN_CONTAINS) | BIT(MAX_PROPERTIES) | BIT(MIN_PROPERTIES) |
          BIT(REQUIRED) | BIT(DEPENDENT_REQUIRED) },
    { "meta-data", 0 },
    { "format-annotation", BIT(FORMAT) },
    { "format-assertion", BIT(FORMAT) },
    { "content", 0 },
#undef BIT
};

/* Dialects before this one, whose words mean something else. */
static const struct {
    const char *prefix;
    uint64_t unknown;
} elders[] = {
    { "https://json-schema.org/draft/2019-09/",
      TN__KEY_BIT(TN__KEY_PREFIX_ITEMS) | TN__KEY_BIT(TN__KEY_DYNAMIC_REF) },
    { "http://json-schema.org/draft-07/",
      TN__KEY_BIT(TN__KEY_PREFIX_ITEMS) | TN__KEY_BIT(TN__KEY_DYNAMIC_REF) |
          TN__KEY_BIT(TN__KEY_DEPENDENT_REQUIRED) |
          TN__KEY_BIT(TN__KEY_DEPENDENT_SCHEMAS) |
          TN__KEY_BIT(TN__KEY_UNEVALUATED_ITEMS) |
          TN__KEY_BIT(TN__KEY_UNEVALUATED_PROPERTIES) },
};

static bool begins_with(struct tn_str text, const char *prefix)
{
    size_t length = strlen(prefix);

    return text.len >= length && memcmp(text.ptr, prefix, length) == 0;
}

/* Adds the keywords of a vocabulary. Returns false where it is not known. */
static bool add_vocabulary(struct tn__resource *resource, struct tn_str uri)
{
    size_t prefix = sizeof(VOCABULARY) - 1;

    if (!begins_with(uri, VOCABULARY))
        return false;
    for (size_t i = 0; i < TN_COUNT(vocabularies); i++) {
        if (!tn_str_equal((struct tn_str){ uri.ptr + prefix, uri.len - prefix },
                          tn_str_from(vocabularies[i].name)))
            continue;
        resource->keywords |= vocabularies[i].keywords;
        resource->asserts_formats |=
            strcmp(vocabularies[i].name, "format-assertion") == 0;
        return true;
    }
    return false;
}

static int read_vocabularies(struct tn__library *library,
                             struct tn__resource *resource,
                             const struct tn__volume *volume,
                             const struct tn_value *list)
{
    const struct tn_value *key = list + 1;

    resource->keywords = CORE;
    for (uint32_t i = 0; i < list->count; i++) {
        bool is_required = key[1].type == TN_TYPE_BOOL && key[1].as.boolean;

        if (!add_vocabulary(resource, tn_value_str(key)) && is_required)
            return tn__library_fail(library, volume, key,
                                    "the vocabulary %.150s is not known",
                                    key->as.text);
        key = tn_value_next(key + 1);
    }
    return 0;
}

static const struct tn_value *member(const struct tn__resource *resource,
                                     const char *name)
{
    return tn__document_member(resource->volume->document, resource->root,
                               tn_str_from(name));
}

/* Another dialect: its document may say which keywords it has. */
static int read_metaschema(struct tn__library *library,
                           struct tn__resource *resource,
                           struct tn_str uri)
{
    struct tn_str fragment;
    const struct tn__resource *dialect;
    const struct tn_value *list;

    for (size_t i = 0; i < TN_COUNT(elders); i++) {
        if (begins_with(uri, elders[i].prefix))
            resource->keywords &= ~elders[i].unknown;
    }
    uri = tn__uri_split(uri, &fragment);
    dialect = tn__library_find(library, uri);
    if (library->error->code)
        return library->error->code;
    list = dialect ? member(dialect, "$vocabulary") : NULL;
    return list && list->type == TN_TYPE_OBJECT
               ? read_vocabularies(library, resource, dialect->volume, list)
               : 0;
}

int tn__dialect_read(struct tn__library *library,
                     struct tn__resource *resource,
                     const struct tn__resource *around)
{
    const struct tn_value *name = member(resource, "$schema");

    resource->keywords = around ? around->keywords : UINT64_MAX;
    resource->asserts_formats = around && around->asserts_formats;
    if (!name || name->type != TN_TYPE_STRING)
        return 0;
    resource->keywords = UINT64_MAX;
    resource->asserts_formats = false;
    if (begins_with(tn_value_str(name), METASCHEMA))
        return 0;
    return read_metaschema(library, resource, tn_value_str(name));
}
