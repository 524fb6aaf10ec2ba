/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <string.h>

#include "evaluate/evaluate.h"
#include "evaluate/output.h"
#include "fuzz.h"
#include "json/reader.h"

/*
 * A schema and an instance with a zero byte between them. The verdict is the
 * same whether errors are gathered or not, an invalid instance has an error,
 * and the output is JSON.
 */

static const struct tn_value *
read(struct tn__arena *arena, const char *text, size_t size)
{
    char *copy = tn__arena_alloc(arena, size + TN__JSON_PADDING);
    const struct tn_value *value = NULL;
    struct tn__json_error error;

    FUZZ_CHECK(copy);
    if (size)
        memcpy(copy, text, size);
    return tn__json_read(arena, copy, size, 0, &value, &error) == 0 ? value
                                                                    : NULL;
}

static void run(struct tn__arena *arena,
                const struct tn__subschema *schema,
                const struct tn_value *instance)
{
    struct tn__matcher *matcher = tn__matcher_new(NULL);
    struct tn__faults faults = { 0 };
    struct tn__evaluate_options options = { .matcher = matcher };
    struct tn__buf out = { 0 };
    int quick = tn__evaluate(schema, instance, arena, &options);
    int full;

    options.faults = &faults;
    full = tn__evaluate(schema, instance, arena, &options);
    /* More work is done to tell all: it may reach the limit alone. */
    FUZZ_CHECK(quick == full || full == TN_ELIMIT);
    FUZZ_CHECK(full != TN_EINVALID || faults.first);
    tn__output_basic(&out, full == 0, &faults);
    FUZZ_CHECK(!out.failed && read(arena, out.data, out.size));
    tn__buf_deinit(&out);
    tn__matcher_free(matcher);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    const char *end = size ? memchr(data, '\0', size) : NULL;
    size_t schema_size = end ? (size_t)(end - text) : size;
    const struct tn__source source = { text, schema_size, true };
    struct tn__document document = { 0 };
    struct tn__pattern *patterns = NULL;
    struct tn_error error = { 0 };
    const struct tn__subschema *schema = NULL;
    const struct tn_value *instance = NULL;
    struct tn__library library;
    struct tn__volume *volume;
    struct tn__arena arena;

    tn__arena_init(&arena, NULL, 4096, (size_t)64 << 20);
    tn__library_init(&library, &arena, &patterns);
    library.asserts_formats = true;
    if (end && tn__document_read(&document, &arena, &source, &error) == 0) {
        volume = tn__library_add(&library, &document, tn_str_from(""),
                                 tn_str_from("fuzz"), &error);
        if (volume)
            schema =
                tn__library_schema(&library, volume, document.root, &error);
        instance = read(&arena, end + 1, size - schema_size - 1);
    }
    if (schema && instance)
        run(&arena, schema, instance);
    tn__patterns_free(patterns);
    tn__arena_deinit(&arena);
    return 0;
}
