/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/server_request.h"

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

void tn__server_take_back(struct tn_req *req)
{
    struct tn__server *server = req->server;

    tn__req_reset(req);
    req->next = server->unused_reqs;
    server->unused_reqs = req;
}

/* What hooks and the access log may ask for. */
static bool copy_head(struct tn_req *to, const struct tn_req *from)
{
    to->method = from->method;
    to->method_text =
        tn__arena_copy(to->arena, from->method_text.ptr, from->method_text.len);
    to->raw = tn__arena_copy(to->arena, from->raw.ptr, from->raw.len);
    memcpy(to->id, from->id, sizeof(to->id));
    to->started_ns = from->started_ns;
    to->is_headed = true;
    to->match.endpoint = from->match.endpoint;
    to->handling.verdict = from->handling.verdict;
    return to->method_text.ptr && to->raw.ptr &&
           tn__target_parse(to->raw, &to->target) == 0;
}

struct tn_req *tn__server_hand_over(struct tn_req *req)
{
    struct tn__conn *conn = req->conn;
    struct tn_req *heir = tn__server_take(req->server);

    if (!heir)
        return NULL;
    if (!copy_head(heir, req)) {
        tn__server_take_back(heir);
        return NULL;
    }
    heir->conn = conn;
    conn->req = heir;
    req->conn = NULL;
    tn__handling_keeps(req);
    return heir;
}
