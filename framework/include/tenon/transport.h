/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_TRANSPORT_H
#define TENON_TRANSPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/deferred.h>
#include <tenon/protocol.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Transports: connections over TCP or Unix sockets, as a protocol
 * (tenon/protocol.h) sees them. Those that come in are a listener's
 * (tenon/listener.h); others are made by tn_connect().
 *
 *     struct tn_deferred *connected =
 *         tn_connect(&(struct tn_connect_options){
 *                        .host = "localhost", .port = 7000 },
 *                    &factory);
 *     void *transport;
 *     int rc = tn_deferred_await(connected, &transport);
 *
 *     if (rc == 0)
 *         tn_transport_write(transport, "hello\n", 6);
 *     tn_deferred_free(connected);
 *
 * A transport is borrowed from the loop, until its protocol's connection_lost()
 * returned. All functions are for the thread of its loop. What is still open
 * when the loop ends is closed, after what was written went out or a second,
 * and told to whoever runs it (tn_run_options).
 */
struct tn_transport;

/* -- Connecting ------------------------------------------------------------ */

struct tn_connect_options {
    const char *host;    /* a name or an address */
    uint16_t port;       /* TCP */
    const char *path;    /* of a Unix socket, instead of host and port */
    uint64_t timeout_ms; /* for all of it; 0: 30,000 */
};

/*
 * Connects. The addresses of a host are tried in turn, each for its share of
 * the time. Returns a deferred that fires with the transport, borrowed, after
 * connection_made(), or fails: TN_ENOTFOUND where the host has no address;
 * TN_ECONNECT; TN_ETIMEDOUT; TN_ECLOSED where the factory refused; TN_EUSAGE
 * where neither host nor path is given or one is too long. Cancelling it stops
 * that. NULL when memory is short, or without a loop. Owned by the caller; free
 * with tn_deferred_free().
 */
struct tn_deferred *tn_connect(const struct tn_connect_options *options,
                               const struct tn_factory *factory);

/* -- Writing --------------------------------------------------------------- */

/*
 * Writes a copy. Returns 0; TN_ECLOSED where the connection is about to end or
 * tn_transport_write_eof() was called; TN_ELIMIT where more would wait than the
 * factory allows, or TN_ENOMEM, and then the connection is aborted, so that
 * the other side never misses a part without knowing.
 */
int tn_transport_write(struct tn_transport *transport,
                       const void *data,
                       size_t size);

/* Writes without a copy. Adopts `data`, also when this fails; `free_data`
 * frees it when it went out, NULL: nobody needs to. Returns as
 * tn_transport_write(). */
int tn_transport_write_adopt(struct tn_transport *transport,
                             void *data,
                             size_t size,
                             tn_free_fn free_data);

/* Ends this direction after what was written went out: the other side reads
 * an end, and may write on (write_eof). */
void tn_transport_write_eof(struct tn_transport *transport);

/* Returns the bytes that wait to go out. */
size_t tn_transport_write_size(const struct tn_transport *transport);

/* Suspends while writing is paused (asyncio's drain). Returns 0; TN_ECLOSED
 * where the connection ended meanwhile, and the transport is gone. */
int tn_transport_drain(struct tn_transport *transport);

/* -- Reading --------------------------------------------------------------- */

/* Stops data_received() and eof_received() until tn_transport_resume_reading():
 * so the other side has to wait, too. */
void tn_transport_pause_reading(struct tn_transport *transport);
void tn_transport_resume_reading(struct tn_transport *transport);

/* -- Closing --------------------------------------------------------------- */

/* Closes after what was written went out (loseConnection). Nothing is read any
 * more. */
void tn_transport_lose_connection(struct tn_transport *transport);

/* Closes at once; what waits is dropped (abortConnection). */
void tn_transport_abort(struct tn_transport *transport);

/* Aborts a connection on which nothing came in or went out for a time
 * (setTimeout); 0: never. */
void tn_transport_set_idle(struct tn_transport *transport, uint64_t ms);

/* -- Inspection ------------------------------------------------------------ */

/* Returns whether it is about to be closed, by either of the above. */
bool tn_transport_is_closing(const struct tn_transport *transport);

/* Returns the other side's address: "127.0.0.1:80", "[::1]:80", the path of a
 * Unix socket; "" where it has none, as the client of a Unix socket. Borrowed
 * from the transport. */
const char *tn_transport_peer(const struct tn_transport *transport);

/* Returns this side's address. Borrowed from the transport. */
const char *tn_transport_host(const struct tn_transport *transport);

#ifdef __cplusplus
}
#endif

#endif
