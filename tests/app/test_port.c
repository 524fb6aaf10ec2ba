/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/port.h"

#include <criterion/criterion.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Listens as a worker does; returns the port. */
static uint16_t listen_somewhere(int *fd)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_addr = { htonl(INADDR_LOOPBACK) },
    };
    socklen_t size = sizeof(address);
    const int on = 1;

    *fd = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(*fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof(on));
    cr_assert_eq(bind(*fd, (struct sockaddr *)&address, size), 0);
    cr_assert_eq(listen(*fd, 1), 0);
    cr_assert_eq(getsockname(*fd, (struct sockaddr *)&address, &size), 0);
    return ntohs(address.sin_port);
}

Test(port, is_refused_where_somebody_listens)
{
    struct tn_error error = { 0 };
    int fd;
    uint16_t port = listen_somewhere(&fd);

    cr_assert_eq(tn__port_check("127.0.0.1", port, &error), TN_EIO);
    cr_assert_not_null(strstr(error.message, "Address already in use"));
    close(fd);
    cr_assert_eq(tn__port_check("127.0.0.1", port, NULL), 0);
}

Test(port, is_left_to_the_server_where_nothing_is_known)
{
    cr_assert_eq(tn__port_check("127.0.0.1", 0, NULL), 0);
    cr_assert_eq(tn__port_check("no such host", 80, NULL), 0);
}
