/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_API_H
#define TENON_API_H

#include <stddef.h>

#include <tenon/lifespan.h>
#include <tenon/response.h>
#include <tenon/route.h>
#include <tenon/rule.h>
#include <tenon/setting.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * An API is data as well: its routes, and what its document says of it. The
 * program serves it (tenon/app.h), the OpenAPI document describes it.
 *
 *     static const struct tn_api api = {
 *         .title = "Math",
 *         .version = "0.1.0",
 *         .routes = routes,
 *         .route_count = TN_COUNT(routes),
 *     };
 */
struct tn_api {
    const char *title;
    const char *version;     /* of the API, not of Tenon */
    const char *description; /* Markdown; NULL: none */
    const struct tn_route *routes;
    size_t route_count;
    const struct tn_rule *const *rules;        /* ends with NULL; NULL: none */
    const tn_response_hook_fn *response_hooks; /* likewise */
    const struct tn_lifespan *lifespan;        /* NULL: none */
    const struct tn_setting *settings;         /* of its own */
    size_t setting_count;
    const char *docs_path;    /* NULL: "/docs"; "": none */
    const char *openapi_path; /* NULL: "/openapi.json"; "": none, nor docs */
};

#ifdef __cplusplus
}
#endif

#endif
