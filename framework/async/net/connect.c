/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "async/loop_state.h"
#include "async/net/transport.h"
#include "async/net/unix_socket.h"

#define TIMEOUT_MS 30000

/* The names of the DNS have 253 bytes; addresses have a scope. */
#define HOST_SIZE 256

/* An attempt to connect, address after address. It lives until libuv has given
 * up looking for the name. */
struct connector {
    struct tn_loop *loop;
    struct tn__open open;
    struct tn_factory factory;
    struct tn_deferred *deferred; /* NULL: it is over */
    struct tn__timeout timeout;
    uint64_t deadline;
    uv_getaddrinfo_t look_up;
    bool is_looking_up;
    struct addrinfo *addresses;
    struct addrinfo *next;
    struct tn_transport *trying;
    int failure; /* of the last address */
    char host[HOST_SIZE];
    char port[8];
    char path[sizeof(((struct tn__unix_file *)0)->path)];
};

/* -- The end --------------------------------------------------------------- */

/* Stops whatever goes on. Returns the deferred to be fired, NULL where it was
 * over already. */
static struct tn_deferred *stop(struct connector *connector)
{
    struct tn_deferred *deferred = connector->deferred;
    struct tn_transport *trying = connector->trying;

    connector->deferred = NULL;
    connector->trying = NULL;
    tn__timeout_stop(&connector->timeout);
    if (trying) {
        trying->connect.data = NULL;
        tn__transport_close(trying, TN_ECANCELED);
    }
    if (connector->is_looking_up) {
        uv_cancel((uv_req_t *)&connector->look_up);
        return deferred;
    }
    uv_freeaddrinfo(connector->addresses);
    tn__open_remove(&connector->open);
    free(connector);
    return deferred;
}

static void fail(struct connector *connector, int code)
{
    struct tn_deferred *deferred = stop(connector);

    if (deferred)
        tn_deferred_errback(deferred, code);
}

static void cancel(struct tn_deferred *deferred, void *user)
{
    (void)deferred;
    stop(user);
}

/* The loop ends. */
static void end(struct tn__open *open, bool at_once)
{
    struct connector *connector = open->user;

    (void)at_once;
    if (connector->deferred)
        fail(connector, TN_ECANCELED);
}

/* -- One address after the other ------------------------------------------- */

static void try_next(struct connector *connector);

static void on_connect(uv_connect_t *request, int status)
{
    struct connector *connector = request->data;
    struct tn_transport *transport;
    struct tn_factory factory;
    struct tn_deferred *deferred;
    int rc;

    if (!connector)
        return;
    transport = connector->trying;
    connector->trying = NULL;
    if (status) {
        tn__transport_close(transport, TN_ECONNECT);
        connector->failure = TN_ECONNECT;
        try_next(connector);
        return;
    }
    factory = connector->factory;
    deferred = stop(connector);
    rc = tn__transport_start(transport, &factory);
    if (rc)
        tn_deferred_errback(deferred, rc);
    else
        tn_deferred_callback(deferred, transport, NULL);
}

static void attempt_over(void *user)
{
    struct connector *connector = user;
    struct tn_transport *trying = connector->trying;

    connector->failure = TN_ETIMEDOUT;
    if (!trying) {
        fail(connector, TN_ETIMEDOUT);
        return;
    }
    connector->trying = NULL;
    trying->connect.data = NULL;
    tn__transport_close(trying, TN_ETIMEDOUT);
    try_next(connector);
}

/* Gives what comes next its share of the time that is left. Returns 0, or a
 * code. */
static int limit(struct connector *connector, unsigned shares)
{
    uint64_t now = tn__loop_now(connector->loop);
    uint64_t left = connector->deadline > now ? connector->deadline - now : 0;

    tn__timeout_stop(&connector->timeout);
    return tn__timeout_start(&connector->timeout, left / shares, attempt_over,
                             connector);
}

static int begin(struct connector *connector, const struct sockaddr *address)
{
    struct tn_transport *trying =
        tn__transport_new(connector->loop, address == NULL);
    int status = 0;

    if (!trying)
        return TN_ENOMEM;
    trying->connect.data = connector;
    if (address)
        status = uv_tcp_connect(&trying->connect, &trying->uv.tcp, address,
                                on_connect);
    else
        uv_pipe_connect(&trying->connect, &trying->uv.pipe, connector->path,
                        on_connect);
    if (status) {
        tn__transport_close(trying, TN_ECONNECT);
        return TN_ECONNECT;
    }
    connector->trying = trying;
    return 0;
}

static unsigned count_left(const struct addrinfo *next)
{
    unsigned count = 0;

    for (; next; next = next->ai_next)
        count++;
    return count;
}

static void try_next(struct connector *connector)
{
    while (connector->next) {
        const struct addrinfo *address = connector->next;
        int rc = limit(connector, count_left(address));

        connector->next = address->ai_next;
        if (rc == 0)
            rc = begin(connector, address->ai_addr);
        if (rc == 0)
            return;
        connector->failure = rc;
    }
    fail(connector, connector->failure);
}

static int begin_unix(struct connector *connector)
{
    int rc = limit(connector, 1);

    return rc ? rc : begin(connector, NULL);
}

/* -- Names ----------------------------------------------------------------- */

static void
on_found(uv_getaddrinfo_t *request, int status, struct addrinfo *addresses)
{
    struct connector *connector = request->data;

    connector->is_looking_up = false;
    connector->addresses = connector->next = addresses;
    if (!connector->deferred)
        stop(connector);
    else if (status == UV_ENOMEM || status == UV_EAI_MEMORY)
        fail(connector, TN_ENOMEM);
    else if (status)
        fail(connector, TN_ENOTFOUND);
    else
        try_next(connector);
}

/* Whether the host is an address, which takes no thread to find. */
static bool is_address(struct connector *connector)
{
    const struct addrinfo hints = {
        .ai_socktype = SOCK_STREAM,
        .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV,
    };

    return getaddrinfo(connector->host, connector->port, &hints,
                       &connector->addresses) == 0;
}

static int look_up(struct connector *connector)
{
    const struct addrinfo hints = { .ai_socktype = SOCK_STREAM };
    int rc = limit(connector, 1);

    if (rc)
        return rc;
    connector->look_up.data = connector;
    if (uv_getaddrinfo(&connector->loop->uv, &connector->look_up, on_found,
                       connector->host, connector->port, &hints))
        return TN_ENOMEM;
    connector->is_looking_up = true;
    return 0;
}

/* -- Connecting ------------------------------------------------------------ */

static int check(const struct tn_connect_options *options)
{
    if (options->path)
        return tn__unix_path_check(options->path, NULL);
    if (options->host && options->host[0] && strlen(options->host) < HOST_SIZE)
        return 0;
    return TN_EUSAGE;
}

static struct connector *connector_new(struct tn_loop *loop,
                                       const struct tn_connect_options *options,
                                       const struct tn_factory *factory)
{
    struct connector *connector = calloc(1, sizeof(*connector));
    uint64_t ms = options->timeout_ms ? options->timeout_ms : TIMEOUT_MS;

    if (!connector)
        return NULL;
    connector->deferred = tn_deferred_new(cancel, connector);
    if (!connector->deferred) {
        free(connector);
        return NULL;
    }
    connector->loop = loop;
    connector->factory = *factory;
    connector->deadline = tn__loop_now(loop) + ms;
    if (options->path)
        memcpy(connector->path, options->path, strlen(options->path));
    else
        memcpy(connector->host, options->host, strlen(options->host));
    snprintf(connector->port, sizeof(connector->port), "%u", options->port);
    connector->open.end = end;
    connector->open.user = connector;
    tn__open_add(loop, &connector->open);
    return connector;
}

struct tn_deferred *tn_connect(const struct tn_connect_options *options,
                               const struct tn_factory *factory)
{
    struct tn_loop *loop = tn_loop_current();
    struct connector *connector;
    struct tn_deferred *deferred;
    int rc = check(options);

    if (!loop)
        return NULL;
    if (rc || loop->is_ending)
        return tn_deferred_fail(rc ? rc : TN_ECANCELED);
    connector = connector_new(loop, options, factory);
    if (!connector)
        return NULL;
    deferred = connector->deferred;
    if (!connector->host[0])
        rc = begin_unix(connector);
    else if (is_address(connector))
        connector->next = connector->addresses;
    else
        rc = look_up(connector);
    if (rc)
        fail(connector, rc);
    else if (connector->next)
        try_next(connector);
    return deferred;
}
