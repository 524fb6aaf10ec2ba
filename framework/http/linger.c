/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/server_state.h"

/*
 * A socket that is closed with octets unread resets the connection, and the
 * client may lose the answer that says why (RFC 9112, section 9.6). So where
 * the client may be sending still, a copy of the descriptor stays open: this
 * side says that it has done, and throws away what comes until the client has
 * done too, or its time is over.
 */
struct tn__lingering {
    struct tn__lingering *next;
    int fd;
    uint64_t until; /* loop's milliseconds */
};

#define LINGER_MS    2000
#define LINGER_LIMIT 64

void tn__linger_add(struct tn__server *server, int fd)
{
    struct tn__lingering *one;

    if (server->lingering_count >= LINGER_LIMIT)
        return;
    one = malloc(sizeof(*one));
    if (!one)
        return;
    one->fd = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    if (one->fd < 0) {
        free(one);
        return;
    }
    shutdown(one->fd, SHUT_WR);
    one->until = tn__loop_now(server->loop) + LINGER_MS;
    one->next = server->lingering;
    server->lingering = one;
    server->lingering_count++;
}

/* Returns whether the client has done. */
static bool discard(int fd)
{
    char octets[16384];
    ssize_t size;

    /* A bound on each turn: a fast sender must not hold the loop. */
    for (int turn = 0; turn < 16; turn++) {
        size = recv(fd, octets, sizeof(octets), MSG_DONTWAIT);
        if (size < 0)
            return false;
        if (size == 0)
            return true;
    }
    return false;
}

static void remove_at(struct tn__server *server, struct tn__lingering **link)
{
    struct tn__lingering *one = *link;

    *link = one->next;
    server->lingering_count--;
    close(one->fd);
    free(one);
}

void tn__linger_sweep(struct tn__server *server)
{
    struct tn__lingering **link = &server->lingering;
    uint64_t now = tn__loop_now(server->loop);

    while (*link) {
        if (discard((*link)->fd) || now >= (*link)->until)
            remove_at(server, link);
        else
            link = &(*link)->next;
    }
}

void tn__linger_free(struct tn__server *server)
{
    while (server->lingering)
        remove_at(server, &server->lingering);
}
