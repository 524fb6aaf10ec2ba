/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_NET_TRANSPORT_H
#define TN__ASYNC_NET_TRANSPORT_H

#include <uv.h>

#include <tenon/transport.h>

#include "async/net/address.h"
#include "async/open.h"
#include "async/ready.h"
#include "async/timeout.h"
#include "async/wait.h"

/*
 * One connection. It is made with its handle, gets its protocol when it is
 * connected (tn__transport_start), and frees itself when the handle is closed.
 *
 * What is written is queued, and goes out when the loop has run what is ready:
 * many small writes are one call of the system.
 */
struct tn__chunk;
struct tn__lines;

/* What waits to go out. */
struct tn__outgoing {
    struct tn__chunk *first;
    struct tn__chunk **end;
    struct tn__chunk *last;
    size_t size;      /* bytes of all */
    size_t in_flight; /* of them libuv has these */
    size_t left;      /* of those, when last looked at */
    uv_write_t request;
    struct tn__call flush;
    bool is_flush_due;
    bool is_paused; /* the protocol was told to */
    struct tn__waiters drain;
};

/* What came in while reading was paused: a part of what was read. */
struct tn__held {
    char *data; /* NULL: nothing */
    size_t size;
    size_t offset;
    struct tn__call call; /* hands it on */
    bool is_due;
    bool is_kept; /* some of it, while it is handed on */
};

struct tn_transport {
    union {
        uv_handle_t handle;
        uv_stream_t stream;
        uv_tcp_t tcp;
        uv_pipe_t pipe;
    } uv;
    struct tn_loop *loop;
    struct tn__open open;
    struct tn_factory factory;
    void *user;              /* what the factory built */
    struct tn__lines *lines; /* NULL: its protocol is none of lines */
    struct tn__outgoing out;
    struct tn__held held;
    const char *reading_end; /* of what data_received() gets now */
    uv_connect_t connect;
    uv_shutdown_t shutdown;
    struct tn__timeout idle;
    uint64_t idle_ms;
    uint64_t active_at;
    struct tn__timeout linger;
    /* Told of its end, after the protocol. */
    void (*on_closed)(void *user);
    void *on_closed_user;
    int reason;   /* given when it is closed in order */
    bool is_made; /* the protocol has it */
    bool is_read; /* libuv reads */
    bool is_read_paused;
    bool is_eof_read;
    bool is_eof_wanted; /* write_eof() */
    bool is_eof_begun;
    bool is_eof_done;
    bool is_closing;   /* lose_connection() */
    bool is_lingering; /* and the other side was told */
    bool is_hurried;   /* the loop ends */
    bool is_closed;
    char peer[TN__ADDRESS_SIZE];
    char host[TN__ADDRESS_SIZE];
};

/* -- Life (transport.c) ---------------------------------------------------- */

/* Returns one without a connection, NULL when memory is short. To be started,
 * or closed. */
struct tn_transport *tn__transport_new(struct tn_loop *loop, bool is_unix);

/* Its connection is there: gives it a protocol. Returns 0; where it fails the
 * transport is closed: TN_ECLOSED, TN_ENOMEM. */
int tn__transport_start(struct tn_transport *transport,
                        const struct tn_factory *factory);

/* Closes at once. */
void tn__transport_close(struct tn_transport *transport, int reason);

/* Something went in or out. */
void tn__transport_touch(struct tn_transport *transport);

/* -- Reading (transport_read.c) -------------------------------------------- */

/* Reads, or does not, as things stand. */
void tn__transport_read(struct tn_transport *transport);

/* Within data_received(), after reading was paused: the last bytes of the data
 * are handed on again when it is resumed. Returns 0 or TN_ENOMEM. */
int tn__transport_hold(struct tn_transport *transport, size_t size);

void tn__transport_read_deinit(struct tn_transport *transport);

/* -- Writing (transport_write.c) ------------------------------------------- */

void tn__transport_write_init(struct tn_transport *transport);
void tn__transport_write_deinit(struct tn_transport *transport);

/* Has the system take what it takes now, and then ends what is to end. */
void tn__transport_flush(struct tn_transport *transport);

#endif
