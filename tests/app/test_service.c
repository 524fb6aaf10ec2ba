/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/service.h"

#include <criterion/criterion.h>
#include <string.h>

/* What `tenon models` would write for one model. */
struct Thing {
    int64_t size;
};

static const char text[] =
    "{\"$defs\":{\"Thing\":{\"type\":\"object\",\"required\":[\"size\"],"
    "\"properties\":{\"size\":{\"type\":\"integer\"}}}}}";
static const struct tn_schema_source source = { "thing.yaml", text,
                                                sizeof(text) - 1 };
static const struct tn_member members[] = {
    { "size", offsetof(struct Thing, size) },
};
static const struct tn_model thing = { "Thing", "/$defs/Thing",
                                       &source, sizeof(struct Thing),
                                       members, 1,
                                       false,   NULL };

static int handle(struct tn_req *req, const void *in, void *out)
{
    (void)req;
    (void)in;
    (void)out;
    return 0;
}

static const struct tn_op make = { "make_thing", &thing, &thing, handle, 0 };
static const struct tn_op drop = { "drop_thing", &tn_none_model, &tn_none_model,
                                   handle, 0 };

static const struct tn_route routes[] = {
    { .method = TN_POST, .path = "/things", .op = &make, .status = 201 },
    { .method = TN_DELETE, .path = "/things/{id}", .op = &drop },
};

static const struct tn__endpoint *find(const struct tn__service *service,
                                       const char *path)
{
    for (size_t i = 0; i < service->endpoint_count; i++) {
        if (strcmp(service->endpoints[i].path, path) == 0)
            return &service->endpoints[i];
    }
    return NULL;
}

static struct tn_api api_of(const struct tn_route *table, size_t count)
{
    return (struct tn_api){
        .title = "Things",
        .version = "1",
        .routes = table,
        .route_count = count,
    };
}

Test(service, resolves_routes_in_their_order)
{
    const struct tn_api api = api_of(routes, TN_COUNT(routes));
    struct tn__service service;

    cr_assert_eq(tn__service_open(&service, &api, NULL), 0);
    cr_assert_eq(service.endpoints[0].status, 201);
    cr_assert_not_null(service.endpoints[0].input);
    cr_assert_eq(service.endpoints[0].input, service.endpoints[0].output);
    cr_assert_eq(service.endpoints[1].status, 204);
    cr_assert_null(service.endpoints[1].input);
    cr_assert_not_null(service.router);
    tn__service_close(&service);
}

Test(service, brings_document_and_docs_unless_told_otherwise)
{
    struct tn_api api = api_of(routes, TN_COUNT(routes));
    struct tn__service service;

    cr_assert_eq(tn__service_open(&service, &api, NULL), 0);
    cr_assert_str_eq(find(&service, "/openapi.json")->asset->content_type,
                     "application/json");
    cr_assert_not_null(find(&service, "/docs"));
    tn__service_close(&service);

    api.openapi_path = "/api.json";
    api.docs_path = "";
    cr_assert_eq(tn__service_open(&service, &api, NULL), 0);
    cr_assert_not_null(find(&service, "/api.json"));
    cr_assert_eq(service.endpoint_count, 3);
    tn__service_close(&service);

    api.openapi_path = "";
    api.docs_path = NULL;
    cr_assert_eq(tn__service_open(&service, &api, NULL), 0);
    cr_assert_eq(service.endpoint_count, 2);
    tn__service_close(&service);
}

Test(service, may_have_no_routes)
{
    const struct tn_api api = api_of(NULL, 0);
    struct tn__service service;

    cr_assert_eq(tn__service_open(&service, &api, NULL), 0);
    cr_assert_not_null(find(&service, "/openapi.json"));
    tn__service_close(&service);
}

static void refuse(const struct tn_route *table, size_t count, const char *part)
{
    const struct tn_api api = api_of(table, count);
    struct tn__service service;
    struct tn_error error = { 0 };

    cr_assert_neq(tn__service_open(&service, &api, &error), 0);
    cr_assert_not_null(strstr(error.message, part), "%s", error.message);
    tn__service_close(&service);
}

Test(service, refuses_routes_that_contradict_each_other)
{
    static const struct tn_route twice[] = {
        { .method = TN_GET, .path = "/a/{x}", .op = &drop },
        { .method = TN_GET, .path = "/a/{y}", .op = &drop },
    };
    static const struct tn_route built_in[] = {
        { .method = TN_GET, .path = "/docs", .op = &drop },
    };
    static const struct tn_route malformed[] = {
        { .method = TN_GET, .path = "/a/{x", .op = &drop },
    };

    refuse(twice, 2, "/a/{x}");
    refuse(twice, 2, "/a/{y}");
    refuse(built_in, 1, "/docs");
    refuse(malformed, 1, "/a/{x");
}

Test(service, refuses_a_schema_that_does_not_compile)
{
    static const struct tn_schema_source broken = {
        "broken.yaml", "{\"$defs\":{\"Thing\":{\"type\":\"int\"}}}", 34
    };
    static const struct tn_model model = {
        "Thing", "/$defs/Thing", &broken, 8, members, 1, false, NULL
    };
    static const struct tn_op op = { "op", &model, &tn_none_model, handle, 0 };
    static const struct tn_route table[] = {
        { .method = TN_POST, .path = "/", .op = &op },
    };

    refuse(table, 1, "int");
}

Test(service, refuses_a_struct_of_another_version)
{
    static const struct tn_model model = {
        "Thing", "/$defs/Thing", &source, 24, members, 1, false, NULL
    };
    static const struct tn_op op = { "op", &model, &tn_none_model, handle, 0 };
    static const struct tn_route table[] = {
        { .method = TN_POST, .path = "/", .op = &op },
    };

    refuse(table, 1, "rebuild");
}
