/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>

#include "openapi/api.h"

static struct test_api api;

static void init_api(void)
{
    test_api_init(&api);
}

static void deinit_api(void)
{
    test_api_deinit(&api);
}

TestSuite(components, .init = init_api, .fini = deinit_api);

#define STRING_MODEL(name, property)                                           \
    "$defs: { " name ": { type: object, properties: { " property               \
    ": { type: string } } } }"

/* Asserts the keys of components/schemas, in their order. */
static void assert_keys(const char *keys)
{
    const struct tn_value *schemas =
        test_api_at(&api, "components", "schemas", NULL);
    struct tn__buf found = { 0 };

    for (const struct tn_value *key = schemas + 1; key < tn_value_next(schemas);
         key = tn_value_next(key + 1))
        tn__buf_printf(&found, "%s ", key->as.text);
    cr_assert_str_eq(tn__buf_text(&found), keys);
    tn__buf_deinit(&found);
}

Test(components, are_all_that_the_operations_reach_sorted_by_name)
{
    test_api_load(
        &api, "a.yaml",
        "$defs:\n"
        "  Zoo: { type: object, properties: { "
        "    pets: { type: array, items: { $ref: '#/$defs/Pet' } } } }\n"
        "  Pet: { type: object, properties: { "
        "    kind: { $ref: '#/$defs/Kind' } } }\n"
        "  Kind: { type: string, enum: [cat, dog] }\n"
        "  Unused: { type: object, properties: { a: {} } }\n");
    test_api_route(&api, &(struct test_route){ .output = "Zoo" });
    assert_keys("Kind Pet Zoo ");
}

Test(components, have_the_validation_errors_where_there_is_input)
{
    test_api_load(&api, "a.yaml", STRING_MODEL("M", "p"));
    test_api_route(&api, &(struct test_route){ .input = "M" });
    assert_keys("HTTPValidationError M ValidationError ");
}

Test(components, are_left_out_when_there_are_none)
{
    test_api_route(&api, &(struct test_route){ 0 });
    cr_assert_null(test_api_at(&api, "components", NULL));
}

Test(components, stand_once_where_two_files_say_the_same)
{
    test_api_load(&api, "a.yaml", STRING_MODEL("M", "p"));
    test_api_load(&api, "b.yaml", STRING_MODEL("M", "p"));
    test_api_route(&api, &(struct test_route){ .output = "M" });
    test_api_route(&api, &(struct test_route){ .output = "M", .file = 1 });
    assert_keys("M ");
    cr_assert_str_eq(test_api_text_at(&api, "paths", "/x", "post", "responses",
                                      "200", "content", "application/json",
                                      "schema", NULL),
                     "{\"$ref\":\"#/components/schemas/M\"}");
}

Test(components, of_one_name_that_differ_are_refused_by_both_names)
{
    test_api_load(&api, "a.yaml", STRING_MODEL("M", "p"));
    test_api_load(&api, "b.yaml", STRING_MODEL("M", "q"));
    test_api_route(&api, &(struct test_route){ .output = "M" });
    test_api_route(&api, &(struct test_route){ .output = "M", .file = 1 });
    cr_assert_eq(test_api_try(&api, 0), TN_EINVALID);
    cr_assert_str_eq(api.error.message,
                     "two models that differ are both M in the OpenAPI "
                     "document: \"M\" of a.yaml and \"M\" of b.yaml; rename "
                     "one");
}

Test(components, that_differ_in_signs_only_are_refused_by_both_names)
{
    test_api_load(&api, "a.yaml",
                  "$defs: { 'M(a)': { type: object, properties: { a: {} } }, "
                  "'M[a]': { type: object, properties: { b: {} } } }");
    test_api_route(&api, &(struct test_route){ .input = "M(a)" });
    test_api_route(&api, &(struct test_route){ .input = "M[a]" });
    cr_assert_eq(test_api_try(&api, 0), TN_EINVALID);
    cr_assert_not_null(strstr(api.error.message, "both M_a_ in"));
    cr_assert_not_null(strstr(api.error.message, "\"M(a)\" of a.yaml"));
    cr_assert_not_null(strstr(api.error.message, "\"M[a]\" of a.yaml"));
}

Test(components, may_not_take_the_name_of_the_framework_s_own)
{
    test_api_load(&api, "a.yaml", STRING_MODEL("ValidationError", "p"));
    test_api_route(&api, &(struct test_route){ .input = "ValidationError" });
    cr_assert_eq(test_api_try(&api, 0), TN_EINVALID);
    cr_assert_not_null(strstr(api.error.message, "the framework itself"));
}

Test(components, need_a_name_to_contain_themselves)
{
    test_api_load(&api, "a.yaml",
                  "$defs: { M: { type: object, properties: { inner: "
                  "{ type: object, properties: { again: "
                  "{ $ref: '#/$defs/M/properties/inner' } } } } } }");
    test_api_route(&api, &(struct test_route){ .input = "M" });
    cr_assert_eq(test_api_try(&api, 0), TN_ELIMIT);
    cr_assert_not_null(strstr(api.error.message, "$defs"));
}

Test(components, take_the_root_of_a_file_too)
{
    test_api_load(&api, "a.yaml",
                  "title: Tree\n"
                  "type: object\n"
                  "properties: { next: { $ref: '#' } }\n");
    test_api_route(&api, &(struct test_route){ .output = "" });
    assert_keys("Tree ");
    cr_assert_str_eq(test_api_text_at(&api, "components", "schemas", "Tree",
                                      "properties", "next", NULL),
                     "{\"$ref\":\"#/components/schemas/Tree\"}");
}
