/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <ctype.h>
#include <errno.h>
#include <linux/filter.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/server_state.h"

static int fail(const struct tn__server_options *options,
                const char *reason,
                struct tn_error *error)
{
    char text[128];

    /* As the middle of a sentence. */
    snprintf(text, sizeof(text), "%s", reason);
    text[0] = (char)tolower((unsigned char)text[0]);
    tn_error_set(error, TN_EIO, "cannot listen on %s:%u: %s", options->host,
                 options->any_port ? 0u : options->port, text);
    return -1;
}

static int open_bound(const struct addrinfo *address)
{
    const int on = 1;
    int fd = socket(address->ai_family,
                    SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof(on));
    if (bind(fd, address->ai_addr, address->ai_addrlen)) {
        int failure = errno;

        close(fd);
        errno = failure;
        return -1;
    }
    return fd;
}

static int listen_on(const struct addrinfo *address)
{
    int fd = open_bound(address);

    if (fd >= 0 && listen(fd, SOMAXCONN)) {
        int failure = errno;

        close(fd);
        errno = failure;
        return -1;
    }
    return fd;
}

int tn__listener_open(const struct tn__server_options *options,
                      struct tn_error *error)
{
    const struct addrinfo hints = {
        .ai_flags = AI_PASSIVE | AI_NUMERICSERV,
        .ai_socktype = SOCK_STREAM,
    };
    struct addrinfo *addresses = NULL;
    char port[8];
    int failure;
    int fd = -1;

    snprintf(port, sizeof(port), "%u", options->any_port ? 0u : options->port);
    failure = getaddrinfo(options->host, port, &hints, &addresses);
    if (failure)
        return fail(options, gai_strerror(failure), error);
    for (struct addrinfo *at = addresses; at && fd < 0; at = at->ai_next)
        fd = listen_on(at);
    failure = errno;
    freeaddrinfo(addresses);
    return fd < 0 ? fail(options, strerror(failure), error) : fd;
}

uint16_t tn__listener_port(int fd)
{
    union {
        struct sockaddr any;
        struct sockaddr_in v4;
        struct sockaddr_in6 v6;
    } address = { 0 };
    socklen_t size = sizeof(address);

    if (getsockname(fd, &address.any, &size))
        return 0;
    return ntohs(address.any.sa_family == AF_INET6 ? address.v6.sin6_port
                                                   : address.v4.sin_port);
}

void tn__listener_shut(int fd)
{
    /* Drops segments with SYN and without ACK. The filter sees the TCP header;
     * its flags are the 14th octet (RFC 9293, section 3.1). */
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 13),
        BPF_STMT(BPF_ALU | BPF_AND | BPF_K, 0x12),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0x02, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, 0),
        BPF_STMT(BPF_RET | BPF_K, UINT32_MAX),
    };
    const struct sock_fprog program = {
        .len = TN_COUNT(code),
        .filter = code,
    };

    setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof(program));
}
