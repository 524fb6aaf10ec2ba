/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/port.h"

#include <errno.h>
#include <netdb.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static bool is_taken(const struct addrinfo *address)
{
    const int on = 1;
    bool taken = false;
    int fd = socket(address->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (fd < 0)
        return false;
    /* Connections that linger after a restart are no listener. */
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) == 0)
        taken = bind(fd, address->ai_addr, address->ai_addrlen) != 0 &&
                errno == EADDRINUSE;
    close(fd);
    return taken;
}

int tn__port_check(const char *host, uint16_t port, struct tn_error *error)
{
    const struct addrinfo hints = {
        .ai_family = AF_UNSPEC,
        .ai_socktype = SOCK_STREAM,
        .ai_flags = AI_PASSIVE | AI_NUMERICSERV,
    };
    struct addrinfo *found = NULL;
    char service[8];
    bool taken;

    snprintf(service, sizeof(service), "%u", port);
    if (port == 0 || getaddrinfo(host, service, &hints, &found) != 0)
        return 0;
    taken = is_taken(found);
    freeaddrinfo(found);
    if (!taken)
        return 0;
    return tn_error_set(error, TN_EIO,
                        "cannot listen on %s:%u: %s; --port 0 takes a free one",
                        host, port, strerror(EADDRINUSE));
}
