/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "app/escape.h"

struct level_style {
    const char *name;
    const char *padding; /* to one width */
    const char *colour;
};

static const struct level_style level_styles[TN__LOG_LEVEL_COUNT] = {
    [TN__LOG_DEBUG] = { "debug", "  ", "\033[2m" },
    [TN__LOG_INFO] = { "info", "   ", "\033[32m" },
    [TN__LOG_WARNING] = { "warning", "", "\033[33m" },
    [TN__LOG_ERROR] = { "error", "  ", "\033[31m" },
};

void tn__log_open(struct tn__log *log,
                  int fd,
                  enum tn__log_level level,
                  enum tn__log_format format)
{
    *log = (struct tn__log){
        .level = level,
        .format = format,
        .colour = format == TN__LOG_TEXT && isatty(fd),
    };
    tn__sink_open(&log->sink, fd);
}

void tn__log_close(struct tn__log *log)
{
    tn__sink_close(&log->sink);
}

/* Writes what stands before the message; returns its bytes. */
static size_t write_head(struct tn__log *log,
                         const struct level_style *style,
                         char *to,
                         size_t room)
{
    const char *now = tn__stamp_now(&log->stamp);
    int size;

    if (log->format == TN__LOG_JSON)
        size = snprintf(to, room,
                        "{\"time\":\"%s\",\"level\":\"%s\",\"message\":\"", now,
                        style->name);
    else if (log->colour)
        size = snprintf(to, room, "%s %s%s%s%s ", now, style->colour,
                        style->name, "\033[0m", style->padding);
    else
        size = snprintf(to, room, "%s %s%s ", now, style->name, style->padding);
    return (size_t)size;
}

static void write_line(struct tn__log *log,
                       const struct level_style *style,
                       const char *message)
{
    bool is_json = log->format == TN__LOG_JSON;
    const char *tail = is_json ? "\"}\n" : "\n";
    size_t tail_size = strlen(tail);
    char line[TN__SINK_PIECE];
    size_t used = style ? write_head(log, style, line, sizeof(line)) : 0;

    used += tn__escape(line + used, sizeof(line) - used - tail_size,
                       tn_str_from(message),
                       is_json ? TN__ESCAPE_JSON : TN__ESCAPE_PLAIN);
    memcpy(line + used, tail, tail_size);
    tn__sink_write(&log->sink, line, used + tail_size);
}

void tn__log_write(struct tn__log *log,
                   enum tn__log_level level,
                   const char *format,
                   ...)
{
    char message[TN__SINK_PIECE];
    va_list args;

    if (level < log->level)
        return;
    va_start(args, format);
    vsnprintf(message, sizeof(message), format, args);
    va_end(args);
    write_line(log, &level_styles[level], message);
}

void tn__log_announce(struct tn__log *log, const char *message)
{
    bool is_json = log->format == TN__LOG_JSON;

    write_line(log, is_json ? &level_styles[TN__LOG_INFO] : NULL, message);
}
