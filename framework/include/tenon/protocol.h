/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_PROTOCOL_H
#define TENON_PROTOCOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/loop.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Protocols: what a program does with a connection, as functions that the loop
 * calls when something happens to it. The words are Twisted's and asyncio's. A
 * factory has one object made for each connection, which it is that the
 * functions get as `user`; the transport (tenon/transport.h) writes and closes.
 *
 *     static void echo(struct tn_transport *transport,
 *                      const char *data, size_t size, void *user)
 *     {
 *         (void)user;
 *         tn_transport_write(transport, data, size);
 *     }
 *
 *     static const struct tn_protocol protocol = { .data_received = echo };
 *     static const struct tn_factory factory = { .protocol = &protocol };
 *
 * The functions are called by the loop, one at a time. They must not block and
 * cannot suspend; they may start tasks (tenon/task.h), which must not use the
 * transport after its connection was lost.
 */
struct tn_transport;
struct tn_line_protocol;

/* Functions that are NULL do nothing, except where it is said. */
struct tn_protocol {
    /* The connection is there. */
    void (*connection_made)(struct tn_transport *transport, void *user);

    /* Octets have come, as many as there were, borrowed for the call. */
    void (*data_received)(struct tn_transport *transport,
                          const char *data,
                          size_t size,
                          void *user);

    /* The other side sends nothing more. Returns whether this side will still
     * write; otherwise the connection is closed, as where this is NULL. */
    bool (*eof_received)(struct tn_transport *transport, void *user);

    /*
     * The connection is gone, and the transport when this returns: the last
     * call, once for each object that was built. The reason is 0 where either
     * side closed it in order, TN_ECLOSED after tn_transport_abort(), TN_EIO
     * where the other side broke it off, TN_ETIMEDOUT where it was idle for too
     * long, TN_ELIMIT or TN_ENOMEM after a write that failed, TN_ECANCELED
     * where the loop ended.
     */
    void (*connection_lost)(struct tn_transport *transport,
                            int reason,
                            void *user);

    /* What waits to go out is more than the high-water mark: time to write no
     * more. And then: less than the low-water mark. */
    void (*pause_writing)(struct tn_transport *transport, void *user);
    void (*resume_writing)(struct tn_transport *transport, void *user);
};

/* Makes the objects, and says how large connections may become. It is copied
 * where it is used; the tables must live as long as its connections. */
struct tn_factory {
    const struct tn_protocol *protocol;
    const struct tn_line_protocol *lines; /* instead (tenon/line.h) */
    /* Returns the object of a new connection, NULL to refuse it. Owned by the
     * protocol, whose connection_lost() frees it. NULL: `user` is the object of
     * all. */
    void *(*build_protocol)(struct tn_transport *transport, void *user);
    void *user;
    size_t high_water;  /* bytes that wait to go out; 0: 64 KiB */
    size_t low_water;   /* 0: a quarter of high_water */
    size_t write_limit; /* bytes; more end the connection; 0: 16 MiB */
    uint64_t idle_ms;   /* without any octet in or out; 0: for ever */
};

#ifdef __cplusplus
}
#endif

#endif
