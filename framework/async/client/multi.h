/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_CLIENT_MULTI_H
#define TN__ASYNC_CLIENT_MULTI_H

#include <curl/curl.h>

#include "async/loop.h"
#include "async/ready.h"

/*
 * libcurl's multi interface on a loop: its sockets and its timer are watched
 * there, and its callbacks run on the loop's own stack. The socket of an idle
 * connection stays as it was watched, so that the next request on it needs no
 * call of the system to watch it again.
 */
struct tn__socket;

struct tn__multi {
    CURLM *curl; /* NULL: closed */
    struct tn_loop *loop;
    struct tn__timer *timer;
    struct tn__call due; /* libcurl wants to act in this iteration */
    bool is_due;
    struct tn__socket **sockets; /* by descriptor */
    size_t socket_count;
    /* A transfer has ended; may take its handle out, and wake waiters. */
    void (*on_done)(CURL *curl, CURLcode result);
    /* Returns whether a handle has a connection that has come about. */
    bool (*is_connected)(CURL *curl);
};

/* Opens one on the loop, with the functions set by the caller. Returns 0,
 * TN_ENOMEM or TN_EIO. */
int tn__multi_open(struct tn__multi *multi,
                   struct tn_loop *loop,
                   unsigned connection_limit);

/* Closes the connections; no handle is in it any more. A zeroed or closed one
 * is fine. */
void tn__multi_close(struct tn__multi *multi);

/* Has a handle's sockets opened and closed under the eyes of this multi. */
void tn__multi_prepare(struct tn__multi *multi, CURL *curl);

#endif
