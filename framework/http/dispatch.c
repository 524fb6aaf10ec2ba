/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/dispatch.h"

#include <strings.h>

#include "format/header.h"
#include "http/server_state.h"

static const struct tn__refusal bad_target = {
    400,
    "The request target is malformed",
};
static const struct tn__refusal not_found = { 404, "Not Found" };
static const struct tn__refusal not_allowed = { 405, "Method Not Allowed" };
static const struct tn__refusal too_large = {
    413,
    "The request body is larger than this server accepts",
};
static const struct tn__refusal bad_encoding = {
    415,
    "The request body must not be compressed: no Content-Encoding but identity "
    "is understood",
};
static const struct tn__refusal head_too_large = {
    431,
    "The request line and header fields are larger than this server accepts",
};

static void refuse(struct tn_req *req, const struct tn__refusal *refusal)
{
    tn__req_refuse(req, refusal->status, refusal->detail);
}

void tn__dispatch_too_large(struct tn_req *req)
{
    refuse(req, &too_large);
}

void tn__dispatch_no_memory(struct tn_req *req)
{
    tn__req_refuse(req, 413,
                   "The request needs more memory than one request may take");
}

/* -- Methods --------------------------------------------------------------- */

static const struct tn_str method_names[TN_METHOD_COUNT] = {
#define METHOD_NAME(name, text) [name] = TN_STR(text),
    TN_METHODS(METHOD_NAME)
#undef METHOD_NAME
};

/* A method that is not known is not in Allow: 405, as FastAPI answers it. */
static enum tn_method method_of(struct tn_str text)
{
    size_t method = TN_METHOD_NONE + 1;

    while (method < TN_METHOD_COUNT &&
           !tn_str_equal(method_names[method], text))
        method++;
    return method < TN_METHOD_COUNT ? (enum tn_method)method : TN_METHOD_NONE;
}

/* -- Where no endpoint is ------------------------------------------------- */

/* RFC 9110, section 9.3.7: what a client asks is told by Allow alone; there is
 * no content to send, which is what 204 says (section 15.3.5). */
static void answer_options(struct tn_req *req, const char *allow)
{
    req->answer.status = 204;
    tn__req_add_field(req, "Allow", allow);
}

static bool is_path_known(const struct tn_req *req, struct tn_str path)
{
    struct tn__match match;

    tn__router_match(req->server->router, req->method, path, &match);
    return match.endpoint || match.allow;
}

/* Copies the path with its trailing slashes gone, or with one where it has
 * none; zeroed where that is no path. */
static struct tn_str other_path(struct tn_req *req, struct tn_str path)
{
    struct tn_str other;
    size_t size = path.len;

    while (size && path.ptr[size - 1] == '/')
        size--;
    if (!size)
        return (struct tn_str){ 0 };
    if (size < path.len)
        return tn__arena_copy(req->arena, path.ptr, size);
    other = tn__arena_printf(req->arena, "%.*s/", (int)size, path.ptr);
    return other;
}

static struct tn_str location(struct tn_req *req, struct tn_str path)
{
    const struct tn__target *target = &req->target;
    struct tn_str host =
        target->authority.ptr
            ? target->authority
            : tn__header_trim(req->head.values[TN__FIELD_HOST]);

    /* Without a host "//other" would lead away from here. */
    if (!host.len && path.len > 1 && path.ptr[1] == '/')
        return (struct tn_str){ 0 };
    return tn__arena_printf(
        req->arena, "%s%.*s%s%s%.*s", host.len ? "http://" : "", (int)host.len,
        host.ptr ? host.ptr : "", path.ptr, target->query.len ? "?" : "",
        (int)target->query.len, target->query.ptr ? target->query.ptr : "");
}

/* FastAPI's redirect_slashes: to the path with a trailing slash, or without,
 * where that one exists, whatever the method. */
static bool redirect(struct tn_req *req, struct tn_str path)
{
    struct tn_str other = other_path(req, path);
    struct tn_str where;

    if (!other.ptr || !is_path_known(req, other))
        return false;
    other = other_path(req, req->target.path);
    if (!other.ptr)
        return false;
    where = location(req, other);
    if (!where.ptr || tn__req_add_field(req, "Location", where.ptr))
        return false;
    req->answer.status = 307;
    return true;
}

static void answer_unrouted(struct tn_req *req, struct tn_str path)
{
    const char *allow = req->match.allow;

    if (!allow && !redirect(req, path)) {
        refuse(req, &not_found);
    } else if (allow && req->method == TN_OPTIONS) {
        answer_options(req, allow);
    } else if (allow) {
        refuse(req, &not_allowed);
        tn__req_add_field(req, "Allow", allow);
    }
}

/* -- The head -------------------------------------------------------------- */

static bool decode_params(struct tn_req *req)
{
    for (size_t i = 0; i < req->match.param_count; i++) {
        struct tn_str *value = &req->match.params[i].value;

        *value = tn__target_decode(req->arena, *value, false);
        if (!value->ptr)
            return false;
    }
    return true;
}

static void route(struct tn_req *req)
{
    struct tn_str path = req->target.path;

    if (path.ptr[0] == '*') {
        if (req->method == TN_OPTIONS)
            answer_options(req, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
        else
            refuse(req, &bad_target);
        return;
    }
    path = tn__target_route_path(req->arena, path);
    if (!path.ptr) {
        tn__dispatch_no_memory(req);
        return;
    }
    tn__router_match(req->server->router, req->method, path, &req->match);
    if (!req->match.endpoint)
        answer_unrouted(req, path);
    else if (!decode_params(req))
        tn__dispatch_no_memory(req);
}

static bool is_identity(struct tn_str coding)
{
    return coding.len == 0 ||
           (coding.len == 8 && strncasecmp(coding.ptr, "identity", 8) == 0);
}

static void check_body(struct tn_req *req)
{
    const struct tn__head *head = &req->head;

    if (!head->has_body)
        return;
    if (req->match.endpoint->input &&
        !is_identity(
            tn__header_trim(head->values[TN__FIELD_CONTENT_ENCODING]))) {
        refuse(req, &bad_encoding);
        /* RFC 9110, section 15.5.16. */
        tn__req_add_field(req, "Accept-Encoding", "identity");
    } else if (head->body_size > req->server->options.body_limit) {
        tn__dispatch_too_large(req);
    } else if (req->match.endpoint->input &&
               tn__req_expect_body(req, head->body_size)) {
        tn__dispatch_no_memory(req);
    }
}

void tn__dispatch_head(struct tn_req *req, size_t head_size)
{
    const struct tn__refusal *refusal = tn__guard_check(&req->head);

    req->method = method_of(req->method_text);
    req->method_text = req->method
                           ? method_names[req->method]
                           : tn__arena_copy(req->arena, req->method_text.ptr,
                                            req->method_text.len);
    if (!refusal && head_size > req->server->options.head_limit)
        refusal = &head_too_large;
    if (!refusal && tn__target_parse(req->raw, &req->target))
        refusal = &bad_target;
    if (refusal) {
        req->is_unsound = true;
        refuse(req, refusal);
        return;
    }
    route(req);
    if (!req->answer.status)
        check_body(req);
}

void tn__dispatch_begin(struct tn_req *req)
{
    if (req->match.endpoint->op)
        tn__operation_begin(req);
    else
        tn__asset_run(req);
}

void tn__dispatch_end(struct tn_req *req)
{
    if (req->handling.verdict)
        req->answer = *req->handling.verdict;
    else if (req->handling.is_begun)
        tn__operation_end(req);
}
