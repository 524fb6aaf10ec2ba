/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TESTS_EVALUATE_FIXTURE_H
#define TESTS_EVALUATE_FIXTURE_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "evaluate/evaluate.h"
#include "evaluate/output.h"
#include "json/reader.h"

/* A library with one document, and what its evaluations need. */
struct evaluation {
    struct tn__arena arena;
    struct tn__pattern *patterns;
    struct tn__library library;
    struct tn__matcher *matcher;
    struct tn_error error;
};

static inline void evaluation_open(struct evaluation *it)
{
    *it = (struct evaluation){ .matcher = tn__matcher_new(NULL) };
    tn__arena_init(&it->arena, NULL, 65536, 0);
    tn__library_init(&it->library, &it->arena, &it->patterns);
}

static inline void evaluation_close(struct evaluation *it)
{
    tn__matcher_free(it->matcher);
    tn__patterns_free(it->patterns);
    tn__arena_deinit(&it->arena);
}

/* Compiles the root of a document that lies in memory; NULL: `it->error`. */
static inline const struct tn__subschema *evaluation_compile(
    struct evaluation *it, const char *text, size_t size, bool is_json)
{
    const struct tn__source source = { text, size, is_json };
    struct tn__document *document =
        tn__arena_zalloc(&it->arena, sizeof(*document));
    struct tn__volume *volume = NULL;

    it->error = (struct tn_error){ 0 };
    if (tn__document_read(document, &it->arena, &source, &it->error) == 0)
        volume = tn__library_add(&it->library, document, tn_str_from(""),
                                 tn_str_from("test"), &it->error);
    return volume ? tn__library_schema(&it->library, volume, document->root,
                                       &it->error)
                  : NULL;
}

static inline const struct tn_value *
evaluation_read(struct evaluation *it, const char *text, size_t size)
{
    char *copy = tn__arena_alloc(&it->arena, size + TN__JSON_PADDING);
    struct tn__json_error error;
    const struct tn_value *value = NULL;

    memcpy(copy, text, size);
    cr_assert_eq(tn__json_read(&it->arena, copy, size, 0, &value, &error), 0,
                 "%.*s", (int)size, text);
    return value;
}

static inline int evaluation_run(struct evaluation *it,
                                 const struct tn__subschema *schema,
                                 const struct tn_value *instance,
                                 struct tn__faults *faults)
{
    const struct tn__evaluate_options options = {
        .faults = faults,
        .matcher = it->matcher,
    };

    return tn__evaluate(schema, instance, &it->arena, &options);
}

/* Reads a whole file; free() it. */
static inline char *evaluation_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    char *text = calloc(1, 1 << 20);

    cr_assert(file && text, "%s is missing", path);
    *size = fread(text, 1, (1 << 20) - 1, file);
    fclose(file);
    return text;
}

#endif
