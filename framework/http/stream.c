/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/stream.h"

#include <microhttpd.h>
#include <stdio.h>

#include "async/thread.h"
#include "http/dispatch.h"
#include "http/event_name.h"
#include "http/server_state.h"

/* Bytes that may wait for the client before the handler does, and those that it
 * goes on at. */
#define HIGH_WATER ((size_t)64 * 1024)
#define LOW_WATER  ((size_t)16 * 1024)

/* Memory that one item after the other is written with. */
#define SCRATCH_CHUNK ((size_t)16 * 1024)

/* -- Items ----------------------------------------------------------------- */

static enum tn_stream format_of(const struct tn_req *req)
{
    return (enum tn_stream)req->match.endpoint->op->stream;
}

/* Writes an item as text into req->out; what that takes of memory is given
 * back. */
static int encode(struct tn__stream *stream, const void *item)
{
    struct tn_req *req = stream->req;
    int rc;

    req->arena = &stream->scratch;
    rc = tn__operation_encode(req, item);
    req->arena = &req->store;
    tn__arena_reset(&stream->scratch);
    return rc;
}

static void append_event(struct tn__stream *stream, const void *item)
{
    struct tn_req *req = stream->req;
    struct tn_str name = { 0 };

    if (!stream->has_name)
        name = tn__event_name(req->match.endpoint->output, item);
    if (name.len) {
        tn__buf_lit(&stream->buf, "event: ");
        tn__buf_str(&stream->buf, name);
        tn__buf_char(&stream->buf, '\n');
    }
    tn__buf_append(&stream->buf, stream->fields.data, stream->fields.size);
    tn__buf_lit(&stream->buf, "data: ");
    tn__buf_append(&stream->buf, req->out.data, req->out.size);
    tn__buf_lit(&stream->buf, "\n\n");
    tn__buf_reset(&stream->fields);
    stream->has_name = false;
}

/* Moves what is not sent yet to the front when that is the smaller part. */
static void compact(struct tn__stream *stream)
{
    size_t left = stream->buf.size - stream->sent;

    if (!stream->sent || left > stream->sent)
        return;
    if (left)
        memmove(stream->buf.data, stream->buf.data + stream->sent, left);
    stream->buf.size = left;
    stream->sent = 0;
}

static int append(struct tn__stream *stream, const void *item)
{
    struct tn_req *req = stream->req;
    size_t before;
    int rc = encode(stream, item);

    if (rc)
        return rc;
    compact(stream);
    before = stream->buf.size;
    if (format_of(req) == TN_STREAM_EVENTS)
        append_event(stream, item);
    else
        tn__buf_append(&stream->buf, req->out.data, req->out.size);
    if (format_of(req) == TN_STREAM_LINES)
        tn__buf_char(&stream->buf, '\n');
    if (!stream->buf.failed)
        return 0;
    stream->buf.size = before;
    return TN_ENOMEM;
}

static size_t waiting_size(const struct tn__stream *stream)
{
    return stream->buf.size - stream->sent;
}

/* Takes what the handler yields. */
static int take(void *user, void *value, void **sent)
{
    struct tn__stream *stream = user;
    struct tn_req *req = stream->req;
    int rc;

    if (sent)
        *sent = NULL;
    if (req->handling.verdict || !req->conn)
        return TN_ECANCELED;
    rc = append(stream, value);
    if (rc)
        return rc;
    if (!stream->has_begun) {
        stream->has_begun = true;
        tn__timeout_stop(&req->handling.timeout);
    }
    tn__handling_resume(req);
    return waiting_size(stream) > HIGH_WATER ? tn__wait_in(&stream->writers)
                                             : 0;
}

int tn_stream_yield(const void *item)
{
    union {
        const void *read;
        void *value;
    } passed = { .read = item };

    return tn_gen_yield(passed.value, NULL);
}

/* -- Events ---------------------------------------------------------------- */

static bool is_one_line(const char *text)
{
    return !text || !text[strcspn(text, "\r\n")];
}

int tn_stream_event(struct tn_req *req, const struct tn_server_event *event)
{
    struct tn__stream *stream = req->stream;

    if (!stream || format_of(req) != TN_STREAM_EVENTS)
        return TN_EUSAGE;
    if (!is_one_line(event->name) || !is_one_line(event->id))
        return TN_EINVALID;
    tn__buf_reset(&stream->fields);
    stream->has_name = event->name != NULL;
    if (event->name)
        tn__buf_printf(&stream->fields, "event: %s\n", event->name);
    if (event->id)
        tn__buf_printf(&stream->fields, "id: %s\n", event->id);
    if (event->retry_ms)
        tn__buf_printf(&stream->fields, "retry: %u\n", event->retry_ms);
    return stream->fields.failed ? TN_ENOMEM : 0;
}

void tn__stream_keep_alive(struct tn_req *req)
{
    struct tn__stream *stream = req->stream;

    if (format_of(req) != TN_STREAM_EVENTS || waiting_size(stream))
        return;
    compact(stream);
    tn__buf_lit(&stream->buf, ":\n\n");
    tn__handling_resume(req);
}

/* -- Life ------------------------------------------------------------------ */

int tn__stream_open(struct tn_req *req)
{
    struct tn__stream *stream = tn__arena_zalloc(req->arena, sizeof(*stream));
    struct tn__coro *coro = tn__thread()->coro;
    size_t limit = req->server->options.memory_limit;

    if (!stream)
        return TN_ENOMEM;
    stream->req = req;
    stream->buf.limit = stream->fields.limit = limit;
    tn__arena_init(&stream->scratch, NULL, SCRATCH_CHUNK, limit);
    req->stream = stream;
    coro->yield = take;
    coro->yield_user = stream;
    return 0;
}

void tn__stream_close(struct tn_req *req)
{
    if (!req->stream)
        return;
    tn__buf_deinit(&req->stream->buf);
    tn__buf_deinit(&req->stream->fields);
    tn__arena_deinit(&req->stream->scratch);
    req->stream = NULL;
}

bool tn__stream_is_due(const struct tn_req *req)
{
    const struct tn__handling *handling = &req->handling;

    return req->stream && !handling->verdict &&
           (req->stream->has_begun ||
            (handling->task.is_done && handling->task.result == 0));
}

const char *tn__stream_content_type(enum tn_stream stream)
{
    static const char *const types[] = {
        [TN_STREAM_NONE] = tn__content_json,
        [TN_STREAM_TEXT] = tn__content_text,
        [TN_STREAM_LINES] = "application/jsonl",
        [TN_STREAM_EVENTS] = "text/event-stream",
    };

    return types[stream];
}

/* -- Sending --------------------------------------------------------------- */

static ssize_t end_of(const struct tn_req *req)
{
    return req->handling.task.result == 0
               ? (ssize_t)MHD_CONTENT_READER_END_OF_STREAM
               : (ssize_t)MHD_CONTENT_READER_END_WITH_ERROR;
}

ssize_t tn__stream_read(void *user, uint64_t at, char *to, size_t room)
{
    struct tn_req *req = user;
    struct tn__stream *stream = req->stream;
    size_t size = waiting_size(stream);

    (void)at;
    req->server->work++;
    if (req->handling.verdict)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    if (!size && req->handling.task.is_done)
        return end_of(req);
    if (!size) {
        tn__handling_pause(req);
        return 0;
    }
    if (size > room)
        size = room;
    memcpy(to, stream->buf.data + stream->sent, size);
    stream->sent += size;
    req->answer.size += size;
    tn__conn_enter(req->conn, TN__CONN_STREAM);
    if (waiting_size(stream) < LOW_WATER)
        tn__waiters_wake_all(&stream->writers, 0);
    return (ssize_t)size;
}
