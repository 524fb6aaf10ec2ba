/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <microhttpd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/server_state.h"

/*
 * The end of a server. Connections that are on their way get in for a moment;
 * then a filter keeps new ones out, so that the queue of the listening socket
 * can be emptied before it is closed (what is in the queue then would be
 * reset). Every answer says that it is the last. A connection without a request
 * is closed when it had time to bring one.
 */
#define TICK_MS    20
#define ACCEPT_MS  100
#define EMPTY_MS   60 /* for handshakes that the filter let finish */
#define IDLE_MS    350
#define END_ROUNDS 64

/* Accepts what waits, as the daemon has ceased to; returns whether the queue is
 * empty. */
static bool accept_all(struct tn__server *server)
{
    while (server->conn_count < server->options.connection_limit) {
        struct sockaddr_storage address;
        socklen_t size = sizeof(address);
        int fd = accept4(server->listener, (struct sockaddr *)&address, &size,
                         SOCK_NONBLOCK | SOCK_CLOEXEC);

        if (fd < 0)
            return true;
        MHD_add_connection(server->daemon, fd,
                           (const struct sockaddr *)&address, size);
    }
    return false;
}

static void on_listener(void *user)
{
    struct tn__server *server = user;

    accept_all(server);
    tn__server_run(server);
}

static void close_listener(struct tn__server *server)
{
    tn__watch_free(server->drain.watch);
    server->drain.watch = NULL;
    if (server->listener >= 0)
        close(server->listener);
    server->listener = -1;
}

static void enter(struct tn__server *server, enum tn__drain_step step)
{
    server->drain.step = step;
    server->drain.since = tn__loop_now(server->loop);
}

static void step_listener(struct tn__server *server, uint64_t now)
{
    uint64_t age = now - server->drain.since;
    bool is_empty = server->listener < 0 || accept_all(server);

    if (server->drain.step == TN__DRAIN_ACCEPTING && age >= ACCEPT_MS) {
        tn__listener_shut(server->listener);
        enter(server, TN__DRAIN_EMPTYING);
    } else if (server->drain.step == TN__DRAIN_EMPTYING && age >= EMPTY_MS &&
               is_empty) {
        close_listener(server);
        enter(server, TN__DRAIN_WAITING);
    }
}

static void close_idle(struct tn__server *server, uint64_t now)
{
    for (struct tn__conn *conn = server->conns; conn; conn = conn->next) {
        uint64_t since = conn->since > server->drain.began
                             ? conn->since
                             : server->drain.began;

        if (conn->phase == TN__CONN_IDLE && !conn->is_shut &&
            now - since >= IDLE_MS && !tn__conn_has_more(conn))
            tn__conn_shut(conn);
    }
}

static void end_all(struct tn__server *server)
{
    server->drain.is_over = true;
    close_listener(server);
    for (struct tn_req *req = server->kept_reqs; req; req = req->next)
        tn__handling_cancel_background(req);
    for (struct tn__conn *conn = server->conns; conn; conn = conn->next) {
        if (conn->phase == TN__CONN_HANDLER || conn->phase == TN__CONN_STREAM)
            tn__handling_settle(conn->req, TN__SETTLED_ENDING);
        tn__conn_shut(conn);
    }
    for (int i = 0; i < END_ROUNDS && server->conn_count; i++)
        MHD_run(server->daemon);
    tn__linger_free(server);
}

static void finish(struct tn__server *server)
{
    enter(server, TN__DRAIN_DONE);
    tn__timer_stop(server->sweep);
    if (server->drain.done)
        server->drain.done(server->drain.user);
}

void tn__server_drain_step(struct tn__server *server)
{
    uint64_t now = tn__loop_now(server->loop);

    if (server->drain.step == TN__DRAIN_DONE)
        return;
    if (now >= server->drain.deadline) {
        end_all(server);
        /* Handlers were cancelled; what they end with is the app's still. */
        if (!server->kept_reqs)
            finish(server);
        return;
    }
    step_listener(server, now);
    close_idle(server, now);
    tn__server_run(server);
    if (server->drain.step == TN__DRAIN_WAITING && !server->conn_count &&
        !server->lingering_count && !server->kept_reqs)
        finish(server);
}

void tn__server_drain(struct tn__server *server,
                      unsigned deadline_ms,
                      tn__loop_fn done,
                      void *user)
{
    struct tn__drain *drain = &server->drain;
    uint64_t now = tn__loop_now(server->loop);

    if (drain->step == TN__DRAIN_DONE)
        return;
    drain->done = done;
    drain->user = user;
    if (drain->step == TN__DRAIN_NOT) {
        drain->began = now;
        drain->deadline = now + deadline_ms;
        enter(server, TN__DRAIN_ACCEPTING);
        MHD_quiesce_daemon(server->daemon);
        drain->watch =
            tn__watch_new(server->loop, server->listener, on_listener, server);
    } else if (drain->deadline > now + deadline_ms) {
        drain->deadline = now + deadline_ms;
    }
    server->is_sweeping = true;
    tn__timer_start(server->sweep, deadline_ms ? TICK_MS : 0, TICK_MS);
}

void tn__server_drain_free(struct tn__server *server)
{
    close_listener(server);
}
