/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/line.h>

#include <criterion/criterion.h>

#include "peers.h"

/* -- A server of lines ----------------------------------------------------- */

static void note_line(struct tn_transport *transport,
                      const char *line,
                      size_t size,
                      void *user)
{
    struct side *side = user;
    char text[32];

    snprintf(text, sizeof(text), "%.*s", (int)size, line);
    note(side, text);
    if (strcmp(text, "pause") == 0)
        tn_transport_pause_reading(transport);
    if (strcmp(text, "raw") == 0)
        tn_line_set_raw(transport);
    if (strcmp(text, "quit") == 0)
        tn_transport_lose_connection(transport);
    if (strcmp(text, "echo") == 0)
        tn_line_write(transport, line, size);
}

/* Raw data ends with a dot. */
static void note_raw(struct tn_transport *transport,
                     const char *data,
                     size_t size,
                     void *user)
{
    const char *end = memchr(data, '.', size);
    char text[32];

    snprintf(text, sizeof(text), "<%.*s>", (int)(end ? end - data : 0), data);
    note(user, text);
    if (end)
        tn_line_set_lines(transport, size - (size_t)(end - data) - 1);
}

static void note_long(struct tn_transport *transport, void *user)
{
    (void)transport;
    note(user, "long");
}

static const struct tn_line_protocol lines = {
    .connection_made = side_made,
    .line_received = note_line,
    .line_length_exceeded = note_long,
    .raw_data_received = note_raw,
    .eof_received = side_eof,
    .connection_lost = side_lost,
    .pause_writing = side_pause,
    .resume_writing = side_resume,
    .line_limit = 10,
};

static const struct tn_line_protocol short_lines = {
    .connection_made = side_made,
    .line_received = note_line,
    .connection_lost = side_lost,
    .line_limit = 10,
};

static int start(struct peers *peers, const struct tn_line_protocol *protocol)
{
    peers->server_factory.lines = protocol;
    return peers_connect(peers);
}

static void send(struct peers *peers, const char *text)
{
    tn_transport_write(peers->client.transport, text, strlen(text));
}

/* -- Tests ----------------------------------------------------------------- */

static int send_lines(void *user)
{
    struct peers *peers = user;

    if (start(peers, &lines))
        return 0;
    send(peers, "one\ntw");
    UNTIL(strstr(peers->server.log, "one"));
    send(peers, "o\r\necho\n12345678901\nok\nrest");
    UNTIL(strstr(peers->server.log, "ok"));
    tn_transport_write_eof(peers->client.transport);
    return peers_end(peers);
}

Test(line, hands_on_lines, .timeout = 10)
{
    struct peers peers = { .connected = 1 };

    peers_run(&peers, send_lines);
    cr_assert_str_eq(peers.server.log, "made one two echo long ok eof lost");
    cr_assert_str_eq(peers.client.data, "echo\r\n");
    cr_assert_eq(peers.server.reason, 0);
}

static int send_long_line(void *user)
{
    struct peers *peers = user;

    if (start(peers, &short_lines))
        return 0;
    send(peers, "ok\n12345678901\nnever\n");
    return peers_end(peers);
}

Test(line, closes_where_nobody_minds_a_line_that_is_too_long, .timeout = 10)
{
    struct peers peers = { .connected = 1 };

    peers_run(&peers, send_long_line);
    cr_assert_str_eq(peers.server.log, "made ok lost");
    cr_assert_eq(peers.server.reason, 0);
}

static int send_after_quit(void *user)
{
    struct peers *peers = user;

    if (start(peers, &lines))
        return 0;
    send(peers, "a\nquit\nnever\n");
    return peers_end(peers);
}

Test(line, hands_nothing_on_after_the_connection_was_closed, .timeout = 10)
{
    struct peers peers = { .connected = 1 };

    peers_run(&peers, send_after_quit);
    cr_assert_str_eq(peers.server.log, "made a quit lost");
}

static int send_while_paused(void *user)
{
    struct peers *peers = user;

    if (start(peers, &lines))
        return 0;
    send(peers, "a\npause\nb\npause\nc\nhalf");
    UNTIL(strstr(peers->server.log, "pause"));
    send(peers, " line\n");
    tn_sleep(5);
    peers->codes[0] = strcmp(peers->server.log, "made a pause");
    tn_transport_resume_reading(peers->server.transport);
    tn_transport_resume_reading(peers->server.transport);
    tn_sleep(5);
    peers->codes[1] = strcmp(peers->server.log, "made a pause b pause");
    tn_transport_resume_reading(peers->server.transport);
    UNTIL(strstr(peers->server.log, "line"));
    send(peers, "pause\nd\n");
    UNTIL(strstr(peers->server.log, "line pause"));
    tn_transport_lose_connection(peers->server.transport);
    return peers_end(peers);
}

Test(line, holds_lines_back_while_reading_is_paused, .timeout = 10)
{
    struct peers peers = { .connected = 1 };

    peers_run(&peers, send_while_paused);
    cr_assert_eq(peers.codes[0], 0);
    cr_assert_eq(peers.codes[1], 0);
    cr_assert_str_eq(peers.server.log,
                     "made a pause b pause c half line pause lost");
}

static int send_raw(void *user)
{
    struct peers *peers = user;

    if (start(peers, &lines))
        return 0;
    send(peers, "raw\nx\ny.line\nraw\n");
    UNTIL(strstr(peers->server.log, "line raw"));
    send(peers, "z.");
    UNTIL(strstr(peers->server.log, "<z>"));
    send(peers, "quit\n");
    return peers_end(peers);
}

Test(line, goes_to_raw_data_and_back, .timeout = 10)
{
    struct peers peers = { .connected = 1 };

    peers_run(&peers, send_raw);
    cr_assert_str_eq(peers.server.log,
                     "made raw <x\ny> line raw <z> quit lost");
}
