/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/route_check.h"

#include <tenon/stream.h>

static const char *const method_texts[TN_METHOD_COUNT] = {
    [TN_METHOD_NONE] = "?",
#define METHOD_TEXT(name, text) [name] = text,
    TN_METHODS(METHOD_TEXT)
#undef METHOD_TEXT
};

const char *tn__route_method_text(enum tn_method method)
{
    return method < TN_METHOD_COUNT ? method_texts[method] : "?";
}

static bool has_no_method(const struct tn_route *route)
{
    return route->method <= TN_METHOD_NONE || route->method >= TN_METHOD_COUNT;
}

static bool has_no_path(const struct tn_route *route)
{
    return !route->path || route->path[0] != '/';
}

static bool has_no_op(const struct tn_route *route)
{
    return !route->op || !route->op->name || !route->op->name[0];
}

static bool has_no_handler(const struct tn_route *route)
{
    return !route->op->handler;
}

static bool has_no_models(const struct tn_route *route)
{
    return !route->op->input || !route->op->output;
}

static bool takes_text(const struct tn_route *route)
{
    return route->op->input == &tn_text_model;
}

static bool blocks_a_stream(const struct tn_route *route)
{
    return route->blocking && route->op->stream;
}

static bool streams_nothing(const struct tn_route *route)
{
    return route->op->stream && route->op->output == &tn_none_model;
}

static bool streams_otherwise(const struct tn_route *route)
{
    return route->op->stream && (route->op->stream == TN_STREAM_TEXT) !=
                                    (route->op->output == &tn_text_model);
}

static bool has_no_body(const struct tn_route *route)
{
    return (route->method == TN_GET || route->method == TN_HEAD) &&
           route->op->input != &tn_none_model;
}

static bool has_odd_status(const struct tn_route *route)
{
    return route->status != 0 && (route->status < 200 || route->status > 299);
}

static bool has_body_status(const struct tn_route *route)
{
    return (route->status == 204 || route->status == 205) &&
           route->op->output != &tn_none_model;
}

/* In this order: what comes later relies on what came before. */
static const struct fault {
    bool (*is_found)(const struct tn_route *route);
    const char *message;
} faults[] = {
    { has_no_method, "has no method; set .method, such as TN_POST" },
    { has_no_path, "its path must begin with \"/\"" },
    { has_no_op, "has no operation; make one with TN_OP and set .op" },
    { has_no_handler, "its operation has no handler; make it with TN_OP" },
    { has_no_models,
      "its operation lacks a model; tn_none stands for no input or output" },
    { takes_text,
      "tn_text is a model of output alone; as input use one of a schema file, "
      "or tn_none" },
    { streams_nothing, "a stream must have items; name their model" },
    { streams_otherwise, "the items of a stream are tn_text where its format "
                         "is TN_STREAM_TEXT, and only there" },
    { blocks_a_stream, "a stream's handler awaits its client, which a "
                       ".blocking one cannot" },
    { has_no_body, "this method's requests have no body to read the input "
                   "from; use TN_POST, or "
                   "tn_none as input" },
    { has_odd_status, ".status is of success: 200 to 299, or 0" },
    { has_body_status,
      "an answer with this .status has no body; use 200, or tn_none as "
      "output" },
};

int tn__route_check(const struct tn_api *api, struct tn_error *error)
{
    for (size_t i = 0; i < api->route_count; i++) {
        const struct tn_route *route = &api->routes[i];

        for (size_t j = 0; j < TN_COUNT(faults); j++) {
            if (faults[j].is_found(route))
                return tn_error_set(error, TN_EINVALID, "route %zu (%s %s): %s",
                                    i + 1, tn__route_method_text(route->method),
                                    route->path ? route->path : "?",
                                    faults[j].message);
        }
    }
    return 0;
}
