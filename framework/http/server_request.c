/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdlib.h>

#include "http/server_state.h"

/* A request with its first memory, enough for most: small, for there may be
 * thousands that wait. What one needs beyond it is kept as well, if it is not
 * large. */
#define REQUEST_SIZE ((size_t)2560)
#define FIRST_CHUNK  8192

struct tn_req *tn__server_take(struct tn__server *server)
{
    struct tn_req *req = server->unused_reqs;
    size_t limit = server->options.memory_limit;
    const size_t own = (sizeof(*req) + 15) & ~(size_t)15;

    if (req) {
        server->unused_reqs = req->next;
        return req;
    }
    req = malloc(REQUEST_SIZE);
    if (!req)
        return NULL;
    memset(req, 0, sizeof(*req));
    req->server = server;
    req->arena = &req->store;
    req->out.limit = limit;
    memcpy(req->id, server->id, sizeof(req->id));
    tn__arena_init_with(&req->store, (char *)req + own, REQUEST_SIZE - own,
                        FIRST_CHUNK, limit);
    return req;
}

/* What tells of the request: views into the head belong to its connection, and
 * the rest is copied. */
static bool copy_request(struct tn_req *to, const struct tn_req *from)
{
    to->raw = tn__arena_copy(to->arena, from->raw.ptr, from->raw.len);
    if (!to->raw.ptr || tn__target_parse(to->raw, &to->target))
        return false;
    to->match = from->match;
    for (size_t i = 0; i < to->match.param_count; i++) {
        struct tn_str *value = &to->match.params[i].value;

        *value = tn__arena_copy(to->arena, value->ptr, value->len);
        if (!value->ptr)
            return false;
    }
    return true;
}

struct tn_req *tn__server_stand_in(const struct tn_req *req)
{
    struct tn_req *other = tn__server_take(req->server);

    if (!other)
        return NULL;
    if (!copy_request(other, req)) {
        tn__server_take_back(other);
        return NULL;
    }
    other->conn = req->conn;
    other->method = req->method;
    other->method_text = req->method_text;
    other->head = req->head;
    other->started_ns = req->started_ns;
    other->is_headed = true;
    other->answer = *req->handling.verdict;
    memcpy(other->id, req->id, sizeof(other->id));
    return other;
}

void tn__server_take_back(struct tn_req *req)
{
    struct tn__server *server = req->server;

    tn__req_reset(req);
    req->next = server->unused_reqs;
    server->unused_reqs = req;
}
