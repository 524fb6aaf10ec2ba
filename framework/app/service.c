/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/service.h"

#include "app/route_check.h"
#include "base/buf.h"
#include "model/rules.h"
#include "openapi/docs.h"
#include "openapi/document.h"

#define DEFAULT_OPENAPI_PATH "/openapi.json"
/* Far above any API's document; a ceiling all the same. */
#define DOCUMENT_LIMIT ((size_t)64 * 1024 * 1024)

static int out_of_memory(struct tn_error *error)
{
    return tn_error_set(error, TN_ENOMEM, "out of memory at start");
}

/* Resolves one model of an operation; one without a schema gives the node NULL.
 */
static int resolve(struct tn__service *service,
                   const struct tn_model *model,
                   const struct tn__node **node,
                   struct tn_error *error)
{
    *node = NULL;
    if (model == &tn_none_model || model == &tn_text_model)
        return 0;
    *node = tn__registry_node(service->registry, model, error);
    if (*node)
        return 0;
    return error && error->code ? error->code : TN_ESCHEMA;
}

static int make_endpoint(struct tn__service *service,
                         const struct tn_route *route,
                         struct tn__endpoint *endpoint,
                         struct tn_error *error)
{
    int status;

    *endpoint = (struct tn__endpoint){
        .method = route->method,
        .path = route->path,
        .op = route->op,
        .status = route->status,
        .strict = route->strict,
        .is_blocking = route->blocking,
        .timeout_ms = route->timeout_ms,
        .exclude = {
            .unset = route->exclude_unset,
            .none = route->exclude_none,
            .defaults = route->exclude_defaults,
        },
        .excludes = route->exclude_unset || route->exclude_none ||
                    route->exclude_defaults,
    };
    status = resolve(service, route->op->input, &endpoint->input, error);
    if (status == 0)
        status = resolve(service, route->op->output, &endpoint->output, error);
    if (endpoint->status == 0)
        endpoint->status = route->op->output == &tn_none_model ? 204 : 200;
    return status;
}

/* Writes the document as FastAPI serves it. */
static int make_document(struct tn__service *service,
                         const struct tn__endpoint *endpoints,
                         struct tn__asset *asset,
                         struct tn_error *error)
{
    struct tn__buf buf = { .limit = DOCUMENT_LIMIT };
    int status = tn__openapi_write(service->api, endpoints, 0, &buf, error);
    struct tn_str text = { 0 };

    if (status == 0 && !buf.failed)
        text = tn__arena_copy(&service->arena, buf.data, buf.size);
    tn__buf_deinit(&buf);
    if (status)
        return status;
    if (!text.ptr)
        return out_of_memory(error);
    *asset = (struct tn__asset){
        .content_type = "application/json",
        .data = text.ptr,
        .size = text.len,
    };
    return 0;
}

/* Adds the endpoint of the document, unless the API wants none. */
static int add_document(struct tn__service *service,
                        struct tn__endpoint *endpoints,
                        struct tn_error *error)
{
    const char *path = service->api->openapi_path;
    struct tn__asset *asset = tn__arena_alloc(&service->arena, sizeof(*asset));
    int status;

    if (!asset)
        return out_of_memory(error);
    /* Written even where nobody may ask for it: it finds models that contradict
     * each other. */
    status = make_document(service, endpoints, asset, error);
    if (status || (path && !path[0]))
        return status;
    endpoints[service->endpoint_count++] = (struct tn__endpoint){
        .method = TN_GET,
        .path = path ? path : DEFAULT_OPENAPI_PATH,
        .status = 200,
        .asset = asset,
    };
    return 0;
}

static int make_endpoints(struct tn__service *service, struct tn_error *error)
{
    const struct tn_api *api = service->api;
    size_t docs_count = 0;
    const struct tn__endpoint *docs =
        tn__docs_endpoints(api, &service->arena, &docs_count);
    struct tn__endpoint *endpoints = tn__arena_alloc(
        &service->arena,
        sizeof(*endpoints) * (api->route_count + docs_count + 1));
    int status = 0;

    if (!docs || !endpoints)
        return out_of_memory(error);
    for (size_t i = 0; i < api->route_count && status == 0; i++)
        status = make_endpoint(service, &api->routes[i], &endpoints[i], error);
    service->endpoints = endpoints;
    service->endpoint_count = api->route_count;
    if (status == 0)
        status = add_document(service, endpoints, error);
    for (size_t i = 0; i < docs_count && status == 0; i++)
        endpoints[service->endpoint_count++] = docs[i];
    return status;
}

int tn__service_open(struct tn__service *service,
                     const struct tn_api *api,
                     struct tn_error *error)
{
    int status = tn__route_check(api, error);

    *service = (struct tn__service){ .api = api };
    tn__arena_init(&service->arena, NULL, (size_t)16 * 1024,
                   2 * DOCUMENT_LIMIT);
    if (status)
        return status;
    service->registry = tn__registry_new();
    if (!service->registry)
        return out_of_memory(error);
    status = make_endpoints(service, error);
    if (status == 0)
        status = tn__rules_bind(service->registry, api->rules, error);
    if (status)
        return status;
    service->router =
        tn__router_new(service->endpoints, service->endpoint_count, error);
    return service->router ? 0 : TN_EINVALID;
}

void tn__service_close(struct tn__service *service)
{
    tn__router_free(service->router);
    tn__registry_free(service->registry);
    tn__arena_deinit(&service->arena);
    *service = (struct tn__service){ 0 };
}
