/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/server.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <unistd.h>

#include "http/server_handler.h"
#include "http/server_state.h"
#include "schema/pattern.h"

/* The memory of a connection holds the head, a record for each field, and then
 * the head of the answer. */
#define RECORDS_SIZE 2048

/* Turns of the daemon before the loop's other events get theirs. */
#define ROUNDS 8

/* A daemon that wants to run and does nothing is let wait. */
#define IDLE_RUNS    16
#define IDLE_WAIT_MS 10

/* -- Options --------------------------------------------------------------- */

static unsigned or_default(unsigned value, unsigned other)
{
    return value ? value : other;
}

static size_t or_default_size(size_t value, size_t other)
{
    return value ? value : other;
}

static struct tn__server_options
with_defaults(const struct tn__server_options *given)
{
    struct tn__server_options options = *given;

    if (!options.host || !options.host[0])
        options.host = "127.0.0.1";
    if (!options.port)
        options.port = 8000;
    options.connection_limit = or_default(options.connection_limit, 1024);
    options.head_limit = or_default_size(options.head_limit, 8192);
    options.body_limit = or_default_size(options.body_limit, 1u << 20);
    options.memory_limit = or_default_size(options.memory_limit, 16u << 20);
    options.idle_timeout_ms = or_default(options.idle_timeout_ms, 60000);
    options.head_timeout_ms = or_default(options.head_timeout_ms, 10000);
    options.body_timeout_ms = or_default(options.body_timeout_ms, 30000);
    options.request_timeout_ms = or_default(options.request_timeout_ms, 60000);
    return options;
}

/* A fine enough grid for the shortest time-out, and no finer. */
static unsigned sweep_interval(const struct tn__server_options *options)
{
    const unsigned timeouts[] = {
        options->idle_timeout_ms,
        options->head_timeout_ms,
        options->body_timeout_ms,
        options->request_timeout_ms,
    };
    unsigned interval = 200;

    for (size_t i = 0; i < TN_COUNT(timeouts); i++)
        if (timeouts[i] / 8 < interval)
            interval = timeouts[i] / 8;
    return interval < 10 ? 10 : interval;
}

/* -- Running --------------------------------------------------------------- */

/* The daemon's descriptor is edge-triggered inside: what it has begun is known
 * to it alone. And one that was full looks at the listening socket again when
 * it next runs. */
static bool wants_to_run(struct tn__server *server)
{
    MHD_UNSIGNED_LONG_LONG timeout;
    bool has_room = server->has_room;

    server->has_room = false;
    return has_room || (MHD_get_timeout(server->daemon, &timeout) == MHD_YES &&
                        timeout == 0);
}

void tn__server_run(struct tn__server *server)
{
    uint64_t before = server->work;
    unsigned rounds = 0;
    bool wants_more;

    do {
        MHD_run(server->daemon);
        wants_more = wants_to_run(server);
    } while (wants_more && ++rounds < ROUNDS);
    if (server->work != before || !wants_more)
        server->idle_runs = 0;
    else
        server->idle_runs++;
    if (wants_more && server->idle_runs <= IDLE_RUNS)
        tn__idle_start(server->again);
    else
        tn__idle_stop(server->again);
    if (server->idle_runs > IDLE_RUNS)
        tn__timer_start(server->later, IDLE_WAIT_MS, 0);
}

static void run_later(void *user)
{
    struct tn__server *server = user;

    server->runs_soon = false;
    tn__server_run(server);
}

void tn__server_run_soon(struct tn__server *server)
{
    if (server->runs_soon)
        return;
    server->runs_soon = true;
    server->run_call = (struct tn__call){ .fn = run_later, .user = server };
    tn__ready_add_late(server->loop, &server->run_call);
}

static void on_ready(void *user)
{
    tn__server_run(user);
}

/* -- Life ------------------------------------------------------------------ */

static struct MHD_Daemon *start_daemon(struct tn__server *server)
{
    const struct tn__server_options *options = &server->options;

    /* The lenient way of reading: the strict one of 0.9.75 answers a missing
     * Host twice. guard.c is stricter than both. */
    return MHD_start_daemon(
        MHD_USE_EPOLL | MHD_USE_TURBO | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL,
        tn__on_request, server, MHD_OPTION_LISTEN_SOCKET, server->listener,
        MHD_OPTION_CONNECTION_LIMIT, options->connection_limit,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, options->head_limit + RECORDS_SIZE,
        MHD_OPTION_STRICT_FOR_CLIENT, 0, MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1,
        MHD_OPTION_UNESCAPE_CALLBACK, tn__on_unescape, server,
        MHD_OPTION_URI_LOG_CALLBACK, tn__on_target, server,
        MHD_OPTION_NOTIFY_CONNECTION, tn__on_connection, server,
        MHD_OPTION_NOTIFY_COMPLETED, tn__on_completed, server, MHD_OPTION_END);
}

static int epoll_of(struct MHD_Daemon *daemon)
{
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD);

    return info ? info->epoll_fd : -1;
}

static bool prepare(struct tn__server *server)
{
    server->polled =
        calloc(server->options.connection_limit, sizeof(*server->polled));
    server->sweep = tn__timer_new(server->loop, tn__server_sweep, server);
    server->later = tn__timer_new(server->loop, on_ready, server);
    server->again = tn__idle_new(server->loop, on_ready, server);
    server->matcher = tn__matcher_new(NULL);
    if (!server->polled || !server->sweep || !server->later || !server->again ||
        !server->matcher || !tn__replies_open(server))
        return false;
    server->daemon = start_daemon(server);
    return server->daemon != NULL;
}

int tn__server_start(struct tn__server *server)
{
    server->watch =
        tn__watch_new(server->loop, epoll_of(server->daemon), on_ready, server);
    return server->watch ? 0 : TN_ENOMEM;
}

struct tn__server *tn__server_new(struct tn_loop *loop,
                                  const struct tn__router *router,
                                  const struct tn__server_options *options,
                                  struct tn_error *error)
{
    struct tn__server *server = calloc(1, sizeof(*server));
    uint32_t number = 0;

    if (!server) {
        tn_error_set(error, TN_ENOMEM, "no memory for a server");
        return NULL;
    }
    server->options = with_defaults(options);
    server->loop = loop;
    server->router = router;
    server->sweep_ms = sweep_interval(&server->options);
    server->knows_layout = strcmp(MHD_get_version(), "0.9.75") == 0;
    /* Tells the requests of this server from those of others. */
    if (getrandom(&number, sizeof(number), GRND_NONBLOCK) < 0)
        number = (uint32_t)getpid();
    snprintf(server->id, sizeof(server->id), "%08x-00000000", number);
    server->listener = tn__listener_open(&server->options, error);
    if (server->listener < 0) {
        tn__server_free(server);
        return NULL;
    }
    server->port = tn__listener_port(server->listener);
    errno = ENOMEM;
    if (!prepare(server)) {
        tn_error_set(error, TN_EIO, "cannot serve on %s:%u: %s",
                     server->options.host, server->port, strerror(errno));
        tn__server_free(server);
        return NULL;
    }
    return server;
}

static void free_unused(struct tn__server *server)
{
    while (server->unused_conns) {
        struct tn__conn *conn = server->unused_conns;

        server->unused_conns = conn->next;
        free(conn);
    }
    while (server->unused_reqs) {
        struct tn_req *req = server->unused_reqs;

        server->unused_reqs = req->next;
        tn__req_deinit(req);
        free(req);
    }
}

void tn__server_free(struct tn__server *server)
{
    if (!server)
        return;
    tn__watch_free(server->watch);
    if (server->daemon) {
        MHD_quiesce_daemon(server->daemon);
        MHD_stop_daemon(server->daemon);
    }
    tn__server_drain_free(server);
    tn__linger_free(server);
    tn__timer_free(server->sweep);
    tn__timer_free(server->later);
    tn__idle_free(server->again);
    free_unused(server);
    tn__matcher_free(server->matcher);
    tn__replies_free(server);
    tn__asset_free(server);
    free(server->polled);
    free(server);
}

void tn__server_set_worker_state(struct tn__server *server, void *state)
{
    server->worker_state = state;
}

uint16_t tn__server_port(const struct tn__server *server)
{
    return server->port;
}
