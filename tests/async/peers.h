/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TESTS_ASYNC_PEERS_H
#define TESTS_ASYNC_PEERS_H

#include <tenon/listener.h>
#include <tenon/task.h>
#include <tenon/transport.h>

#include <stdio.h>
#include <string.h>

/*
 * Both ends of one connection within one loop, whose protocols write down what
 * they see.
 */
struct side {
    struct tn_transport *transport; /* NULL: none, or lost */
    char log[256];                  /* what happened, in order */
    char data[256];                 /* the first of what came */
    size_t received;
    int reason;
    int pauses;
    bool is_paused;
    bool keeps_open; /* after the other side's end */
    bool is_lost;
};

struct peers {
    struct side server;
    struct side client;
    struct tn_listener *listener;
    struct tn_factory server_factory;
    struct tn_factory client_factory;
    struct tn_listen_options listen;
    int connected; /* what connecting gave */
    int codes[4];  /* of the test */
    int reports;
    char report[128];
};

static inline void note(struct side *side, const char *word)
{
    size_t used = strlen(side->log);

    snprintf(side->log + used, sizeof(side->log) - used, "%s%s",
             used ? " " : "", word);
}

static inline void side_made(struct tn_transport *transport, void *user)
{
    struct side *side = user;

    side->transport = transport;
    note(side, "made");
}

static inline void side_received(struct tn_transport *transport,
                                 const char *data,
                                 size_t size,
                                 void *user)
{
    struct side *side = user;
    size_t room = sizeof(side->data) - 1;

    (void)transport;
    for (size_t i = 0; i < size; i++, side->received++)
        if (side->received < room)
            side->data[side->received] = data[i];
}

static inline bool side_eof(struct tn_transport *transport, void *user)
{
    struct side *side = user;

    (void)transport;
    note(side, "eof");
    return side->keeps_open;
}

static inline void
side_lost(struct tn_transport *transport, int reason, void *user)
{
    struct side *side = user;

    (void)transport;
    note(side, "lost");
    side->transport = NULL;
    side->reason = reason;
    side->is_lost = true;
}

static inline void side_pause(struct tn_transport *transport, void *user)
{
    struct side *side = user;

    (void)transport;
    side->is_paused = true;
    side->pauses++;
}

static inline void side_resume(struct tn_transport *transport, void *user)
{
    struct side *side = user;

    (void)transport;
    side->is_paused = false;
}

static const struct tn_protocol side_protocol = {
    .connection_made = side_made,
    .data_received = side_received,
    .eof_received = side_eof,
    .connection_lost = side_lost,
    .pause_writing = side_pause,
    .resume_writing = side_resume,
};

static inline void peers_report(const char *message, void *user)
{
    struct peers *peers = user;

    peers->reports++;
    snprintf(peers->report, sizeof(peers->report), "%s", message);
}

/* Waits in a task for a condition, five seconds at most. */
#define UNTIL(condition)                                                       \
    for (int until_ = 0; until_ < 5000 && !(condition); until_++)              \
    tn_sleep(1)

/* In a task: listens and connects. Returns what that gave. */
static inline int peers_connect(struct peers *peers)
{
    struct tn_connect_options options = { .host = "127.0.0.1" };
    struct tn_deferred *connected;

    if (!peers->listen.host && !peers->listen.path)
        peers->listen.host = "127.0.0.1";
    if (!peers->server_factory.protocol && !peers->server_factory.lines)
        peers->server_factory.protocol = &side_protocol;
    peers->server_factory.user = &peers->server;
    peers->client_factory.protocol = &side_protocol;
    peers->client_factory.user = &peers->client;
    peers->listener =
        tn_listener_open(&peers->listen, &peers->server_factory, NULL);
    if (!peers->listener)
        return peers->connected = TN_EIO;
    options.host = peers->listen.host;
    options.path = peers->listen.path;
    options.port = tn_listener_port(peers->listener);
    connected = tn_connect(&options, &peers->client_factory);
    peers->connected = tn_deferred_await(connected, NULL);
    tn_deferred_free(connected);
    UNTIL(peers->server.transport || peers->server.is_lost);
    return peers->connected;
}

/* Waits for the end of both sides, and stops listening. */
static inline int peers_end(struct peers *peers)
{
    UNTIL(peers->server.is_lost && peers->client.is_lost);
    tn_listener_close(peers->listener);
    return 0;
}

static inline void peers_run(struct peers *peers, tn_task_fn fn)
{
    const struct tn_run_options options = {
        .on_report = peers_report,
        .user = peers,
    };

    tn_run(fn, peers, &options);
}

#endif
