/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__HTTP_SERVER_H
#define TN__HTTP_SERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/error.h>
#include <tenon/response.h>
#include <tenon/str.h>

#include "async/loop.h"
#include "http/router.h"

/*
 * One worker's HTTP server: a libmicrohttpd daemon on a loop, listening with
 * SO_REUSEPORT. All of it belongs to the loop's thread.
 */
struct tn__server;

/* One line of the access log; borrowed for the call. */
struct tn__access {
    struct tn_str method;
    struct tn_str target; /* raw, as sent */
    struct tn_str peer;   /* address without port */
    struct tn_str id;     /* request id */
    int status;           /* 0: the client went away before an answer */
    uint64_t body_size;   /* bytes of the answer's body */
    uint64_t micros; /* from the end of the head to the end of the answer */
};

/* Zero means the default, which stands behind each. */
struct tn__server_options {
    const char *host;            /* "127.0.0.1"; a name or an address */
    uint16_t port;               /* 8000; see also any_port */
    bool any_port;               /* let the system choose; port is ignored */
    unsigned connection_limit;   /* 1024, of this server */
    size_t head_limit;           /* 8 KiB: request line and header fields */
    size_t body_limit;           /* 1 MiB */
    size_t memory_limit;         /* 16 MiB: all that one request may take */
    unsigned idle_timeout_ms;    /* 60,000: keep-alive without a request */
    unsigned head_timeout_ms;    /* 10,000: from the first octet of the head */
    unsigned body_timeout_ms;    /* 30,000: from the end of the head */
    unsigned request_timeout_ms; /* 60,000: the whole request */
    unsigned error_limit;        /* 64: issues that one answer lists */
    bool strict;                 /* validation without coercion */
    bool check_responses;        /* answers are held against their schema */

    const struct tn_app
        *app; /* http/app.h; NULL: handlers find nothing there */
    const tn_response_hook_fn *response_hooks; /* ends with NULL; NULL: none */

    /* Called after each answer was sent or given up; may be NULL. */
    void (*on_access)(const struct tn__access *access, void *user);
    /* Called for what an operator should read; `level` is an enum
     * tn__log_level (base/log.h). May be NULL. */
    void (*on_log)(int level, const char *message, void *user);
    void *user;
};

/* Returns a listening server; NULL with `error` filled ("cannot listen on
 * 127.0.0.1:8000: address already in use"). The router must outlive it. Owned
 * by the caller; free with tn__server_free() after the drain. */
struct tn__server *tn__server_new(struct tn_loop *loop,
                                  const struct tn__router *router,
                                  const struct tn__server_options *options,
                                  struct tn_error *error);
void tn__server_free(struct tn__server *server);

/* Begins to accept connections; those that came before wait until then. Returns
 * 0 or TN_ENOMEM. */
int tn__server_start(struct tn__server *server);

/* Sets what handlers find as their worker's state; NULL before. */
void tn__server_set_worker_state(struct tn__server *server, void *state);

/* Returns the port it listens on. */
uint16_t tn__server_port(const struct tn__server *server);

/*
 * Stops listening and finishes what arrived: every request that arrived whole
 * is answered, with Connection: close. Idle connections are closed soon, others
 * at the deadline. `done` is called once, from the loop, when no connection is
 * left. A second call with deadline 0 ends at once.
 */
void tn__server_drain(struct tn__server *server,
                      unsigned deadline_ms,
                      tn__loop_fn done,
                      void *user);

#endif
