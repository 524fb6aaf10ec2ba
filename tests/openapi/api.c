/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "openapi/api.h"

#include <stdarg.h>

#include <criterion/criterion.h>

#include "openapi/document.h"
#include "json/reader.h"
#include "json/writer.h"

void test_api_init(struct test_api *api)
{
    *api = (struct test_api){
        .api = { .title = "Test", .version = "1" },
    };
    api->api.routes = api->routes;
    tn__arena_init(&api->arena, NULL, 4096, 0);
}

void test_api_deinit(struct test_api *api)
{
    for (size_t i = 0; i < api->file_count; i++)
        tn_schema_free(api->schemas[i]);
    tn__buf_deinit(&api->text);
    tn__arena_deinit(&api->arena);
}

void test_api_load(struct test_api *api, const char *name, const char *text)
{
    size_t file = api->file_count++;

    cr_assert_lt(file, (size_t)TEST_FILES);
    api->schemas[file] =
        tn_schema_load_text(text, strlen(text), name, &api->error);
    cr_assert_not_null(api->schemas[file], "%s:%u: %s", name, api->error.line,
                       api->error.message);
    api->sources[file].name = name;
}

/* Returns the node of an entry of $defs, and a model for it. */
static const struct tn__node *model_of(struct test_api *api,
                                       size_t file,
                                       const char *name,
                                       const struct tn_model **model)
{
    struct tn_model *made = tn__arena_zalloc(&api->arena, sizeof(*made));
    const struct tn_schema *schema = api->schemas[file];

    *model = made;
    if (!name)
        return NULL;
    made->name = *name ? name : "Root";
    made->source = &api->sources[file];
    if (!*name)
        return schema->root;
    for (size_t i = 0; i < schema->def_count; i++) {
        if (tn_str_equal(schema->defs[i].name, tn_str_from(name)))
            return schema->defs[i].node;
    }
    cr_assert(false, "no model %s", name);
    return NULL;
}

void test_api_route(struct test_api *api, const struct test_route *route)
{
    size_t i = api->api.route_count++;
    struct tn_route *made = &api->routes[i];
    struct tn__endpoint *endpoint = &api->endpoints[i];
    struct tn_op *op = tn__arena_zalloc(&api->arena, sizeof(*op));
    bool gives = route->output || route->gives_text;

    cr_assert_lt(i, (size_t)TEST_ROUTES);
    op->name = route->handler ? route->handler : "handle";
    *made = route->route;
    made->op = op;
    made->path = made->path ? made->path : "/x";
    made->method = made->method ? made->method : TN_POST;
    *endpoint = (struct tn__endpoint){
        .method = made->method,
        .path = made->path,
        .op = op,
        .status = made->status ? made->status
                  : gives      ? 200
                               : 204,
        .input = model_of(api, route->file, route->input, &op->input),
        .output = model_of(api, route->file, route->output, &op->output),
    };
    if (route->gives_text)
        op->output = &tn_text_model;
}

int test_api_try(struct test_api *api, unsigned indent)
{
    tn__buf_reset(&api->text);
    return tn__openapi_write(&api->api, api->endpoints, indent, &api->text,
                             &api->error);
}

const char *test_api_write(struct test_api *api)
{
    int status = test_api_try(api, 0);

    cr_assert_eq(status, 0, "%s", api->error.message);
    return tn__buf_text(&api->text);
}

static const struct tn_value *find(struct test_api *api, va_list names)
{
    const char *text = test_api_write(api);
    size_t size = strlen(text);
    char *copy = tn__arena_zalloc(&api->arena, size + TN__JSON_PADDING);
    const struct tn_value *value = NULL;
    struct tn__json_error error;
    const char *name;

    memcpy(copy, text, size);
    cr_assert_eq(tn__json_read(&api->arena, copy, size, 0, &value, &error), 0,
                 "no JSON at byte %zu of %s", error.byte, text);
    while (value && (name = va_arg(names, const char *)))
        value = tn_value_get(value, name);
    return value;
}

const struct tn_value *test_api_at(struct test_api *api, ...)
{
    const struct tn_value *value;
    va_list names;

    va_start(names, api);
    value = find(api, names);
    va_end(names);
    return value;
}

const char *test_api_text_at(struct test_api *api, ...)
{
    const struct tn_value *value;
    va_list names;

    va_start(names, api);
    value = find(api, names);
    va_end(names);
    tn__buf_reset(&api->text);
    if (value)
        tn__json_value(&api->text, value);
    return tn__buf_text(&api->text);
}
