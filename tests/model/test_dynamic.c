/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/dynamic.h>

#include <criterion/criterion.h>
#include <pthread.h>
#include <string.h>

/* Schemas outside HTTP. */

static const char text[] =
    "{\"type\":\"object\",\"required\":[\"n\"],\"properties\":{"
    "\"n\":{\"type\":\"integer\",\"maximum\":9},"
    "\"s\":{\"type\":\"string\",\"default\":\"x\"}},"
    "\"$defs\":{\"List\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}}"
    "}";

static struct tn_schema *load(void)
{
    struct tn_error error = { 0 };
    struct tn_schema *schema =
        tn_schema_load_text(text, sizeof(text) - 1, "test.json", &error);

    cr_assert(schema, "%s", error.message);
    return schema;
}

static struct tn_outcome *run(struct tn_schema *schema,
                              const char *json,
                              const struct tn_validate_options *options)
{
    struct tn_error error = { 0 };
    struct tn_outcome *outcome =
        tn_schema_validate(schema, json, strlen(json), options, &error);

    cr_assert(outcome, "%s", error.message);
    return outcome;
}

Test(dynamic, a_valid_text_gives_its_value_with_defaults)
{
    struct tn_schema *schema = load();
    struct tn_outcome *outcome = run(schema, "{\"n\":\"5\"}", NULL);
    const struct tn_value *value = tn_outcome_value(outcome);

    cr_assert(tn_outcome_is_valid(outcome));
    cr_assert_eq(tn_value_get(value, "n")->as.integer, 5);
    cr_assert_str_eq(tn_value_get(value, "s")->as.text, "x");
    cr_assert_str_eq(tn_outcome_errors(outcome).ptr, "{\"detail\":[]}");
    tn_outcome_free(outcome);
    tn_schema_free(schema);
}

Test(dynamic, an_invalid_text_gives_its_errors)
{
    const struct tn_validate_options options = { .strict = true,
                                                 .root = "config" };
    struct tn_schema *schema = load();
    struct tn_outcome *outcome = run(schema, "{\"n\":\"5\"}", &options);

    cr_assert_not(tn_outcome_is_valid(outcome));
    cr_assert_null(tn_outcome_value(outcome));
    cr_assert_str_eq(tn_outcome_errors(outcome).ptr,
                     "{\"detail\":[{\"type\":\"int_type\",\"loc\":[\"config\","
                     "\"n\"],\"msg\":\"Input should be a valid integer\","
                     "\"input\":\"5\"}]}");
    tn_outcome_free(outcome);
    outcome = run(schema, "{", NULL);
    cr_assert(strstr(tn_outcome_errors(outcome).ptr, "json_invalid"));
    tn_outcome_free(outcome);
    outcome = run(schema, "\"\xff\"", NULL);
    cr_assert(strstr(tn_outcome_errors(outcome).ptr, "json_invalid"));
    tn_outcome_free(outcome);
    tn_schema_free(schema);
}

Test(dynamic, a_pointer_chooses_the_schema)
{
    struct tn_validate_options options = { .pointer = "/$defs/List" };
    struct tn_schema *schema = load();
    struct tn_outcome *outcome = run(schema, "[\"1\",2]", &options);
    struct tn_error error = { 0 };

    cr_assert_eq(tn_outcome_value(outcome)->count, 2);
    tn_outcome_free(outcome);
    options.pointer = "/nowhere";
    cr_assert_null(tn_schema_validate(schema, "1", 1, &options, &error));
    cr_assert_eq(error.code, TN_ENOTFOUND);
    tn_schema_free(schema);
}

Test(dynamic, memory_has_a_ceiling)
{
    const struct tn_validate_options options = { .memory_limit = 2000 };
    struct tn_schema *schema = load();
    struct tn_error error = { 0 };
    char json[5000];

    memset(json, ' ', sizeof(json));
    cr_assert_null(
        tn_schema_validate(schema, json, sizeof(json), &options, &error));
    cr_assert_eq(error.code, TN_ENOMEM);
    tn_schema_free(schema);
}

static void *validate_many(void *schema)
{
    for (int i = 0; i < 200; i++)
        tn_outcome_free(run(schema, "{\"n\":1}", NULL));
    return NULL;
}

Test(dynamic, threads_share_a_schema)
{
    struct tn_schema *schema = load();
    pthread_t threads[4];

    for (size_t i = 0; i < 4; i++)
        cr_assert_eq(pthread_create(&threads[i], NULL, validate_many, schema),
                     0);
    for (size_t i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    tn_schema_free(schema);
}
