/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/access_log.h"

#include <assert.h>

#include "app/escape.h"
#include "base/number.h"

/* Room of what a client chooses; the rest of a line is short. */
#define METHOD_MAX 64
#define TARGET_MAX 1536
#define ID_MAX     128
#define PEER_MAX   64
static_assert(METHOD_MAX + TARGET_MAX + ID_MAX + PEER_MAX +
                      4 * TN__NUMBER_TEXT + 108 <
                  TN__ACCESS_LINE_MAX,
              "a line must hold all of its parts");

/* A line has the same parts in both formats; what stands before each of them
 * differs. */
struct wording {
    const char *time;
    const char *method;
    const char *path;
    const char *status;
    const char *bytes;
    const char *micros;
    const char *id;
    const char *peer;
    const char *end;
    enum tn__escape_style style;
    enum tn__escape_style path_style;
};

static const struct wording wordings[] = {
    [TN__LOG_TEXT] = {
        .time = "",
        .method = " ",
        .path = " \"",
        .status = "\" ",
        .bytes = " ",
        .micros = " ",
        .id = " ",
        .peer = " ",
        .end = "\n",
        .style = TN__ESCAPE_PLAIN,
        .path_style = TN__ESCAPE_QUOTED,
    },
    [TN__LOG_JSON] = {
        .time = "{\"time\":\"",
        .method = "\",\"method\":\"",
        .path = "\",\"path\":\"",
        .status = "\",\"status\":",
        .bytes = ",\"bytes\":",
        .micros = ",\"microseconds\":",
        .id = ",\"request_id\":\"",
        .peer = "\",\"peer\":\"",
        .end = "\"}\n",
        .style = TN__ESCAPE_JSON,
        .path_style = TN__ESCAPE_JSON,
    },
};

void tn__access_log_open(struct tn__access_log *log,
                         int fd,
                         enum tn__log_format format)
{
    *log = (struct tn__access_log){ .format = format };
    tn__sink_open(&log->sink, fd);
}

void tn__access_log_close(struct tn__access_log *log)
{
    tn__sink_close(&log->sink);
}

static char *put(char *to, const char *text)
{
    return stpcpy(to, text);
}

static char *put_number(char *to, uint64_t value)
{
    return to + tn__number_format_uint(to, value);
}

/* "-" stands for what is empty, so that a text line keeps its columns. */
static char *put_escaped(char *to,
                         size_t room,
                         struct tn_str text,
                         enum tn__escape_style style)
{
    if (text.len == 0)
        text = (struct tn_str)TN_STR("-");
    return to + tn__escape(to, room, text, style);
}

static size_t format_line(struct tn__access_log *log,
                          const struct tn__access *access,
                          char *line)
{
    const struct wording *word = &wordings[log->format];
    char *to = put(line, word->time);

    to = put(to, tn__stamp_now(&log->stamp));
    to = put(to, word->method);
    to = put_escaped(to, METHOD_MAX, access->method, word->style);
    to = put(to, word->path);
    to = put_escaped(to, TARGET_MAX, access->target, word->path_style);
    to = put(to, word->status);
    to = put_number(to, (uint64_t)access->status);
    to = put(to, word->bytes);
    to = put_number(to, access->body_size);
    to = put(to, word->micros);
    to = put_number(to, access->micros);
    to = put(to, word->id);
    to = put_escaped(to, ID_MAX, access->id, word->style);
    to = put(to, word->peer);
    to = put_escaped(to, PEER_MAX, access->peer, word->style);
    to = put(to, word->end);
    return (size_t)(to - line);
}

/* Empties the buffer; its lines are lost where nobody takes them. */
static bool write_out(struct tn__access_log *log)
{
    bool written = tn__sink_write(&log->sink, log->data, log->size);

    if (!written)
        log->lost += log->lines;
    log->size = 0;
    log->lines = 0;
    return written;
}

void tn__access_log_add(struct tn__access_log *log,
                        const struct tn__access *access)
{
    char line[TN__ACCESS_LINE_MAX];
    size_t size = format_line(log, access, line);

    if (size > sizeof(log->data) - log->size)
        write_out(log);
    memcpy(log->data + log->size, line, size);
    log->size += size;
    log->lines++;
}

uint64_t tn__access_log_flush(struct tn__access_log *log)
{
    uint64_t lost;

    if (log->size == 0 || !write_out(log))
        return 0;
    lost = log->lost;
    log->lost = 0;
    return lost;
}
