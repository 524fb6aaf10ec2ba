/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/handling.h"

#include <microhttpd.h>

#include "base/list.h"
#include "http/dispatch.h"
#include "http/server_state.h"

#define DETAIL(text)                                                           \
    .content_type = tn__content_json, .data = "{\"detail\":\"" text "\"}",     \
    .size = sizeof("{\"detail\":\"" text "\"}") - 1

static const struct tn__answer verdicts[] = {
    [TN__SETTLED_LATE] = {
        .status = 504,
        DETAIL("The request took longer than it may"),
    },
    [TN__SETTLED_GONE] = {
        .status = 503,
        DETAIL("The client has closed the connection"),
    },
    [TN__SETTLED_ENDING] = {
        .status = 503,
        DETAIL("The server is shutting down"),
    },
    [TN__SETTLED_STARVED] = {
        .status = 503,
        DETAIL("Service Unavailable"),
    },
    [TN__SETTLED_FAILED] = {
        .status = 500,
        DETAIL("Internal Server Error"),
    },
};

/* -- The handler's task ---------------------------------------------------- */

static int call_handler(void *user)
{
    struct tn_req *req = user;

    return req->match.endpoint->op->handler(req, req->handling.in,
                                            req->handling.out);
}

static int call_stream(void *user)
{
    struct tn_req *req = user;
    int rc = tn__stream_open(req);

    if (rc == 0)
        rc = call_handler(req);
    /* That its client has gone is no failure of its own. */
    if (rc && req->stream && req->stream->has_begun && req->conn &&
        !req->handling.verdict)
        tn__operation_log(req, "the stream of ", rc);
    return rc;
}

static int call_in_thread(void *user)
{
    return tn_blocking(call_handler, user);
}

void tn__handling_pause(struct tn_req *req)
{
    req->handling.is_suspended = true;
    MHD_suspend_connection(req->conn->handle);
}

void tn__handling_resume(struct tn_req *req)
{
    if (!req->handling.is_suspended)
        return;
    req->handling.is_suspended = false;
    MHD_resume_connection(req->conn->handle);
    tn__server_run_soon(req->server);
}

static void keep(struct tn_req *req)
{
    tn__list_add(&req->server->kept_reqs, req);
}

static void release(void *user)
{
    struct tn_req *req = user;

    tn__list_remove(req);
    tn__server_take_back(req);
}

/* The task is looked at for a moment still. */
static void release_soon(struct tn_req *req)
{
    req->handling.release = (struct tn__call){ .fn = release, .user = req };
    tn__ready_add(req->server->loop, &req->handling.release);
}

static void on_end(struct tn__on_done *on_done, struct tn_task *task)
{
    struct tn_req *req = on_done->user;

    (void)task;
    tn__timeout_stop(&req->handling.timeout);
    if (req->conn)
        tn__handling_resume(req);
    else
        release_soon(req);
}

static void on_timeout(void *user)
{
    tn__handling_settle(user, TN__SETTLED_LATE);
}

/* The handler waits: its end and its time are watched. */
static void watch(struct tn_req *req)
{
    struct tn__handling *handling = &req->handling;
    unsigned ms = req->match.endpoint->timeout_ms;
    bool has_begun = req->stream && req->stream->has_begun;

    handling->on_done = (struct tn__on_done){ .fn = on_end, .user = req };
    tn__task_watch(&handling->task, &handling->on_done);
    if (tn__timeout_start(&handling->timeout,
                          ms && !has_begun ? ms : UINT64_MAX, on_timeout, req))
        tn__handling_settle(req, TN__SETTLED_STARVED);
}

static tn_task_fn function_of(const struct tn__endpoint *endpoint)
{
    if (endpoint->is_blocking)
        return call_in_thread;
    return endpoint->op->stream ? call_stream : call_handler;
}

void tn__handling_begin(struct tn_req *req, const void *in, void *out)
{
    struct tn__handling *handling = &req->handling;
    const struct tn__endpoint *endpoint = req->match.endpoint;

    handling->in = in;
    handling->out = out;
    handling->is_begun = true;
    tn__task_init(&handling->task, req->server->loop, function_of(endpoint),
                  req);
    handling->task.name = endpoint->op->name;
    if (tn__task_begin(&handling->task))
        handling->verdict = &verdicts[TN__SETTLED_STARVED];
    else if (!handling->task.is_done)
        watch(req);
}

bool tn__handling_is_waiting(const struct tn_req *req)
{
    return req->handling.is_begun && !req->handling.task.is_done &&
           !req->handling.verdict;
}

/* -- The end that others set ----------------------------------------------- */

void tn__handling_settle(struct tn_req *req, enum tn__settled why)
{
    if (!tn__handling_is_waiting(req))
        return;
    req->handling.verdict = &verdicts[why];
    tn__timeout_stop(&req->handling.timeout);
    tn_task_cancel(&req->handling.task);
    tn__handling_resume(req);
}

/* -- After the response ---------------------------------------------------- */

struct tn__background {
    struct tn__background *next;
    tn_task_fn fn;
    void *user;
};

int tn_req_background(struct tn_req *req, tn_task_fn fn, void *user)
{
    struct tn__background *one = tn__arena_alloc(req->arena, sizeof(*one));
    struct tn__background **end = &req->background;

    if (!one)
        return TN_ENOMEM;
    *one = (struct tn__background){ .fn = fn, .user = user };
    while (*end)
        end = &(*end)->next;
    *end = one;
    return 0;
}

static int run_background(void *user)
{
    struct tn_req *req = user;

    while (req->background) {
        struct tn__background *one = req->background;
        int rc;

        req->background = one->next;
        rc = one->fn(one->user);
        if (rc)
            tn__operation_log(req, "a task after the response of ", rc);
        if (rc == TN_ECANCELED)
            return rc;
    }
    return 0;
}

static void begin_background(struct tn_req *req)
{
    struct tn__handling *handling = &req->handling;

    tn__task_init(&handling->task, req->server->loop, run_background, req);
    handling->task.name = req->match.endpoint->op->name;
    handling->is_background = true;
    handling->on_done = (struct tn__on_done){ .fn = on_end, .user = req };
    tn__task_watch(&handling->task, &handling->on_done);
    tn__task_ready(&handling->task);
}

void tn__handling_abandon(struct tn_req *req)
{
    req->conn = NULL;
    keep(req);
}

bool tn__handling_keeps(struct tn_req *req)
{
    const struct tn__handling *handling = &req->handling;
    bool keeps = handling->is_begun && !handling->task.is_done;

    /* A stream that nobody takes any more. */
    if (keeps && !handling->verdict)
        tn_task_cancel(&req->handling.task);
    if (req->background && handling->task.is_done && !handling->task.result &&
        !handling->verdict && !req->server->drain.is_over) {
        begin_background(req);
        keeps = true;
    }
    if (keeps)
        keep(req);
    return keeps;
}

void tn__handling_cancel_background(struct tn_req *req)
{
    if (!req->handling.is_background)
        return;
    req->handling.is_background = false;
    req->background = NULL;
    tn_task_cancel(&req->handling.task);
}
