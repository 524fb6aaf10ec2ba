/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_LISTENER_H
#define TENON_LISTENER_H

#include <stddef.h>
#include <stdint.h>

#include <tenon/protocol.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Listeners: TCP and Unix sockets on which connections come in, each with an
 * object that a factory makes (tenon/protocol.h).
 *
 *     struct tn_error error = { 0 };
 *     struct tn_listener *listener =
 *         tn_listener_open(&(struct tn_listen_options){ .port = 7000 },
 *                          &factory, &error);
 *
 *     if (!listener)
 *         fprintf(stderr, "%s\n", error.message);
 *
 * All functions are for the thread of the loop. A listener that is open when
 * the loop ends is closed then.
 */
struct tn_listener;

struct tn_listen_options {
    const char *host;   /* an address; NULL: all of this machine */
    uint16_t port;      /* TCP; 0: any that is free */
    const char *path;   /* of a Unix socket, instead of host and port */
    unsigned mode;      /* of that file, as chmod's; 0: as the umask says */
    int backlog;        /* connections that wait; 0: 512 */
    size_t connections; /* at a time; others wait; 0: 10,000 */
};

/*
 * Listens. The file of a Unix socket is replaced where it is a socket on which
 * nobody listens any more. Returns NULL and tells why: TN_EUSAGE, TN_EIO,
 * TN_ENOMEM, TN_ENOTASK without a loop. To be closed with tn_listener_close().
 */
struct tn_listener *tn_listener_open(const struct tn_listen_options *options,
                                     const struct tn_factory *factory,
                                     struct tn_error *error);

/* Stops listening, and removes the file of a Unix socket. Connections stay.
 * NULL is fine. */
void tn_listener_close(struct tn_listener *listener);

/* Returns where it listens: "127.0.0.1:80", "[::]:80", a path. Borrowed from
 * the listener. */
const char *tn_listener_address(const struct tn_listener *listener);

/* Returns the TCP port, 0 for a Unix socket. */
uint16_t tn_listener_port(const struct tn_listener *listener);

/* Returns how many of its connections are there. */
size_t tn_listener_connection_count(const struct tn_listener *listener);

#ifdef __cplusplus
}
#endif

#endif
