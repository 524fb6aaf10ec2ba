/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <tenon/attrs.h>
#include <tenon/schema.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/decode.h"
#include "model/layout.h"
#include "json/reader.h"

/*
 * What each unit costs as bodies and schemas grow, in nanoseconds of processor
 * time: the numbers of a row stay alike where the cost is linear. Decoding is
 * from bytes to a struct or to the errors; each number is the best of some
 * runs.
 */

#define RUNS 5

static const size_t sizes[] = { 100, 1000, 10000, 100000, 1000000 };

static void fail(const char *what)
{
    fprintf(stderr, "growth: %s\n", what);
    exit(1);
}

static double processor_time(void)
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

/* -- Bodies ---------------------------------------------------------------- */

static void put_string(struct tn__buf *to, size_t count)
{
    tn__buf_char(to, '"');
    for (size_t i = 0; i < count; i++)
        tn__buf_char(to, (char)('a' + i % 26));
    tn__buf_char(to, '"');
}

static void put_list(struct tn__buf *to, size_t count)
{
    for (size_t i = 0; i < count; i++)
        tn__buf_printf(to, "%c%zu", i ? ',' : '[', 100000 + i);
    tn__buf_char(to, ']');
}

static void put_texts(struct tn__buf *to, size_t count)
{
    for (size_t i = 0; i < count; i++)
        tn__buf_printf(to, "%c\"x%zu\"", i ? ',' : '[', i);
    tn__buf_char(to, ']');
}

static void put_map(struct tn__buf *to, size_t count)
{
    for (size_t i = 0; i < count; i++)
        tn__buf_printf(to, "%c\"key%zu\":%zu", i ? ',' : '{', i * 7919, i);
    tn__buf_char(to, '}');
}

/* All members have one name. */
static void put_same(struct tn__buf *to, size_t count)
{
    for (size_t i = 0; i < count; i++)
        tn__buf_printf(to, "%c\"key\":%zu", i ? ',' : '{', i);
    tn__buf_char(to, '}');
}

static void put_models(struct tn__buf *to, size_t count)
{
    for (size_t i = 0; i < count; i++)
        tn__buf_printf(to, "%c{\"k\":\"b\",\"n\":%zu}", i ? ',' : '[', i);
    tn__buf_char(to, ']');
}

static const char integers[] = "type: array\nitems: { type: integer }\n";

static const struct row {
    const char *name;
    const char *schema;
    void (*put)(struct tn__buf *to, size_t count);
    bool is_valid;
} rows[] = {
    { "bytes of a string", "type: string\nmaxLength: 10000000\n", put_string,
      true },
    { "items of a list", integers, put_list, true },
    { "items of a list, all wrong", integers, put_texts, false },
    { "items of a set",
      "type: array\nitems: { type: integer }\n"
      "uniqueItems: true\n",
      put_list, true },
    { "entries of a map", "type: object\nadditionalProperties: {}\n", put_map,
      true },
    { "entries of a map, one name", "type: object\nadditionalProperties: {}\n",
      put_same, true },
    { "members that are ignored", "type: object\nproperties: { a: {} }\n",
      put_map, true },
    { "members that are forbidden",
      "type: object\nproperties: { a: {} }\nadditionalProperties: false\n",
      put_map, false },
    { "members that are kept",
      "type: object\nproperties: { a: {} }\nadditionalProperties: true\n",
      put_map, true },
    { "items of a union, tried",
      "type: array\n"
      "items: { anyOf: [{ $ref: '#/$defs/A' }, { $ref: '#/$defs/B' }] }\n"
      "$defs:\n"
      "  A: { type: object, required: [k], properties: { k: { const: a } } }\n"
      "  B: { type: object, required: [k], properties: { k: { const: b },\n"
      "       n: { type: integer } } }\n",
      put_models, true },
    { "items of a union, by tag",
      "type: array\n"
      "items: { oneOf: [{ $ref: '#/$defs/A' }, { $ref: '#/$defs/B' }],\n"
      "         discriminator: { propertyName: k } }\n"
      "$defs:\n"
      "  A: { type: object, required: [k], properties: { k: { const: a } } }\n"
      "  B: { type: object, required: [k], properties: { k: { const: b },\n"
      "       n: { type: integer } } }\n",
      put_models, true },
    { "items under uniqueItems and contains, checked raw",
      "type: array\nitems: {}\ncontains: { const: 100099 }\n"
      "not: { uniqueItems: false, items: { type: string } }\n",
      put_list, true },
};

/* -- Decoding -------------------------------------------------------------- */

static struct tn_schema *load(const char *text, size_t size)
{
    struct tn_error error = { 0 };
    struct tn_schema *schema =
        tn_schema_load_text(text, size, "growth.yaml", &error);

    if (!schema || tn__layout_schema(schema, &error))
        fail(error.message);
    return schema;
}

/* Returns the nanoseconds of one body. */
static double
decode(const struct tn__node *node, const struct tn__buf *text, bool is_valid)
{
    struct tn__issues issues = { 0 };
    const struct tn__decode_options options = { .issues = &issues,
                                                .issue_limit = 10000000 };
    struct tn__body body = { NULL, text->size, true };
    struct tn__arena arena;
    double before;
    void *form;
    int rc;

    tn__arena_init(&arena, NULL, 65536, 0);
    body.text = malloc(text->size + TN__JSON_PADDING);
    form = tn__arena_alloc(&arena, tn__layout_form_size(node));
    if (!body.text || !form)
        fail("out of memory");
    memcpy(body.text, text->data, text->size);
    before = processor_time();
    rc = tn__decode_body(&arena, node, &body, &options, form);
    before = processor_time() - before;
    if ((rc == 0) != is_valid)
        fail("a body is judged otherwise than expected");
    free(body.text);
    tn__arena_deinit(&arena);
    return before;
}

static double
best_of(const struct tn__node *node, const struct tn__buf *text, bool is_valid)
{
    double best = decode(node, text, is_valid);

    for (int i = 1; i < RUNS; i++) {
        double next = decode(node, text, is_valid);

        best = next < best ? next : best;
    }
    return best;
}

static void measure(const struct row *row)
{
    struct tn_schema *schema = load(row->schema, strlen(row->schema));
    const struct tn__node *node = tn__schema_node(schema, "", NULL);

    printf("| %s |", row->name);
    for (size_t i = 0; i < TN_COUNT(sizes); i++) {
        struct tn__buf text = { 0 };

        row->put(&text, sizes[i]);
        printf(" %.1f |",
               best_of(node, &text, row->is_valid) / (double)sizes[i]);
        fflush(stdout);
        tn__buf_deinit(&text);
    }
    printf("\n");
    tn_schema_free(schema);
}

/* -- Schemas --------------------------------------------------------------- */

/* Definitions of a schema, each of a few properties. */
static void put_definitions(struct tn__buf *to, size_t count)
{
    tn__buf_lit(to, "{\"$defs\":{");
    for (size_t i = 0; i < count; i++)
        tn__buf_printf(to,
                       "%s\"D%zu\":{\"type\":\"object\",\"properties\":{"
                       "\"a\":{\"type\":\"integer\",\"minimum\":%zu},"
                       "\"b\":{\"type\":\"string\",\"maxLength\":9},"
                       "\"c\":{\"$ref\":\"#/$defs/D%zu\"}}}",
                       i ? "," : "", i, i, (i + 1) % count);
    tn__buf_lit(to, "}}");
}

/* The properties of one model. */
static void put_fields(struct tn__buf *to, size_t count)
{
    tn__buf_lit(to, "{\"type\":\"object\",\"properties\":");
    for (size_t i = 0; i < count; i++)
        tn__buf_printf(to, "%c\"f%zu\":{\"type\":\"integer\"}", i ? ',' : '{',
                       i);
    tn__buf_lit(to, "}}");
}

static double compile(const struct tn__buf *text)
{
    struct tn_error error = { 0 };
    double before = processor_time();
    struct tn_schema *schema =
        tn_schema_load_text(text->data, text->size, "growth.json", &error);

    if (!schema || tn__layout_schema(schema, &error))
        fail(error.message);
    before = processor_time() - before;
    tn_schema_free(schema);
    return before;
}

static void measure_compile(const char *name,
                            void (*put)(struct tn__buf *to, size_t count),
                            size_t largest)
{
    printf("| %s |", name);
    for (size_t i = 0; i < TN_COUNT(sizes); i++) {
        struct tn__buf text = { 0 };
        double best = 0;

        if (sizes[i] > largest) {
            printf(" |");
            continue;
        }
        put(&text, sizes[i]);
        for (int run = 0; run < RUNS; run++) {
            double next = compile(&text);

            best = run == 0 || next < best ? next : best;
        }
        printf(" %.1f |", best / (double)sizes[i]);
        tn__buf_deinit(&text);
    }
    printf("\n");
}

int main(void)
{
    printf("| what grows | 100 | 1,000 | 10,000 | 100,000 | 1,000,000 |\n"
           "| --- | ---: | ---: | ---: | ---: | ---: |\n");
    for (size_t i = 0; i < TN_COUNT(rows); i++)
        measure(&rows[i]);
    measure_compile("definitions of a schema, compiled", put_definitions,
                    10000);
    measure_compile("properties of a model, compiled", put_fields, 10000);
    return 0;
}
