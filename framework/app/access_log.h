/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__APP_ACCESS_LOG_H
#define TN__APP_ACCESS_LOG_H

#include <stddef.h>
#include <stdint.h>

#include "app/settings.h"
#include "app/sink.h"
#include "app/stamp.h"
#include "http/server.h"

/*
 * A line for each request, in the order time, method, path, status, bytes,
 * microseconds, request id, peer:
 *
 *     2026-01-31T23:59:59.000Z POST "/add" 200 13 87 5f-2c 127.0.0.1
 *     {"time":"...","method":"POST","path":"/add","status":200,"bytes":13,
 *      "microseconds":87,"request_id":"5f-2c","peer":"127.0.0.1"}
 *
 * (JSON in one line.) Status 0: the client went away before an answer. What a
 * client sends is escaped, so that it cannot forge a line.
 *
 * Lines gather in the worker's own buffer and are written when it is full or
 * flushed: no lock, and about one system call for all requests of an iteration
 * of the loop.
 */
#define TN__ACCESS_LINE_MAX 2048 /* bytes; a longer path is cut */

struct tn__access_log {
    struct tn__sink sink;
    struct tn__stamp stamp;
    enum tn__log_format format;
    uint64_t lines; /* in the buffer */
    uint64_t lost;  /* that could not be written */
    size_t size;
    char data[TN__SINK_PIECE];
};

void tn__access_log_open(struct tn__access_log *log,
                         int fd,
                         enum tn__log_format format);

/* Closes without a flush. */
void tn__access_log_close(struct tn__access_log *log);

void tn__access_log_add(struct tn__access_log *log,
                        const struct tn__access *access);

/* Writes what gathered. Returns the lines lost since writing last worked, once
 * it works again: 0 nearly always. */
uint64_t tn__access_log_flush(struct tn__access_log *log);

#endif
