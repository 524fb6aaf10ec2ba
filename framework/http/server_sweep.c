/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <poll.h>
#include <sys/socket.h>

#include "http/server_state.h"

/* A stream of events that is silent for longer is looked after by those who
 * stand between (WHATWG HTML, section 9.2.7, says 15 s or so). */
#define KEEP_ALIVE_MS 15000

/* -- Time-outs ------------------------------------------------------------- */

/* A request line that does not end is no event of the library's: the octets
 * that came are counted, now and then, for they cost a system call. */
static void look_for_octets(struct tn__conn *conn, uint64_t now)
{
    uint64_t every = conn->server->options.head_timeout_ms / 4;

    if (conn->head_since || conn->is_uncounted || now - conn->looked < every)
        return;
    conn->looked = now;
    if (tn__conn_has_more(conn))
        conn->head_since = now;
}

/* Octets of a body in chunks that nobody reads, twice in a row: the library's
 * memory is full in the middle of a chunk's first line, and it would turn in
 * circles. */
static bool is_stuck(struct tn__conn *conn)
{
    uint64_t progress = conn->req->body_taken + 1;
    bool stands = conn->req->head.is_chunked && conn->progress == progress &&
                  tn__conn_waiting(conn) > 0;
    bool stood = conn->is_stuck;

    conn->progress = progress;
    conn->is_stuck = stands;
    return stands && stood;
}

/* Nothing waits to be sent: its handler has not come so far. */
static bool is_paused(const struct tn__conn *conn)
{
    return conn->req && conn->req->handling.is_suspended;
}

/* A stream that pauses has no end of its own, and one that its client does not
 * read has. */
static bool is_over(struct tn__conn *conn, uint64_t now)
{
    const struct tn__server_options *options = &conn->server->options;
    uint64_t age = now - conn->since;

    if (conn->phase == TN__CONN_STREAM)
        return !is_paused(conn) && age >= options->request_timeout_ms;
    if (conn->head_since &&
        now - conn->head_since >= options->request_timeout_ms)
        return true;
    switch (conn->phase) {
    case TN__CONN_IDLE:
        look_for_octets(conn, now);
        if (!conn->head_since)
            return age >= options->idle_timeout_ms;
        return now - conn->head_since >= options->head_timeout_ms;
    case TN__CONN_HEAD:
        return now - conn->head_since >= options->head_timeout_ms;
    case TN__CONN_BODY:
        return age >= options->body_timeout_ms || is_stuck(conn);
    case TN__CONN_HANDLER:
    case TN__CONN_STREAM:
    case TN__CONN_ANSWER:
        break;
    }
    return false;
}

/* A handler that waits has an answer that tells so; all others have none. */
static void end_late(struct tn__conn *conn)
{
    if (conn->phase == TN__CONN_HANDLER)
        tn__handling_settle(conn->req, TN__SETTLED_LATE);
    else
        tn__conn_shut(conn);
}

/* -- Clients that have gone ------------------------------------------------ */

static bool may_end(const struct tn__conn *conn)
{
    if (conn->is_shut || conn->has_ended || conn->phase == TN__CONN_ANSWER)
        return false;
    return conn->phase != TN__CONN_STREAM || is_paused(conn);
}

/* A client that has ended its side and sent more requests before wants their
 * answers; one that has none is taken for gone, as its end cannot be told from
 * half of it. */
static void end_waiting(struct tn__conn *conn, short events)
{
    if (events & (POLLERR | POLLHUP) ||
        (events & POLLRDHUP && !tn__conn_has_more_before_end(conn)))
        tn__handling_settle(conn->req, TN__SETTLED_GONE);
}

static void end_receiving(struct tn__conn *conn, short events)
{
    if (!(events & POLLRDHUP) || tn__conn_waiting(conn))
        return;
    conn->has_ended = true;
    shutdown(conn->fd, SHUT_RD);
}

/* A FIN that comes with the last octets is no further event of an
 * edge-triggered descriptor: the library would not learn of it. And it does not
 * look at a connection that is suspended. */
static void look_for_ends(struct tn__server *server)
{
    nfds_t count = 0;
    nfds_t at = 0;

    for (struct tn__conn *conn = server->conns; conn; conn = conn->next)
        if (may_end(conn))
            server->polled[count++] =
                (struct pollfd){ .fd = conn->fd, .events = POLLRDHUP };
    if (!count || poll(server->polled, count, 0) <= 0)
        return;
    for (struct tn__conn *conn = server->conns; conn; conn = conn->next) {
        if (!may_end(conn))
            continue;
        if (conn->phase >= TN__CONN_HANDLER)
            end_waiting(conn, server->polled[at++].revents);
        else
            end_receiving(conn, server->polled[at++].revents);
    }
}

/* -- The sweep ------------------------------------------------------------- */

void tn__server_sweep_soon(struct tn__server *server)
{
    if (server->is_sweeping)
        return;
    server->is_sweeping = true;
    tn__timer_start(server->sweep, server->sweep_ms, server->sweep_ms);
}

void tn__server_sweep(void *user)
{
    struct tn__server *server = user;
    uint64_t now = tn__loop_now(server->loop);

    for (struct tn__conn *conn = server->conns; conn; conn = conn->next) {
        if (!conn->is_shut && is_over(conn, now))
            end_late(conn);
        else if (conn->phase == TN__CONN_STREAM && is_paused(conn) &&
                 now - conn->since >= KEEP_ALIVE_MS)
            tn__stream_keep_alive(conn->req);
    }
    look_for_ends(server);
    tn__linger_sweep(server);
    if (server->drain.step != TN__DRAIN_NOT) {
        tn__server_drain_step(server);
    } else if (!server->conn_count && !server->lingering_count) {
        server->is_sweeping = false;
        tn__timer_stop(server->sweep);
    }
}
