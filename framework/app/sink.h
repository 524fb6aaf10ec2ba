/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__APP_SINK_H
#define TN__APP_SINK_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Where log lines go: standard output or error, whatever it is connected to. A
 * reader that stopped reading costs lines, never the server: a write waits a
 * moment at most, and not again until the reader takes something.
 *
 * One thread uses a sink; several sinks may share a descriptor. A piece of
 * TN__SINK_PIECE bytes at most is never torn apart by the others.
 */
#define TN__SINK_PIECE 4096 /* POSIX's PIPE_BUF on Linux */

struct tn__sink {
    int fd;
    bool owned; /* fd is ours to close */
    bool is_socket;
    bool is_stalled; /* the last write took nothing */
};

/* Opens a sink on a descriptor, which must stay open. Cannot fail: where the
 * descriptor cannot be opened again for writing without waiting, it is used as
 * it is. */
void tn__sink_open(struct tn__sink *sink, int fd);
void tn__sink_close(struct tn__sink *sink);

/* Returns whether all was written. */
bool tn__sink_write(struct tn__sink *sink, const char *data, size_t size);

#endif
