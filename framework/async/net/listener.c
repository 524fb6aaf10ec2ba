/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/listener.h>

#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "async/loop_state.h"
#include "async/net/transport.h"
#include "async/net/unix_socket.h"
#include "async/report.h"

#define BACKLOG     512
#define CONNECTIONS 10000

/* After memory was short: when it is tried again. */
#define RETRY_MS 100

/* Lives until its handle is closed and its last connection, too. */
struct tn_listener {
    union {
        uv_handle_t handle;
        uv_stream_t stream;
        uv_tcp_t tcp;
        uv_pipe_t pipe;
    } uv;
    struct tn_loop *loop;
    struct tn__open open;
    struct tn_factory factory;
    struct tn__unix_file file;
    struct tn__timeout retry;
    size_t count; /* of connections */
    size_t limit;
    uint16_t port;
    bool is_unix;
    bool is_waiting; /* a connection is, until there is room */
    bool is_closing;
    bool is_closed;
    char address[TN__ADDRESS_SIZE];
};

/* -- Connections ----------------------------------------------------------- */

static void free_unless_used(struct tn_listener *listener)
{
    if (listener->is_closed && !listener->count)
        free(listener);
}

static void accept_waiting(void *user);

static void connection_closed(void *user)
{
    struct tn_listener *listener = user;

    listener->count--;
    if (listener->is_waiting)
        accept_waiting(listener);
    free_unless_used(listener);
}

/* libuv waits with the next one until this one was accepted. */
static void accept_one(struct tn_listener *listener)
{
    struct tn_transport *transport = NULL;

    listener->is_waiting = listener->count >= listener->limit;
    if (listener->is_waiting)
        return;
    transport = tn__transport_new(listener->loop, listener->is_unix);
    if (!transport) {
        listener->is_waiting = true;
        tn__timeout_stop(&listener->retry);
        tn__timeout_start(&listener->retry, RETRY_MS, accept_waiting, listener);
        return;
    }
    listener->count++;
    transport->on_closed = connection_closed;
    transport->on_closed_user = listener;
    if (uv_accept(&listener->uv.stream, &transport->uv.stream))
        tn__transport_close(transport, TN_EIO);
    else
        tn__transport_start(transport, &listener->factory);
}

static void accept_waiting(void *user)
{
    struct tn_listener *listener = user;

    if (!listener->is_closing)
        accept_one(listener);
}

static void on_connection(uv_stream_t *stream, int status)
{
    if (status == 0)
        accept_one(stream->data);
}

/* -- Closing --------------------------------------------------------------- */

static void after_close(uv_handle_t *handle)
{
    struct tn_listener *listener = handle->data;

    listener->is_closed = true;
    tn__open_remove(&listener->open);
    free_unless_used(listener);
}

void tn_listener_close(struct tn_listener *listener)
{
    if (!listener || listener->is_closing)
        return;
    listener->is_closing = true;
    tn__timeout_stop(&listener->retry);
    tn__unix_unlink(&listener->file);
    uv_close(&listener->uv.handle, after_close);
}

static void end(struct tn__open *open, bool at_once)
{
    struct tn_listener *listener = open->user;

    (void)at_once;
    if (!listener->is_closing)
        tn__report(listener->loop, "the listener on %s was open at the end",
                   listener->address);
    tn_listener_close(listener);
}

/* -- Listening ------------------------------------------------------------- */

static int uv_failure(struct tn_error *error, const char *where, int status)
{
    int code = status == UV_ENOMEM ? TN_ENOMEM : TN_EIO;

    return tn_error_set(error, code, "%s: cannot listen: %s", where,
                        uv_strerror(status));
}

static int bind_unix(struct tn_listener *listener,
                     const struct tn_listen_options *options,
                     struct tn_error *error)
{
    int fd =
        tn__unix_bind(&listener->file, options->path, options->mode, error);
    int status;

    if (fd < 0)
        return fd;
    status = uv_pipe_open(&listener->uv.pipe, fd);
    if (status == 0)
        return 0;
    close(fd);
    return uv_failure(error, options->path, status);
}

/* Reads an address; NULL means all. Returns 0 or TN_EUSAGE. */
static int parse_address(const struct tn_listen_options *options,
                         const char *host,
                         struct sockaddr_storage *address,
                         struct tn_error *error)
{
    struct sockaddr_in *ip4 = (struct sockaddr_in *)address;
    struct sockaddr_in6 *ip6 = (struct sockaddr_in6 *)address;

    if (uv_ip4_addr(host, options->port, ip4) == 0 ||
        uv_ip6_addr(host, options->port, ip6) == 0)
        return 0;
    return tn_error_set(error, TN_EUSAGE,
                        "%s: is no address to listen on: write one, as "
                        "127.0.0.1 or ::1",
                        host);
}

static int bind_tcp(struct tn_listener *listener,
                    const struct tn_listen_options *options,
                    const char *host,
                    struct tn_error *error)
{
    struct sockaddr_storage address = { 0 };
    int rc = parse_address(options, host, &address, error);
    int status;

    if (rc)
        return rc;
    status =
        uv_tcp_bind(&listener->uv.tcp, (const struct sockaddr *)&address, 0);
    return status ? uv_failure(error, host, status) : 0;
}

/* "::" takes IPv4 as well, where the machine has IPv6. */
static int bind_any(struct tn_listener *listener,
                    const struct tn_listen_options *options,
                    struct tn_error *error)
{
    if (bind_tcp(listener, options, "::", NULL) == 0)
        return 0;
    return bind_tcp(listener, options, "0.0.0.0", error);
}

static int bind_it(struct tn_listener *listener,
                   const struct tn_listen_options *options,
                   struct tn_error *error)
{
    if (options->path)
        return bind_unix(listener, options, error);
    if (options->host)
        return bind_tcp(listener, options, options->host, error);
    return bind_any(listener, options, error);
}

static void find_address(struct tn_listener *listener)
{
    struct sockaddr_storage address = { 0 };
    socklen_t size = sizeof(address);
    uv_os_fd_t fd;

    if (uv_fileno(&listener->uv.handle, &fd) ||
        getsockname(fd, (struct sockaddr *)&address, &size))
        return;
    tn__address_format((const struct sockaddr *)&address, size,
                       listener->address);
    listener->port = tn__address_port((const struct sockaddr *)&address);
}

static int listen_on(struct tn_listener *listener,
                     const struct tn_listen_options *options,
                     struct tn_error *error)
{
    int backlog = options->backlog ? options->backlog : BACKLOG;
    const char *where = options->path ? options->path : options->host;
    int rc = bind_it(listener, options, error);
    int status;

    if (rc)
        return rc;
    status = uv_listen(&listener->uv.stream, backlog, on_connection);
    if (status) {
        char port[32];

        snprintf(port, sizeof(port), "port %u", options->port);
        return uv_failure(error, where ? where : port, status);
    }
    find_address(listener);
    return 0;
}

static struct tn_listener *listener_new(struct tn_loop *loop, bool is_unix)
{
    struct tn_listener *listener = calloc(1, sizeof(*listener));
    int status;

    if (!listener)
        return NULL;
    listener->loop = loop;
    listener->is_unix = is_unix;
    status = is_unix ? uv_pipe_init(&loop->uv, &listener->uv.pipe, 0)
                     : uv_tcp_init(&loop->uv, &listener->uv.tcp);
    if (status) {
        free(listener);
        return NULL;
    }
    listener->uv.handle.data = listener;
    listener->open.end = end;
    listener->open.user = listener;
    tn__open_add(loop, &listener->open);
    return listener;
}

struct tn_listener *tn_listener_open(const struct tn_listen_options *options,
                                     const struct tn_factory *factory,
                                     struct tn_error *error)
{
    struct tn_loop *loop = tn_loop_current();
    struct tn_listener *listener;

    if (!loop || loop->is_ending) {
        tn_error_set(error, TN_ENOTASK, "listening needs a loop that runs");
        return NULL;
    }
    listener = listener_new(loop, options->path != NULL);
    if (!listener) {
        tn_error_set(error, TN_ENOMEM, "out of memory");
        return NULL;
    }
    listener->factory = *factory;
    listener->limit = options->connections ? options->connections : CONNECTIONS;
    if (listen_on(listener, options, error)) {
        tn_listener_close(listener);
        return NULL;
    }
    return listener;
}

const char *tn_listener_address(const struct tn_listener *listener)
{
    return listener->address;
}

uint16_t tn_listener_port(const struct tn_listener *listener)
{
    return listener->port;
}

size_t tn_listener_connection_count(const struct tn_listener *listener)
{
    return listener->count;
}
