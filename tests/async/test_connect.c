/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/transport.h>

#include <criterion/criterion.h>

#include "peers.h"

static int await(struct tn_deferred *deferred)
{
    int rc = tn_deferred_await(deferred, NULL);

    tn_deferred_free(deferred);
    return rc;
}

static int connect_to(struct peers *peers, struct tn_connect_options options)
{
    peers->client_factory.protocol = &side_protocol;
    peers->client_factory.user = &peers->client;
    return await(tn_connect(&options, &peers->client_factory));
}

static int connect_wrongly(void *user)
{
    struct peers *peers = user;
    char name[400];

    memset(name, 'x', sizeof(name) - 1);
    name[sizeof(name) - 1] = '\0';
    peers->codes[0] =
        connect_to(peers, (struct tn_connect_options){ .port = 80 });
    peers->codes[1] =
        connect_to(peers, (struct tn_connect_options){ .path = name });
    peers->codes[2] =
        connect_to(peers, (struct tn_connect_options){ .host = name });
    peers->codes[3] =
        connect_to(peers, (struct tn_connect_options){ .path = "/tmp/none" });
    return 0;
}

Test(connect, refuses_what_is_no_address, .timeout = 10)
{
    struct peers peers = { .reports = 0 };

    peers_run(&peers, connect_wrongly);
    cr_assert_eq(peers.codes[0], TN_EUSAGE);
    cr_assert_eq(peers.codes[1], TN_EUSAGE);
    cr_assert_eq(peers.codes[2], TN_EUSAGE);
    cr_assert_eq(peers.codes[3], TN_ECONNECT);
    cr_assert_str_eq(peers.client.log, "");
    cr_assert_eq(peers.reports, 0);
}

static const struct tn_factory factory = { .protocol = &side_protocol };

/* A port on which nobody listens: one that was just given up. */
static uint16_t unused_port(void)
{
    const struct tn_listen_options options = { .host = "127.0.0.1" };
    struct tn_listener *listener = tn_listener_open(&options, &factory, NULL);
    uint16_t port = tn_listener_port(listener);

    tn_listener_close(listener);
    tn_sleep(1);
    return port;
}

static int connect_to_nobody(void *user)
{
    struct peers *peers = user;

    peers->codes[0] = connect_to(peers, (struct tn_connect_options){
                                            .host = "127.0.0.1",
                                            .port = unused_port(),
                                        });
    peers->codes[1] = connect_to(peers, (struct tn_connect_options){
                                            .host = "name.invalid",
                                            .port = 80,
                                            .timeout_ms = 3000,
                                        });
    return 0;
}

Test(connect, tells_that_nobody_is_there, .timeout = 10)
{
    struct peers peers = { .reports = 0 };

    peers_run(&peers, connect_to_nobody);
    cr_assert_eq(peers.codes[0], TN_ECONNECT);
    cr_assert(peers.codes[1] == TN_ENOTFOUND || peers.codes[1] == TN_ETIMEDOUT);
}

/* Listens on IPv4 alone: where "localhost" is ::1 as well, that is tried too.
 */
static int connect_by_name(void *user)
{
    struct peers *peers = user;
    const struct tn_listen_options options = { .host = "127.0.0.1" };

    peers->server_factory.protocol = &side_protocol;
    peers->server_factory.user = &peers->server;
    peers->listener = tn_listener_open(&options, &peers->server_factory, NULL);
    peers->codes[0] =
        connect_to(peers, (struct tn_connect_options){
                              .host = "localhost",
                              .port = tn_listener_port(peers->listener),
                          });
    if (peers->client.transport)
        tn_transport_lose_connection(peers->client.transport);
    return peers_end(peers);
}

Test(connect, finds_a_host_by_its_name, .timeout = 10)
{
    struct peers peers = { .reports = 0 };

    peers_run(&peers, connect_by_name);
    cr_assert_eq(peers.codes[0], 0);
    cr_assert_str_eq(peers.client.log, "made lost");
}

/* -- Time and cancelling --------------------------------------------------- */

/* A listener that takes one connection, whose backlog is full: more wait. */
static struct tn_listener *full_listener(struct peers *peers)
{
    const struct tn_listen_options options = {
        .host = "127.0.0.1",
        .backlog = 1,
        .connections = 1,
    };

    peers->server_factory.protocol = &side_protocol;
    peers->server_factory.user = &peers->server;
    return tn_listener_open(&options, &peers->server_factory, NULL);
}

#define WAITING 16

static int connect_to_who_is_full(void *user)
{
    struct peers *peers = user;
    struct side sides[WAITING] = { { .reason = 0 } };
    struct tn_deferred *waiting[WAITING];
    int last = TN_EPENDING;

    peers->listener = full_listener(peers);
    for (int i = 0; i < WAITING; i++) {
        const struct tn_factory client = {
            .protocol = &side_protocol,
            .user = &sides[i],
        };
        const struct tn_connect_options options = {
            .host = "127.0.0.1",
            .port = tn_listener_port(peers->listener),
            .timeout_ms = 100,
        };

        waiting[i] = tn_connect(&options, &client);
    }
    for (int i = 0; i < WAITING; i++)
        last = await(waiting[i]);
    peers->codes[0] = last;
    for (int i = 0; i < WAITING; i++)
        if (sides[i].transport)
            tn_transport_abort(sides[i].transport);
    tn_listener_close(peers->listener);
    tn_sleep(20);
    return 0;
}

Test(connect, takes_no_longer_than_it_may, .timeout = 10)
{
    struct peers peers = { .reports = 0 };

    peers_run(&peers, connect_to_who_is_full);
    cr_assert_eq(peers.codes[0], TN_ETIMEDOUT);
}

static int cancel_connecting(void *user)
{
    struct peers *peers = user;
    struct tn_connect_options options = { .host = "name.invalid", .port = 1 };
    struct tn_deferred *by_name = tn_connect(&options, &factory);
    struct tn_deferred *by_address;

    options.host = "127.0.0.1";
    by_address = tn_connect(&options, &factory);
    tn_deferred_cancel(by_name);
    tn_deferred_cancel(by_address);
    peers->codes[0] = await(by_name);
    peers->codes[1] = await(by_address);
    return 0;
}

Test(connect, can_be_cancelled, .timeout = 10)
{
    struct peers peers = { .reports = 0 };

    peers_run(&peers, cancel_connecting);
    cr_assert_eq(peers.codes[0], TN_ECANCELED);
    cr_assert_eq(peers.codes[1], TN_ECANCELED);
    cr_assert_eq(peers.reports, 0);
}

static int take_code(struct tn_deferred *deferred, int code, void *user)
{
    struct peers *peers = user;

    (void)deferred;
    peers->codes[0] = code;
    return 0;
}

static int leave_connecting(void *user)
{
    const struct tn_connect_options options = { .host = "name.invalid" };
    struct tn_deferred *connected = tn_connect(&options, &factory);

    tn_deferred_add_errback(connected, take_code, user);
    tn_deferred_free(connected);
    return 0;
}

Test(connect, ends_with_the_loop, .timeout = 10)
{
    struct peers peers = { .reports = 0 };

    peers_run(&peers, leave_connecting);
    cr_assert_eq(peers.codes[0], TN_ECANCELED);
    cr_assert_eq(peers.reports, 0);
}

static void *refuse(struct tn_transport *transport, void *user)
{
    (void)transport;
    (void)user;
    return NULL;
}

static int refuse_own(void *user)
{
    struct peers *peers = user;

    peers->client_factory.build_protocol = refuse;
    peers_connect(peers);
    UNTIL(peers->server.is_lost);
    tn_listener_close(peers->listener);
    return 0;
}

Test(connect, fails_where_its_factory_refuses, .timeout = 10)
{
    struct peers peers = { .connected = 1 };

    peers_run(&peers, refuse_own);
    cr_assert_eq(peers.connected, TN_ECLOSED);
    cr_assert_str_eq(peers.client.log, "");
}

Test(connect, needs_a_loop)
{
    const struct tn_connect_options options = { .host = "127.0.0.1" };

    cr_assert_null(tn_connect(&options, &factory));
}
