/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__APP_LOG_H
#define TN__APP_LOG_H

#include <stdbool.h>

#include <tenon/attrs.h>

#include "app/settings.h"
#include "app/sink.h"
#include "app/stamp.h"
#include "base/log.h"

/*
 * The program's log, for its operator: lines on standard error. Text is
 *
 *     2026-01-31T23:59:59.000Z warning the message
 *
 * and JSON {"time":...,"level":"warning","message":...}. A log belongs to one
 * thread; each worker has its own. A line is written whole or not at all.
 */
struct tn__log {
    struct tn__sink sink;
    struct tn__stamp stamp;
    enum tn__log_level level; /* the least that is written */
    enum tn__log_format format;
    bool colour;
};

/* Opens a log on a descriptor; in colour when that is a terminal. */
void tn__log_open(struct tn__log *log,
                  int fd,
                  enum tn__log_level level,
                  enum tn__log_format format);
void tn__log_close(struct tn__log *log);

/* Writes a line; control characters in it are escaped, and what passes 4 KiB is
 * cut. */
void tn__log_write(struct tn__log *log,
                   enum tn__log_level level,
                   const char *format,
                   ...) TN_PRINTF(3, 4);

/* Writes a line that is there at every level: in text the message alone, in
 * JSON as info. */
void tn__log_announce(struct tn__log *log, const char *message);

#endif
