/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/net/line.h"

#include <stdlib.h>

#include "async/net/splitter.h"
#include "async/net/transport.h"

#define LINE_LIMIT ((size_t)16384)

struct tn__lines {
    const struct tn_line_protocol *protocol;
    struct tn__splitter splitter;
    size_t unused; /* of raw data, to be split */
    bool is_raw;
};

/* -- Life ------------------------------------------------------------------ */

struct tn__lines *tn__lines_new(const struct tn_line_protocol *protocol)
{
    struct tn__lines *lines = calloc(1, sizeof(*lines));

    if (!lines)
        return NULL;
    lines->protocol = protocol;
    lines->splitter.limit =
        protocol->line_limit ? protocol->line_limit : LINE_LIMIT;
    return lines;
}

void tn__lines_free(struct tn__lines *lines)
{
    if (lines)
        tn__splitter_deinit(&lines->splitter);
    free(lines);
}

/* -- Lines ----------------------------------------------------------------- */

static void too_long(struct tn_transport *transport, void *user)
{
    const struct tn_line_protocol *protocol = transport->lines->protocol;

    if (protocol->line_length_exceeded)
        protocol->line_length_exceeded(transport, user);
    else
        tn_transport_lose_connection(transport);
}

static void
next_line(struct tn_transport *transport, struct tn_str *data, void *user)
{
    struct tn__lines *lines = transport->lines;
    struct tn_str line;

    switch (tn__splitter_next(&lines->splitter, data, &line)) {
    case TN__SPLIT_LINE:
        if (lines->protocol->line_received)
            lines->protocol->line_received(transport, line.ptr, line.len, user);
        break;
    case TN__SPLIT_TOO_LONG:
        too_long(transport, user);
        break;
    case TN__SPLIT_NOMEM:
        tn__transport_close(transport, TN_ENOMEM);
        break;
    case TN__SPLIT_MORE:
        break;
    }
}

static void
all_raw(struct tn_transport *transport, struct tn_str *data, void *user)
{
    struct tn__lines *lines = transport->lines;
    size_t size = data->len;

    lines->unused = 0;
    if (lines->protocol->raw_data_received)
        lines->protocol->raw_data_received(transport, data->ptr, size, user);
    if (lines->unused > size)
        lines->unused = size;
    data->ptr += size - lines->unused;
    data->len = lines->unused;
}

static void data_received(struct tn_transport *transport,
                          const char *data,
                          size_t size,
                          void *user)
{
    struct tn_str rest = { data, size };

    while (rest.len && !tn_transport_is_closing(transport)) {
        if (transport->is_read_paused) {
            if (tn__transport_hold(transport, rest.len))
                tn__transport_close(transport, TN_ENOMEM);
            return;
        }
        if (transport->lines->is_raw)
            all_raw(transport, &rest, user);
        else
            next_line(transport, &rest, user);
    }
}

/* -- What is handed on ----------------------------------------------------- */

static void connection_made(struct tn_transport *transport, void *user)
{
    const struct tn_line_protocol *protocol = transport->lines->protocol;

    if (protocol->connection_made)
        protocol->connection_made(transport, user);
}

static bool eof_received(struct tn_transport *transport, void *user)
{
    const struct tn_line_protocol *protocol = transport->lines->protocol;

    return protocol->eof_received && protocol->eof_received(transport, user);
}

static void
connection_lost(struct tn_transport *transport, int reason, void *user)
{
    const struct tn_line_protocol *protocol = transport->lines->protocol;

    if (protocol->connection_lost)
        protocol->connection_lost(transport, reason, user);
}

static void pause_writing(struct tn_transport *transport, void *user)
{
    const struct tn_line_protocol *protocol = transport->lines->protocol;

    if (protocol->pause_writing)
        protocol->pause_writing(transport, user);
}

static void resume_writing(struct tn_transport *transport, void *user)
{
    const struct tn_line_protocol *protocol = transport->lines->protocol;

    if (protocol->resume_writing)
        protocol->resume_writing(transport, user);
}

const struct tn_protocol tn__lines_protocol = {
    .connection_made = connection_made,
    .data_received = data_received,
    .eof_received = eof_received,
    .connection_lost = connection_lost,
    .pause_writing = pause_writing,
    .resume_writing = resume_writing,
};

/* -- For protocols --------------------------------------------------------- */

int tn_line_write(struct tn_transport *transport, const char *line, size_t size)
{
    int rc = tn_transport_write(transport, line, size);

    return rc ? rc : tn_transport_write(transport, "\r\n", 2);
}

void tn_line_set_raw(struct tn_transport *transport)
{
    transport->lines->is_raw = true;
}

void tn_line_set_lines(struct tn_transport *transport, size_t unused)
{
    transport->lines->is_raw = false;
    transport->lines->unused = unused;
}
