/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_ROUTE_H
#define TENON_ROUTE_H

#include <tenon/op.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * A route: method, path, operation. The path's segments are text, {name} for a
 * parameter, or, as the last, {name:path} for all that is left. Static
 * segments beat parameters. HEAD is answered from GET, OPTIONS from the table.
 *
 *     static const struct tn_route routes[] = {
 *         { .method = TN_GET, .path = "/items/{id}", .op = &read_item_op },
 *         { .method = TN_POST, .path = "/items", .op = &create_item_op,
 *           .status = 201 },
 *     };
 */
#define TN_METHODS(X)                                                          \
    X(TN_GET, "GET")                                                           \
    X(TN_POST, "POST")                                                         \
    X(TN_PUT, "PUT")                                                           \
    X(TN_PATCH, "PATCH")                                                       \
    X(TN_DELETE, "DELETE")                                                     \
    X(TN_HEAD, "HEAD")                                                         \
    X(TN_OPTIONS, "OPTIONS")

enum tn_method {
    TN_METHOD_NONE,
#define TN_METHOD_ENUM(name, text) name,
    TN_METHODS(TN_METHOD_ENUM)
#undef TN_METHOD_ENUM
    TN_METHOD_COUNT,
};

struct tn_route {
    enum tn_method method;
    const char *path; /* begins with "/" */
    const struct tn_op *op;
    int status;              /* of success; 0: 200, or 204 without output */
    const char *summary;     /* NULL: made of the operation's name */
    const char *description; /* Markdown; NULL: none */
    const char *const *tags; /* ends with NULL; NULL: none */
    bool strict; /* input of another type is refused, not converted */
    /* The handler runs in a pool of threads: for one that computes long or
     * calls what blocks (FastAPI's plain def). It may not await, and must share
     * nothing with others unguarded. */
    bool blocking;
    /* How long the handler may take, in milliseconds; past it the client gets a
     * 504 and the handler is cancelled. 0: as long as any request. */
    unsigned timeout_ms;
    /* What the answer leaves out: members that were not set, that are null,
     * that are their default (FastAPI's response_model_exclude_*). */
    bool exclude_unset;
    bool exclude_none;
    bool exclude_defaults;
    bool hidden; /* not in the OpenAPI document */
    bool deprecated;
};

#ifdef __cplusplus
}
#endif

#endif
