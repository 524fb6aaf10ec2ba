/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/transport.h>

#include <criterion/criterion.h>
#include <stdlib.h>

#include "peers.h"

#define MUCH ((size_t)4 * 1024 * 1024)

/* -- Writing --------------------------------------------------------------- */

static int write_both_ways(void *user)
{
    struct peers *peers = user;

    if (peers_connect(peers))
        return 0;
    tn_transport_write(peers->client.transport, "hello ", 6);
    tn_transport_write(peers->client.transport, "", 0);
    tn_transport_write(peers->client.transport, "world", 5);
    UNTIL(peers->server.received == 11);
    tn_transport_write_adopt(peers->server.transport, strdup("hi"), 2, free);
    tn_transport_write_adopt(peers->server.transport, (char[]){ "!" }, 1, NULL);
    tn_transport_lose_connection(peers->server.transport);
    peers->codes[0] = tn_transport_write(peers->server.transport, "?", 1);
    peers->codes[1] =
        tn_transport_write_adopt(peers->server.transport, strdup("?"), 1, free);
    return peers_end(peers);
}

Test(transport, carries_what_is_written_and_closes_after_it, .timeout = 10)
{
    struct peers peers = { .connected = 1 };

    peers_run(&peers, write_both_ways);
    cr_assert_eq(peers.connected, 0);
    cr_assert_str_eq(peers.server.data, "hello world");
    cr_assert_str_eq(peers.client.data, "hi!");
    cr_assert_str_eq(peers.server.log, "made lost");
    cr_assert_str_eq(peers.client.log, "made eof lost");
    cr_assert_eq(peers.server.reason, 0);
    cr_assert_eq(peers.client.reason, 0);
    cr_assert_eq(peers.codes[0], TN_ECLOSED);
    cr_assert_eq(peers.codes[1], TN_ECLOSED);
    cr_assert_eq(peers.reports, 0);
}

static int write_much(void *user)
{
    struct peers *peers = user;

    peers->client_factory.write_limit = 2 * MUCH;
    if (peers_connect(peers))
        return 0;
    tn_transport_write_adopt(peers->client.transport, calloc(1, MUCH), MUCH,
                             free);
    tn_transport_write(peers->client.transport, "end", 3);
    tn_transport_lose_connection(peers->client.transport);
    return peers_end(peers);
}

Test(transport, writes_all_that_waits_before_it_closes, .timeout = 10)
{
    struct peers peers = { .connected = 1 };

    peers_run(&peers, write_much);
    cr_assert_eq(peers.server.received, MUCH + 3);
    cr_assert_eq(peers.server.reason, 0);
    cr_assert_eq(peers.client.reason, 0);
}

/* -- Back pressure --------------------------------------------------------- */

static int write_to_who_does_not_read(void *user)
{
    struct peers *peers = user;
    char block[16384] = { 0 };
    struct tn_transport *writer;

    peers->client_factory.high_water = 65536;
    if (peers_connect(peers))
        return 0;
    writer = peers->client.transport;
    tn_transport_pause_reading(peers->server.transport);
    /* The system takes more at first, and then no more. */
    do {
        while (!peers->client.is_paused)
            tn_transport_write(writer, block, sizeof(block));
        tn_sleep(100);
    } while (!peers->client.is_paused);
    peers->codes[0] = tn_transport_write_size(writer) <= 65536 + 16384;
    peers->codes[1] = peers->client.pauses > 0;
    tn_transport_resume_reading(peers->server.transport);
    peers->codes[2] = tn_transport_drain(writer);
    peers->codes[3] = tn_transport_write_size(writer) <= 16384;
    tn_transport_lose_connection(writer);
    return peers_end(peers);
}

Test(transport, tells_its_protocol_to_pause_and_to_resume, .timeout = 10)
{
    struct peers peers = { .connected = 1 };

    peers_run(&peers, write_to_who_does_not_read);
    cr_assert_eq(peers.codes[0], 1);
    cr_assert_eq(peers.codes[1], 1);
    cr_assert_eq(peers.codes[2], 0);
    cr_assert_eq(peers.codes[3], 1);
    cr_assert_not(peers.client.is_paused);
}

static int write_past_the_limit(void *user)
{
    struct peers *peers = user;
    char block[16384] = { 0 };

    peers->client_factory.write_limit = 100000;
    if (peers_connect(peers))
        return 0;
    tn_transport_pause_reading(peers->server.transport);
    for (int i = 0; i < 10000 && !peers->codes[0]; i++)
        peers->codes[0] =
            tn_transport_write(peers->client.transport, block, sizeof(block));
    peers->codes[1] = tn_transport_write(peers->client.transport, block, 1);
    tn_transport_resume_reading(peers->server.transport);
    return peers_end(peers);
}

Test(transport, ends_a_connection_whose_write_failed, .timeout = 10)
{
    struct peers peers = { .connected = 1 };

    peers_run(&peers, write_past_the_limit);
    cr_assert_eq(peers.codes[0], TN_ELIMIT);
    cr_assert_eq(peers.codes[1], TN_ECLOSED);
    cr_assert_eq(peers.client.reason, TN_ELIMIT);
    cr_assert_eq(peers.server.reason, TN_EIO);
}

static int drain_what_is_aborted(void *user)
{
    struct peers *peers = user;

    return tn_transport_drain(peers->client.transport);
}

static int abort_while_draining(void *user)
{
    struct peers *peers = user;
    struct tn_task *task;

    if (peers_connect(peers))
        return 0;
    tn_transport_pause_reading(peers->server.transport);
    tn_transport_write_adopt(peers->client.transport, calloc(1, 2 * MUCH),
                             2 * MUCH, free);
    task = tn_task_new(drain_what_is_aborted, peers);
    tn_sleep(1);
    peers->codes[1] = tn_task_is_done(task);
    tn_transport_abort(peers->client.transport);
    peers->codes[0] = tn_await(task);
    tn_task_free(task);
    tn_transport_resume_reading(peers->server.transport);
    return peers_end(peers);
}

Test(transport, wakes_who_drains_when_it_is_aborted, .timeout = 10)
{
    struct peers peers = { .connected = 1 };

    peers_run(&peers, abort_while_draining);
    cr_assert_eq(peers.codes[1], 0);
    cr_assert_eq(peers.codes[0], TN_ECLOSED);
    cr_assert_eq(peers.client.reason, TN_ECLOSED);
    cr_assert_eq(peers.server.reason, TN_EIO);
}

/* -- Half-close ------------------------------------------------------------ */

static int write_after_the_end(void *user)
{
    struct peers *peers = user;

    peers->server.keeps_open = true;
    if (peers_connect(peers))
        return 0;
    tn_transport_write(peers->client.transport, "question", 8);
    tn_transport_write_eof(peers->client.transport);
    peers->codes[0] = tn_transport_write(peers->client.transport, "?", 1);
    UNTIL(strstr(peers->server.log, "eof"));
    tn_transport_write(peers->server.transport, "answer", 6);
    tn_transport_write_eof(peers->server.transport);
    return peers_end(peers);
}

Test(transport, ends_one_direction_and_then_the_other, .timeout = 10)
{
    struct peers peers = { .connected = 1 };

    peers_run(&peers, write_after_the_end);
    cr_assert_eq(peers.codes[0], TN_ECLOSED);
    cr_assert_str_eq(peers.server.data, "question");
    cr_assert_str_eq(peers.client.data, "answer");
    cr_assert_str_eq(peers.server.log, "made eof lost");
    cr_assert_str_eq(peers.client.log, "made eof lost");
    cr_assert_eq(peers.server.reason, 0);
    cr_assert_eq(peers.client.reason, 0);
}

/* The server's last words must not be lost because it does not read. */
static int close_before_reading(void *user)
{
    struct peers *peers = user;

    if (peers_connect(peers))
        return 0;
    tn_transport_pause_reading(peers->client.transport);
    tn_transport_write(peers->server.transport, "sorry", 5);
    tn_transport_lose_connection(peers->server.transport);
    for (int i = 0; i < 20; i++) {
        char block[16384] = { 0 };

        tn_transport_write(peers->client.transport, block, sizeof(block));
        tn_sleep(1);
    }
    tn_transport_resume_reading(peers->client.transport);
    return peers_end(peers);
}

Test(transport, lets_the_other_side_read_its_last_words, .timeout = 10)
{
    struct peers peers = { .connected = 1 };

    peers_run(&peers, close_before_reading);
    cr_assert_str_eq(peers.client.data, "sorry");
    cr_assert_eq(peers.server.received, 0);
    cr_assert_eq(peers.client.reason, 0);
    cr_assert_eq(peers.server.reason, 0);
}

/* -- Time ------------------------------------------------------------------ */

static int be_idle(void *user)
{
    struct peers *peers = user;
    uint64_t began;

    peers->server_factory.idle_ms = 400;
    if (peers_connect(peers))
        return 0;
    began = tn_loop_time();
    for (int i = 0; i < 4 && peers->client.transport; i++) {
        tn_sleep(150);
        tn_transport_write(peers->client.transport, "x", 1);
    }
    UNTIL(peers->server.is_lost);
    peers->codes[0] = tn_loop_time() - began >= 1000;
    return peers_end(peers);
}

Test(transport, is_aborted_when_it_is_idle_for_too_long, .timeout = 10)
{
    struct peers peers = { .connected = 1 };

    peers_run(&peers, be_idle);
    cr_assert_eq(peers.server.received, 4);
    cr_assert_eq(peers.server.reason, TN_ETIMEDOUT);
    cr_assert_eq(peers.codes[0], 1);
}

/* -- Addresses ------------------------------------------------------------- */

static int compare_addresses(void *user)
{
    struct peers *peers = user;

    if (peers_connect(peers))
        return 0;
    peers->codes[0] = strcmp(tn_transport_peer(peers->client.transport),
                             tn_transport_host(peers->server.transport));
    peers->codes[1] = strcmp(tn_transport_peer(peers->server.transport),
                             tn_transport_host(peers->client.transport));
    peers->codes[2] = strcmp(tn_transport_peer(peers->client.transport),
                             tn_listener_address(peers->listener));
    note(&peers->client, tn_transport_peer(peers->client.transport));
    tn_transport_abort(peers->client.transport);
    return peers_end(peers);
}

Test(transport, knows_the_addresses_of_both_sides, .timeout = 10)
{
    struct peers peers = { .connected = 1 };

    peers_run(&peers, compare_addresses);
    cr_assert_eq(peers.codes[0], 0);
    cr_assert_eq(peers.codes[1], 0);
    cr_assert_eq(peers.codes[2], 0);
    cr_assert_eq(strncmp(peers.client.log, "made 127.0.0.1:", 15), 0);
}

/* -- The end of the loop --------------------------------------------------- */

static int leave_open(void *user)
{
    struct peers *peers = user;

    if (peers_connect(peers) == 0)
        tn_transport_write(peers->client.transport, "bye", 3);
    return 0;
}

Test(transport, that_is_left_open_is_closed_and_told_of, .timeout = 10)
{
    struct peers peers = { .connected = 1 };

    peers_run(&peers, leave_open);
    cr_assert_str_eq(peers.server.data, "bye");
    cr_assert_eq(peers.server.reason, TN_ECANCELED);
    cr_assert_eq(peers.client.reason, TN_ECANCELED);
    cr_assert_eq(peers.reports, 3);
}

static int leave_stuck(void *user)
{
    struct peers *peers = user;

    if (peers_connect(peers))
        return 0;
    tn_transport_pause_reading(peers->server.transport);
    tn_transport_write_adopt(peers->client.transport, calloc(1, 2 * MUCH),
                             2 * MUCH, free);
    return 0;
}

Test(transport, that_is_stuck_holds_no_loop, .timeout = 10)
{
    struct peers peers = { .connected = 1 };

    peers_run(&peers, leave_stuck);
    cr_assert_eq(peers.client.is_lost, true);
    cr_assert_eq(peers.server.is_lost, true);
}
