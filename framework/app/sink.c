/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

/* Long enough for a terminal or a busy collector to catch up. */
#define PATIENCE_MS 20

void tn__sink_open(struct tn__sink *sink, int fd)
{
    struct stat about;
    char path[32];
    int own = -1;

    *sink = (struct tn__sink){ .fd = fd };
    if (fstat(fd, &about) != 0)
        return;
    sink->is_socket = S_ISSOCK(about.st_mode);
    /* O_NONBLOCK on the descriptor itself would change it for the shell that
     * shares it; opened again, the flag is ours alone. A regular file does not
     * keep a writer waiting, and shares its offset with the other stream. */
    if (S_ISFIFO(about.st_mode) || isatty(fd)) {
        snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
        own = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    }
    if (own >= 0) {
        sink->fd = own;
        sink->owned = true;
    }
}

void tn__sink_close(struct tn__sink *sink)
{
    if (sink->owned)
        close(sink->fd);
    sink->owned = false;
}

static ssize_t
write_once(const struct tn__sink *sink, const char *data, size_t size)
{
    ssize_t written;

    do {
        written = sink->is_socket
                      ? send(sink->fd, data, size, MSG_DONTWAIT | MSG_NOSIGNAL)
                      : write(sink->fd, data, size);
    } while (written < 0 && errno == EINTR);
    return written;
}

static bool wait_for_room(const struct tn__sink *sink)
{
    struct pollfd room = { .fd = sink->fd, .events = POLLOUT };

    return poll(&room, 1, PATIENCE_MS) > 0;
}

bool tn__sink_write(struct tn__sink *sink, const char *data, size_t size)
{
    bool may_wait = !sink->is_stalled;

    while (size) {
        ssize_t written = write_once(sink, data, size);

        if (written > 0) {
            data += written;
            size -= (size_t)written;
            sink->is_stalled = false;
        } else if (written < 0 && errno == EAGAIN && may_wait &&
                   wait_for_room(sink)) {
            may_wait = false;
        } else {
            sink->is_stalled = true;
            return false;
        }
    }
    return true;
}
