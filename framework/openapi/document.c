/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "openapi/document.h"

#include <string.h>

#include "openapi/naming.h"
#include "openapi/operation.h"
#include "json/reader.h"

/* Ceiling of what the writing takes beside the document itself. */
#define SCRATCH_LIMIT (64u << 20)

/* {"detail": [...]}, the body of a 422, in FastAPI's words. */
static const char fixed_models[] =
    "{\"" TN__HTTP_VALIDATION_ERROR "\":{\"type\":\"object\",\"properties\":{"
    "\"detail\":{\"type\":\"array\",\"items\":{\"$ref\":"
    "\"#/components/schemas/" TN__VALIDATION_ERROR "\"},"
    "\"title\":\"Detail\"}},\"title\":\"" TN__HTTP_VALIDATION_ERROR "\"},"
    "\"" TN__VALIDATION_ERROR "\":{\"type\":\"object\",\"properties\":{"
    "\"loc\":{\"type\":\"array\",\"items\":{\"anyOf\":[{\"type\":\"string\"},"
    "{\"type\":\"integer\"}]},\"title\":\"Location\"},"
    "\"msg\":{\"type\":\"string\",\"title\":\"Message\"},"
    "\"type\":{\"type\":\"string\",\"title\":\"Error Type\"}},"
    "\"required\":[\"loc\",\"msg\",\"type\"],"
    "\"title\":\"" TN__VALIDATION_ERROR "\"}}";

struct writer {
    const struct tn_api *api;
    const struct tn__endpoint *endpoints; /* by route */
    struct tn__operation *operations;     /* by route */
    struct tn__arena arena;
    struct tn__components components;
    struct tn__json_out out;
    struct tn__schema_writer schema;
};

/* -- Gathering ------------------------------------------------------------- */

static int add_fixed_models(struct writer *writer)
{
    size_t size = sizeof(fixed_models) - 1;
    char *text = tn__arena_alloc(&writer->arena, size + TN__JSON_PADDING);
    const struct tn_value *models;
    struct tn__json_error error;
    int status;

    if (!text)
        return TN_ENOMEM;
    memcpy(text, fixed_models, size);
    status = tn__json_read(&writer->arena, text, size, 0, &models, &error);
    if (status)
        return status;
    for (const struct tn_value *name = models + 1; name < tn_value_next(models);
         name = tn_value_next(name + 1))
        tn__components_add_fixed(&writer->components, name->as.text, name + 1);
    return 0;
}

static int add_models(struct writer *writer, struct tn_error *error)
{
    bool validates = false;
    int status = 0;

    for (size_t i = 0; i < writer->api->route_count; i++) {
        const struct tn__endpoint *endpoint = &writer->endpoints[i];

        if (writer->api->routes[i].hidden)
            continue;
        if (endpoint->input)
            tn__components_add(&writer->components, endpoint->input,
                               endpoint->op->input);
        if (endpoint->output)
            tn__components_add(&writer->components, endpoint->output,
                               endpoint->op->output);
        validates = validates || tn__operation_validates(endpoint);
    }
    if (validates)
        status = add_fixed_models(writer);
    return status ? status : tn__components_finish(&writer->components, error);
}

/* Returns whether two paths differ in the names of their parameters at most:
 * for OpenAPI they are one path (3.1, section 4.8.8). */
static bool is_same_path(const char *a, const char *b)
{
    while (*a && *a == *b) {
        if (*a == '{') {
            a += strcspn(a, ":}");
            b += strcspn(b, ":}");
        } else {
            a++;
            b++;
        }
    }
    return *a == *b;
}

/* Finds the path of an operation among those before it, or makes it. */
static int set_path(struct writer *writer, size_t route)
{
    struct tn__operation *operation = &writer->operations[route];

    for (size_t i = 0; i < route; i++) {
        const struct tn__operation *before = &writer->operations[i];

        if (before->path &&
            is_same_path(before->endpoint->path, operation->endpoint->path)) {
            operation->path = before->path;
            return 0;
        }
    }
    operation->is_first = true;
    operation->path =
        tn__path_template(&writer->arena, operation->endpoint->path).ptr;
    return operation->path ? 0 : TN_ENOMEM;
}

static bool
is_taken(const struct writer *writer, struct tn_str id, size_t route)
{
    for (size_t i = 0; i < route; i++) {
        if (tn_str_equal(writer->operations[i].id, id))
            return true;
    }
    return false;
}

/* Makes the operationId. "/a-b" and "/a_b" of one handler would share one: the
 * later gets a number. */
static int set_id(struct writer *writer, size_t route)
{
    struct tn__operation *operation = &writer->operations[route];
    const struct tn__endpoint *endpoint = operation->endpoint;
    struct tn_str made = tn__operation_id(&writer->arena, endpoint->op->name,
                                          endpoint->path, endpoint->method);
    struct tn_str id = made;

    for (unsigned n = 2; id.ptr && is_taken(writer, id, route); n++)
        id = tn__arena_printf(&writer->arena, "%s_%u", made.ptr, n);
    operation->id = id;
    return id.ptr ? 0 : TN_ENOMEM;
}

static int add_operations(struct writer *writer)
{
    size_t count = writer->api->route_count;
    int status = 0;

    writer->operations = tn__arena_zalloc(
        &writer->arena, (count + 1) * sizeof(*writer->operations));
    if (!writer->operations)
        return TN_ENOMEM;
    for (size_t i = 0; status == 0 && i < count; i++) {
        writer->operations[i].route = &writer->api->routes[i];
        writer->operations[i].endpoint = &writer->endpoints[i];
        if (writer->api->routes[i].hidden)
            continue;
        status = set_path(writer, i);
        if (status == 0)
            status = set_id(writer, i);
    }
    return status;
}

/* -- Writing --------------------------------------------------------------- */

static void put_info(struct writer *writer)
{
    const struct tn_api *api = writer->api;

    tn__json_key(&writer->out, "info");
    tn__json_begin_object(&writer->out);
    tn__json_put_member(&writer->out, "title", api->title ? api->title : "");
    if (api->description)
        tn__json_put_member(&writer->out, "description", api->description);
    tn__json_put_member(&writer->out, "version",
                        api->version ? api->version : "");
    tn__json_end_object(&writer->out);
}

static void put_path(struct writer *writer, size_t first)
{
    const struct tn__operation *operations = writer->operations;

    tn__json_key(&writer->out, operations[first].path);
    tn__json_begin_object(&writer->out);
    for (size_t i = first; i < writer->api->route_count; i++) {
        if (operations[i].path != operations[first].path)
            continue;
        tn__json_key(&writer->out,
                     tn__method_key(operations[i].endpoint->method));
        tn__operation_write(&writer->schema, &operations[i]);
    }
    tn__json_end_object(&writer->out);
}

static void put_paths(struct writer *writer)
{
    tn__json_key(&writer->out, "paths");
    tn__json_begin_object(&writer->out);
    for (size_t i = 0; i < writer->api->route_count; i++) {
        if (writer->operations[i].is_first)
            put_path(writer, i);
    }
    tn__json_end_object(&writer->out);
}

static void put_components(struct writer *writer)
{
    const struct tn__components *components = &writer->components;

    if (components->count == 0)
        return;
    tn__json_key(&writer->out, "components");
    tn__json_begin_object(&writer->out);
    tn__json_key(&writer->out, "schemas");
    tn__json_begin_object(&writer->out);
    for (size_t i = 0; i < components->count; i++) {
        const struct tn__component *component = &components->items[i];

        if (component->is_repeated)
            continue;
        tn__json_key_n(&writer->out, component->key.ptr, component->key.len);
        tn__schema_write_component(&writer->schema, component);
    }
    tn__json_end_object(&writer->out);
    tn__json_end_object(&writer->out);
}

static int write_document(struct writer *writer, struct tn_error *error)
{
    int status = add_models(writer, error);

    if (status == 0)
        status = add_operations(writer);
    if (status)
        return status;
    tn__json_begin_object(&writer->out);
    tn__json_put_member(&writer->out, "openapi", "3.1.0");
    put_info(writer);
    put_paths(writer);
    put_components(writer);
    tn__json_end_object(&writer->out);
    return writer->out.buf->failed ? TN_ENOMEM : 0;
}

int tn__openapi_write(const struct tn_api *api,
                      const struct tn__endpoint *endpoints,
                      unsigned indent,
                      struct tn__buf *buf,
                      struct tn_error *error)
{
    struct writer writer = {
        .api = api,
        .endpoints = endpoints,
        .out = { .buf = buf, .indent = indent },
    };
    int status;

    tn__arena_init(&writer.arena, NULL, 16384, SCRATCH_LIMIT);
    writer.components.arena = &writer.arena;
    writer.schema = (struct tn__schema_writer){
        .out = &writer.out,
        .components = &writer.components,
        .scratch = &writer.arena,
    };
    status = write_document(&writer, error);
    tn__arena_deinit(&writer.arena);
    if (status)
        tn_error_set(error, status, "cannot write the OpenAPI document: %s",
                     tn_error_text(status));
    return status;
}
