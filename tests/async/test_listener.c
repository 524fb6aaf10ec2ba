/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/listener.h>

#include <criterion/criterion.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "peers.h"

/* What the tasks here need beside both sides. */
struct place {
    struct peers peers;
    char folder[32];
    char path[64];
    struct tn_error error;
    struct stat status;
    int count;
};

static struct place place_new(void)
{
    struct place place = { .folder = "/tmp/tenon-XXXXXX" };

    cr_assert_not_null(mkdtemp(place.folder));
    snprintf(place.path, sizeof(place.path), "%s/socket", place.folder);
    return place;
}

static void place_remove(const struct place *place)
{
    unlink(place->path);
    rmdir(place->folder);
}

static const struct tn_factory factory = { .protocol = &side_protocol };

/* -- Unix sockets ---------------------------------------------------------- */

static int talk(void *user)
{
    struct place *place = user;
    struct peers *peers = &place->peers;

    peers->listen.path = place->path;
    peers->listen.mode = 0620;
    if (peers_connect(peers))
        return 0;
    stat(place->path, &place->status);
    tn_transport_write(peers->client.transport, "x", 1);
    UNTIL(peers->server.received);
    note(&peers->client, tn_transport_peer(peers->client.transport));
    tn_transport_lose_connection(peers->client.transport);
    return peers_end(peers);
}

Test(listener, listens_on_a_unix_socket_and_removes_it, .timeout = 10)
{
    struct place place = place_new();
    char expected[128];

    tn_run(talk, &place, NULL);
    snprintf(expected, sizeof(expected), "made %s lost", place.path);
    cr_assert_str_eq(place.peers.client.log, expected);
    cr_assert_str_eq(place.peers.server.log, "made eof lost");
    cr_assert_eq(place.status.st_mode & 07777, 0620);
    cr_assert_neq(access(place.path, F_OK), 0);
    place_remove(&place);
}

/* Binds, and is gone without removing the file. */
static void leave_socket(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);

    strcpy(address.sun_path, path);
    cr_assert_eq(bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
    close(fd);
}

Test(listener, replaces_a_socket_on_which_nobody_listens, .timeout = 10)
{
    struct place place = place_new();

    leave_socket(place.path);
    tn_run(talk, &place, NULL);
    cr_assert_str_eq(place.peers.server.data, "x");
    place_remove(&place);
}

static int listen_twice(void *user)
{
    struct place *place = user;
    const struct tn_listen_options options = { .path = place->path };
    struct tn_listener *first = tn_listener_open(&options, &factory, NULL);
    struct tn_listener *second =
        tn_listener_open(&options, &factory, &place->error);

    place->count = (first != NULL) + 2 * (second != NULL);
    UNTIL(tn_listener_connection_count(first) == 0);
    place->peers.codes[0] = access(place->path, F_OK);
    tn_listener_close(first);
    return 0;
}

Test(listener, leaves_a_socket_on_which_somebody_listens, .timeout = 10)
{
    struct place place = place_new();

    tn_run(listen_twice, &place, NULL);
    cr_assert_eq(place.count, 1);
    cr_assert_eq(place.error.code, TN_EUSAGE);
    cr_assert(strstr(place.error.message, "another program listens there"));
    cr_assert_eq(place.peers.codes[0], 0);
    place_remove(&place);
}

static int listen_on_path(void *user)
{
    struct place *place = user;
    const struct tn_listen_options options = { .path = place->path };
    struct tn_listener *listener =
        tn_listener_open(&options, &factory, &place->error);

    tn_listener_close(listener);
    return 0;
}

Test(listener, never_removes_what_is_no_socket, .timeout = 10)
{
    struct place place = place_new();
    FILE *file = fopen(place.path, "w");

    fclose(file);
    tn_run(listen_on_path, &place, NULL);
    cr_assert_eq(place.error.code, TN_EUSAGE);
    cr_assert_eq(access(place.path, F_OK), 0);
    place_remove(&place);
}

static int lose_the_file(void *user)
{
    struct place *place = user;
    const struct tn_listen_options options = { .path = place->path };
    struct tn_listener *listener = tn_listener_open(&options, &factory, NULL);

    unlink(place->path);
    leave_socket(place->path);
    tn_listener_close(listener);
    return 0;
}

Test(listener, leaves_the_file_of_another, .timeout = 10)
{
    struct place place = place_new();

    tn_run(lose_the_file, &place, NULL);
    cr_assert_eq(access(place.path, F_OK), 0);
    place_remove(&place);
}

static int listen_on_long_path(void *user)
{
    struct place *place = user;
    char path[200] = "";
    const struct tn_listen_options options = { .path = path };

    place->count = tn_listener_open(&options, &factory, &place->error) != NULL;
    place->peers.codes[0] = place->error.code;
    memset(path, 'x', sizeof(path) - 1);
    place->error.code = 0;
    place->count += tn_listener_open(&options, &factory, &place->error) != NULL;
    return 0;
}

Test(listener, refuses_a_path_that_is_too_long_or_empty, .timeout = 10)
{
    struct place place = place_new();

    tn_run(listen_on_long_path, &place, NULL);
    cr_assert_eq(place.count, 0);
    cr_assert_eq(place.peers.codes[0], TN_EUSAGE);
    cr_assert_eq(place.error.code, TN_EUSAGE);
    place_remove(&place);
}

/* -- TCP ------------------------------------------------------------------- */

static int listen_on_taken_port(void *user)
{
    struct place *place = user;
    struct tn_listen_options options = { .host = "127.0.0.1" };
    struct tn_listener *first = tn_listener_open(&options, &factory, NULL);

    options.port = tn_listener_port(first);
    place->count = tn_listener_open(&options, &factory, &place->error) != NULL;
    tn_listener_close(first);
    options.host = "localhost";
    place->peers.codes[0] = tn_listener_open(&options, &factory, NULL) != NULL;
    return 0;
}

Test(listener, tells_of_a_port_that_is_taken, .timeout = 10)
{
    struct place place = place_new();

    tn_run(listen_on_taken_port, &place, NULL);
    cr_assert_eq(place.count, 0);
    cr_assert_eq(place.error.code, TN_EIO);
    cr_assert_str_eq(place.error.message,
                     "127.0.0.1: cannot listen: address already in use");
    cr_assert_eq(place.peers.codes[0], 0);
    place_remove(&place);
}

static int connect_to(struct place *place, const char *host, uint16_t port)
{
    const struct tn_connect_options options = { .host = host, .port = port };
    struct tn_deferred *connected =
        tn_connect(&options, &place->peers.client_factory);
    int rc = tn_deferred_await(connected, NULL);

    tn_deferred_free(connected);
    if (rc == 0)
        tn_transport_abort(place->peers.client.transport);
    return rc;
}

static int listen_on_all(void *user)
{
    struct place *place = user;
    struct peers *peers = &place->peers;
    struct tn_listener *listener = tn_listener_open(
        &(struct tn_listen_options){ .port = 0 }, &peers->server_factory, NULL);

    peers->client_factory.protocol = &side_protocol;
    peers->client_factory.user = &peers->client;
    peers->codes[0] =
        connect_to(place, "127.0.0.1", tn_listener_port(listener));
    peers->codes[1] = connect_to(place, "::1", tn_listener_port(listener));
    peers->codes[2] =
        connect_to(place, "localhost", tn_listener_port(listener));
    tn_listener_close(listener);
    return 0;
}

static bool has_ip6(void)
{
    int fd = socket(AF_INET6, SOCK_STREAM, 0);

    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

Test(listener, takes_ipv4_and_ipv6_where_no_host_is_given, .timeout = 10)
{
    struct place place = place_new();

    place.peers.server_factory.protocol = &side_protocol;
    place.peers.server_factory.user = &place.peers.server;
    tn_run(listen_on_all, &place, NULL);
    cr_assert_eq(place.peers.codes[0], 0);
    if (has_ip6())
        cr_assert_eq(place.peers.codes[1], 0);
    cr_assert_eq(place.peers.codes[2], 0);
    place_remove(&place);
}

/* -- Limits ---------------------------------------------------------------- */

#define CLIENTS 6

struct crowd {
    struct side sides[CLIENTS];
    struct tn_factory factory;
    size_t most;
    size_t served;
    size_t now;
};

static void crowd_made(struct tn_transport *transport, void *user)
{
    struct crowd *crowd = user;

    (void)transport;
    crowd->now++;
    if (crowd->now > crowd->most)
        crowd->most = crowd->now;
}

static void crowd_received(struct tn_transport *transport,
                           const char *data,
                           size_t size,
                           void *user)
{
    struct crowd *crowd = user;

    crowd->served++;
    tn_transport_write(transport, data, size);
    tn_transport_lose_connection(transport);
}

static void crowd_lost(struct tn_transport *transport, int reason, void *user)
{
    struct crowd *crowd = user;

    (void)transport;
    (void)reason;
    crowd->now--;
}

static const struct tn_protocol crowd_protocol = {
    .connection_made = crowd_made,
    .data_received = crowd_received,
    .connection_lost = crowd_lost,
};

static int come_in_crowds(void *user)
{
    struct crowd *crowd = user;
    struct tn_listener *listener = tn_listener_open(
        &(struct tn_listen_options){ .host = "127.0.0.1", .connections = 2 },
        &crowd->factory, NULL);
    const struct tn_connect_options options = {
        .host = "127.0.0.1",
        .port = tn_listener_port(listener),
    };

    for (int i = 0; i < CLIENTS; i++) {
        const struct tn_factory client = {
            .protocol = &side_protocol,
            .user = &crowd->sides[i],
        };
        struct tn_deferred *connected = tn_connect(&options, &client);

        if (tn_deferred_await(connected, NULL) == 0)
            tn_transport_write(crowd->sides[i].transport, "x", 1);
        tn_deferred_free(connected);
    }
    UNTIL(crowd->served == CLIENTS && crowd->now == 0);
    tn_listener_close(listener);
    return 0;
}

Test(listener, lets_connections_wait_while_it_has_enough, .timeout = 10)
{
    struct crowd crowd = { .most = 0 };

    crowd.factory =
        (struct tn_factory){ .protocol = &crowd_protocol, .user = &crowd };
    tn_run(come_in_crowds, &crowd, NULL);
    cr_assert_eq(crowd.served, CLIENTS);
    cr_assert_eq(crowd.most, 2);
    for (int i = 0; i < CLIENTS; i++)
        cr_assert_str_eq(crowd.sides[i].data, "x");
}

static void *refuse(struct tn_transport *transport, void *user)
{
    (void)transport;
    (void)user;
    return NULL;
}

static int be_refused(void *user)
{
    struct peers *peers = user;

    peers->server_factory.protocol = &side_protocol;
    peers->server_factory.build_protocol = refuse;
    if (peers_connect(peers))
        return 0;
    UNTIL(peers->client.is_lost);
    tn_listener_close(peers->listener);
    return 0;
}

Test(listener, closes_what_its_factory_refuses, .timeout = 10)
{
    struct peers peers = { .server = { .is_lost = true } };

    peers_run(&peers, be_refused);
    cr_assert_str_eq(peers.server.log, "");
    cr_assert_eq(peers.client.is_lost, true);
}

Test(listener, needs_a_loop)
{
    const struct tn_listen_options options = { .port = 0 };
    struct tn_error error = { 0 };

    cr_assert_null(tn_listener_open(&options, &factory, &error));
    cr_assert_eq(error.code, TN_ENOTASK);
    tn_listener_close(NULL);
}
