/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/net/transport.h"

#include <stdlib.h>

#include "async/loop_state.h"
#include "async/net/line.h"
#include "async/report.h"

/* -- The end --------------------------------------------------------------- */

static void after_close(uv_handle_t *handle)
{
    struct tn_transport *transport = handle->data;
    const struct tn_protocol *protocol = transport->factory.protocol;

    tn__transport_write_deinit(transport);
    tn__transport_read_deinit(transport);
    if (transport->is_made && protocol->connection_lost)
        protocol->connection_lost(transport, transport->reason,
                                  transport->user);
    tn__lines_free(transport->lines);
    tn__open_remove(&transport->open);
    if (transport->on_closed)
        transport->on_closed(transport->on_closed_user);
    free(transport);
}

void tn__transport_close(struct tn_transport *transport, int reason)
{
    struct tn_loop *loop = transport->loop;

    if (transport->is_closed)
        return;
    transport->is_closed = true;
    if (!transport->is_lingering)
        transport->reason = reason;
    tn__timeout_stop(&transport->idle);
    tn__timeout_stop(&transport->linger);
    if (transport->out.is_flush_due)
        tn__ready_remove(loop, &transport->out.flush);
    if (transport->held.is_due)
        tn__ready_remove(loop, &transport->held.call);
    /* The other side is told that it did not end in order. */
    if (transport->reason && transport->is_made && !transport->is_eof_done &&
        transport->uv.handle.type == UV_TCP &&
        uv_tcp_close_reset(&transport->uv.tcp, after_close) == 0)
        return;
    uv_close(&transport->uv.handle, after_close);
}

static void close_in_order(struct tn_transport *transport, int reason)
{
    if (transport->is_closing || transport->is_closed)
        return;
    transport->is_closing = true;
    transport->reason = reason;
    tn__transport_read(transport);
    tn_transport_write_eof(transport);
}

/* The loop ends. */
static void end(struct tn__open *open, bool at_once)
{
    struct tn_transport *transport = open->user;

    if (!transport->is_made || at_once) {
        tn__transport_close(transport, TN_ECANCELED);
        return;
    }
    if (!transport->is_closing && !transport->is_closed)
        tn__report(transport->loop,
                   "the connection %s - %s was still open at the end",
                   transport->host, transport->peer);
    transport->is_hurried = true;
    close_in_order(transport, TN_ECANCELED);
    if (transport->is_lingering)
        tn__transport_close(transport, transport->reason);
}

/* -- Idle time ------------------------------------------------------------- */

/* Part of what libuv has may have gone out. */
static void look_for_progress(struct tn_transport *transport)
{
    struct tn__outgoing *out = &transport->out;
    size_t left = uv_stream_get_write_queue_size(&transport->uv.stream);

    if (out->in_flight && left != out->left)
        tn__transport_touch(transport);
    out->left = left;
}

/* Starts no timer where octets go in or out: it looks when the time is over
 * whether they did. */
static void idle_over(void *user)
{
    struct tn_transport *transport = user;
    uint64_t passed;

    look_for_progress(transport);
    passed = tn__loop_now(transport->loop) - transport->active_at;
    tn__timeout_stop(&transport->idle);
    if (passed >= transport->idle_ms ||
        tn__timeout_start(&transport->idle, transport->idle_ms - passed,
                          idle_over, transport))
        tn__transport_close(transport, TN_ETIMEDOUT);
}

void tn__transport_touch(struct tn_transport *transport)
{
    transport->active_at = tn__loop_now(transport->loop);
}

void tn_transport_set_idle(struct tn_transport *transport, uint64_t ms)
{
    tn__timeout_stop(&transport->idle);
    transport->idle_ms = ms;
    tn__transport_touch(transport);
    if (!transport->is_closed && ms &&
        tn__timeout_start(&transport->idle, ms, idle_over, transport))
        tn__transport_close(transport, TN_ENOMEM);
}

/* -- The beginning --------------------------------------------------------- */

struct tn_transport *tn__transport_new(struct tn_loop *loop, bool is_unix)
{
    struct tn_transport *transport = calloc(1, sizeof(*transport));
    int rc;

    if (!transport)
        return NULL;
    transport->loop = loop;
    if (is_unix)
        rc = uv_pipe_init(&loop->uv, &transport->uv.pipe, 0);
    else
        rc = uv_tcp_init(&loop->uv, &transport->uv.tcp);
    if (rc) {
        free(transport);
        return NULL;
    }
    transport->uv.handle.data = transport;
    transport->open.end = end;
    transport->open.user = transport;
    tn__open_add(loop, &transport->open);
    return transport;
}

static void find_addresses(struct tn_transport *transport)
{
    uv_os_fd_t fd;

    if (uv_fileno(&transport->uv.handle, &fd))
        return;
    tn__address_of_peer(fd, transport->peer);
    tn__address_of_host(fd, transport->host);
}

/* Has the factory make its object. Returns 0, TN_ECLOSED or TN_ENOMEM. */
static int build(struct tn_transport *transport)
{
    struct tn_factory *factory = &transport->factory;

    if (factory->lines) {
        transport->lines = tn__lines_new(factory->lines);
        if (!transport->lines)
            return TN_ENOMEM;
        factory->protocol = &tn__lines_protocol;
    }
    transport->user = factory->user;
    if (factory->build_protocol) {
        transport->user = factory->build_protocol(transport, factory->user);
        if (!transport->user)
            return TN_ECLOSED;
    }
    return 0;
}

int tn__transport_start(struct tn_transport *transport,
                        const struct tn_factory *factory)
{
    const struct tn_protocol *protocol;
    int rc;

    transport->factory = *factory;
    find_addresses(transport);
    rc = build(transport);
    if (rc) {
        tn__transport_close(transport, rc);
        return rc;
    }
    transport->is_made = true;
    if (transport->uv.handle.type == UV_TCP)
        uv_tcp_nodelay(&transport->uv.tcp, 1);
    tn__transport_write_init(transport);
    tn_transport_set_idle(transport, factory->idle_ms);
    protocol = transport->factory.protocol;
    if (protocol->connection_made)
        protocol->connection_made(transport, transport->user);
    tn__transport_read(transport);
    return 0;
}

/* -- For protocols --------------------------------------------------------- */

void tn_transport_lose_connection(struct tn_transport *transport)
{
    close_in_order(transport, 0);
}

void tn_transport_abort(struct tn_transport *transport)
{
    tn__transport_close(transport, TN_ECLOSED);
}

bool tn_transport_is_closing(const struct tn_transport *transport)
{
    return transport->is_closing || transport->is_closed;
}

const char *tn_transport_peer(const struct tn_transport *transport)
{
    return transport->peer;
}

const char *tn_transport_host(const struct tn_transport *transport)
{
    return transport->host;
}
