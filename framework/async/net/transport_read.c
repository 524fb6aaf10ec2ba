/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/net/transport.h"

#include <stdlib.h>
#include <string.h>

#include "async/loop_state.h"

/* One call of the system reads at most this; all of a loop share the memory,
 * for it is used up before the next one reads. */
#define READ_SIZE ((size_t)64 * 1024)

static void give_memory(uv_handle_t *handle, size_t suggested, uv_buf_t *buf)
{
    struct tn_transport *transport = handle->data;
    struct tn_loop *loop = transport->loop;

    (void)suggested;
    if (!loop->read_buffer)
        loop->read_buffer = malloc(READ_SIZE);
    *buf = uv_buf_init(loop->read_buffer, loop->read_buffer ? READ_SIZE : 0);
}

static void
deliver(struct tn_transport *transport, const char *data, size_t size)
{
    const struct tn_protocol *protocol = transport->factory.protocol;

    transport->reading_end = data + size;
    if (protocol->data_received)
        protocol->data_received(transport, data, size, transport->user);
    transport->reading_end = NULL;
}

static void eof_came(struct tn_transport *transport)
{
    const struct tn_protocol *protocol = transport->factory.protocol;
    bool writes_on = false;

    transport->is_eof_read = true;
    tn__transport_read(transport);
    if (protocol->eof_received && !transport->is_closing)
        writes_on = protocol->eof_received(transport, transport->user);
    if (transport->is_eof_done)
        tn__transport_close(transport, transport->reason);
    else if (!writes_on)
        tn_transport_lose_connection(transport);
}

static void on_read(uv_stream_t *stream, ssize_t size, const uv_buf_t *buf)
{
    struct tn_transport *transport = stream->data;

    if (size == UV_EOF) {
        eof_came(transport);
    } else if (size < 0) {
        tn__transport_close(transport, size == UV_ENOBUFS ? TN_ENOMEM : TN_EIO);
    } else if (size > 0 && !transport->is_lingering) {
        tn__transport_touch(transport);
        deliver(transport, buf->base, (size_t)size);
    }
}

static bool wants_to_read(const struct tn_transport *transport)
{
    if (!transport->is_made || transport->is_closed || transport->is_eof_read)
        return false;
    if (transport->is_lingering)
        return true;
    return !transport->is_read_paused && !transport->is_closing &&
           !transport->held.data;
}

void tn__transport_read(struct tn_transport *transport)
{
    bool wants = wants_to_read(transport);

    if (wants == transport->is_read)
        return;
    transport->is_read = wants;
    if (!wants)
        uv_read_stop(&transport->uv.stream);
    else if (uv_read_start(&transport->uv.stream, give_memory, on_read))
        tn__transport_close(transport, TN_EIO);
}

/* -- What is held ---------------------------------------------------------- */

static void drop_held(struct tn__held *held)
{
    free(held->data);
    held->data = NULL;
}

static void hand_on(void *user)
{
    struct tn_transport *transport = user;
    struct tn__held *held = &transport->held;

    held->is_due = false;
    if (transport->is_read_paused || transport->is_closing ||
        transport->is_closed)
        return;
    held->is_kept = false;
    deliver(transport, held->data + held->offset, held->size - held->offset);
    if (!held->is_kept)
        drop_held(held);
    tn__transport_read(transport);
}

int tn__transport_hold(struct tn_transport *transport, size_t size)
{
    struct tn__held *held = &transport->held;

    if (held->data) {
        held->offset = held->size - size;
        held->is_kept = true;
        return 0;
    }
    held->data = malloc(size);
    if (!held->data)
        return TN_ENOMEM;
    memcpy(held->data, transport->reading_end - size, size);
    held->size = size;
    held->offset = 0;
    return 0;
}

void tn__transport_read_deinit(struct tn_transport *transport)
{
    drop_held(&transport->held);
}

/* -- For protocols --------------------------------------------------------- */

void tn_transport_pause_reading(struct tn_transport *transport)
{
    transport->is_read_paused = true;
    tn__transport_read(transport);
}

void tn_transport_resume_reading(struct tn_transport *transport)
{
    struct tn__held *held = &transport->held;

    transport->is_read_paused = false;
    if (!held->data) {
        tn__transport_read(transport);
    } else if (!held->is_due) {
        held->is_due = true;
        held->call = (struct tn__call){ .fn = hand_on, .user = transport };
        tn__ready_add(transport->loop, &held->call);
    }
}
