/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>

#include "openapi/api.h"

static struct test_api api;

static void init_api(void)
{
    test_api_init(&api);
    test_api_load(&api, "a.yaml",
                  "$defs: { M: { type: object, properties: { p: {} } } }");
}

static void deinit_api(void)
{
    test_api_deinit(&api);
}

TestSuite(document, .init = init_api, .fini = deinit_api);

/* Adds a route without models. */
static void add(enum tn_method method, const char *path, const char *handler)
{
    test_api_route(&api, &(struct test_route){
                             .route = { .method = method, .path = path },
                             .handler = handler,
                         });
}

static const char *
operation(const char *path, const char *method, const char *member)
{
    return test_api_text_at(&api, "paths", path, method, member, NULL);
}

Test(document, says_what_the_api_is)
{
    api.api.description = "Adds **numbers**";
    cr_assert_str_eq(test_api_write(&api),
                     "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"Test\","
                     "\"description\":\"Adds **numbers**\",\"version\":\"1\"},"
                     "\"paths\":{}}");
}

Test(document, is_indented_when_asked)
{
    cr_assert_eq(test_api_try(&api, 2), 0);
    cr_assert_str_eq(tn__buf_text(&api.text), "{\n"
                                              "  \"openapi\": \"3.1.0\",\n"
                                              "  \"info\": {\n"
                                              "    \"title\": \"Test\",\n"
                                              "    \"version\": \"1\"\n"
                                              "  },\n"
                                              "  \"paths\": {}\n"
                                              "}");
}

Test(document, names_operations_by_their_handler)
{
    add(TN_POST, "/add", "create_item");
    cr_assert_str_eq(operation("/add", "post", "operationId"),
                     "\"create_item_add_post\"");
    cr_assert_str_eq(operation("/add", "post", "summary"), "\"Create Item\"");
}

Test(document, says_plain_text_as_fastapi_does)
{
    test_api_route(&api, &(struct test_route){
                             .route = { .method = TN_GET, .path = "/t" },
                             .gives_text = true,
                         });
    cr_assert_str_eq(operation("/t", "get", "responses"),
                     "{\"200\":{\"description\":\"Successful Response\","
                     "\"content\":{\"text/plain\":{\"schema\":"
                     "{\"type\":\"string\"}}}}}");
    cr_assert_null(test_api_at(&api, "components", NULL));
}

Test(document, never_uses_an_operation_id_twice)
{
    add(TN_GET, "/a-b", "h");
    add(TN_GET, "/a_b", "h");
    add(TN_GET, "/a.b", "h");
    cr_assert_str_eq(operation("/a-b", "get", "operationId"), "\"h_a_b_get\"");
    cr_assert_str_eq(operation("/a_b", "get", "operationId"),
                     "\"h_a_b_get_2\"");
    cr_assert_str_eq(operation("/a.b", "get", "operationId"),
                     "\"h_a_b_get_3\"");
}

Test(document, prefers_what_the_route_says)
{
    static const char *const tags[] = { "math", "beta", NULL };

    test_api_route(&api, &(struct test_route){
                             .route = { .path = "/x",
                                        .summary = "Sum",
                                        .description = "Of two",
                                        .tags = tags,
                                        .deprecated = true },
                         });
    cr_assert_str_eq(operation("/x", "post", "summary"), "\"Sum\"");
    cr_assert_str_eq(operation("/x", "post", "description"), "\"Of two\"");
    cr_assert_str_eq(operation("/x", "post", "tags"), "[\"math\",\"beta\"]");
    cr_assert_str_eq(operation("/x", "post", "deprecated"), "true");
}

Test(document, leaves_out_hidden_routes_and_their_models)
{
    test_api_route(&api, &(struct test_route){
                             .route = { .path = "/x", .hidden = true },
                             .input = "M",
                         });
    add(TN_GET, "/x", "shown");
    cr_assert_null(test_api_at(&api, "paths", "/x", "post", NULL));
    cr_assert_null(test_api_at(&api, "components", NULL));
    cr_assert_not_null(test_api_at(&api, "paths", "/x", "get", NULL));
}

Test(document, describes_the_body_and_what_may_be_wrong_with_it)
{
    test_api_route(&api, &(struct test_route){ .input = "M" });
    cr_assert_str_eq(operation("/x", "post", "requestBody"),
                     "{\"content\":{\"application/json\":{\"schema\":{"
                     "\"$ref\":\"#/components/schemas/M\"}}},"
                     "\"required\":true}");
    cr_assert_str_eq(
        test_api_text_at(&api, "paths", "/x", "post", "responses", "422", NULL),
        "{\"description\":\"Validation Error\",\"content\":{"
        "\"application/json\":{\"schema\":{\"$ref\":"
        "\"#/components/schemas/HTTPValidationError\"}}}}");
}

Test(document, has_no_422_where_nothing_is_validated)
{
    test_api_route(&api, &(struct test_route){ .output = "M" });
    cr_assert_null(
        test_api_at(&api, "paths", "/x", "post", "responses", "422", NULL));
    cr_assert_null(
        test_api_at(&api, "paths", "/x", "post", "requestBody", NULL));
}

Test(document, tells_the_status_of_success)
{
    test_api_route(&api, &(struct test_route){ .route = { .status = 201 },
                                               .output = "M" });
    cr_assert_str_eq(operation("/x", "post", "responses"),
                     "{\"201\":{\"description\":\"Successful Response\","
                     "\"content\":{\"application/json\":{\"schema\":{\"$ref\":"
                     "\"#/components/schemas/M\"}}}}}");
}

Test(document, tells_that_there_is_no_content)
{
    test_api_route(&api, &(struct test_route){ 0 });
    cr_assert_str_eq(operation("/x", "post", "responses"),
                     "{\"204\":{\"description\":\"Successful Response\"}}");
}

Test(document, lists_the_parameters_of_the_path)
{
    add(TN_GET, "/items/{item_id}/{rest:path}", "read");
    cr_assert_str_eq(operation("/items/{item_id}/{rest}", "get", "parameters"),
                     "[{\"name\":\"item_id\",\"in\":\"path\",\"required\":true,"
                     "\"schema\":{\"type\":\"string\",\"title\":\"Item Id\"}},"
                     "{\"name\":\"rest\",\"in\":\"path\",\"required\":true,"
                     "\"schema\":{\"type\":\"string\",\"title\":\"Rest\"}}]");
}

Test(document, gathers_the_methods_of_a_path)
{
    add(TN_GET, "/a", "read");
    add(TN_GET, "/b", "read");
    add(TN_DELETE, "/a", "drop");
    cr_assert_not_null(test_api_at(&api, "paths", "/a", "get", NULL));
    cr_assert_not_null(test_api_at(&api, "paths", "/a", "delete", NULL));
    cr_assert_eq(test_api_at(&api, "paths", NULL)->count, 2);
}

Test(document, takes_paths_that_differ_in_parameter_names_for_one)
{
    add(TN_GET, "/items/{id}", "read");
    add(TN_PUT, "/items/{item}", "write");
    cr_assert_eq(test_api_at(&api, "paths", NULL)->count, 1);
    cr_assert_str_eq(operation("/items/{id}", "put", "parameters"),
                     "[{\"name\":\"id\",\"in\":\"path\",\"required\":true,"
                     "\"schema\":{\"type\":\"string\",\"title\":\"Id\"}}]");
}

Test(document, fails_when_it_does_not_fit)
{
    add(TN_GET, "/a", "read");
    api.text.limit = 64;
    cr_assert_eq(test_api_try(&api, 0), TN_ENOMEM);
}
