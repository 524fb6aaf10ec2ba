/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "mhd_loop.h"

#include <limits.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>

static void run(struct MHD_Daemon *daemon)
{
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD);
    struct epoll_event event = { .events = EPOLLIN };
    int epoll = epoll_create1(EPOLL_CLOEXEC);

    if (epoll < 0 ||
        epoll_ctl(epoll, EPOLL_CTL_ADD, info->epoll_fd, &event) != 0)
        return;
    for (;;) {
        MHD_UNSIGNED_LONG_LONG wait;
        int ms = -1;

        if (MHD_get_timeout(daemon, &wait) == MHD_YES)
            ms = wait < INT_MAX ? (int)wait : INT_MAX;
        (void)epoll_wait(epoll, &event, 1, ms);
        MHD_run(daemon);
    }
}

int serve_with_mhd(const char *port,
                   enum tuning tuning,
                   MHD_AccessHandlerCallback handler,
                   MHD_RequestCompletedCallback completed)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons((unsigned short)strtoul(port, NULL, 10)),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    struct MHD_OptionItem options[] = {
        { MHD_OPTION_CONNECTION_MEMORY_LIMIT, 4096, NULL },
        { MHD_OPTION_END, 0, NULL },
    };
    struct MHD_Daemon *daemon = MHD_start_daemon(
        tuning == TUNED ? MHD_USE_EPOLL | MHD_USE_TURBO : MHD_USE_EPOLL, 0,
        NULL, NULL, handler, NULL, MHD_OPTION_SOCK_ADDR, &address,
        MHD_OPTION_NOTIFY_COMPLETED, completed, NULL, MHD_OPTION_ARRAY,
        tuning == TUNED ? options : options + 1, MHD_OPTION_END);

    if (!daemon) {
        (void)fprintf(stderr, "port %s is no free port\n", port);
        return 2;
    }
    run(daemon);
    MHD_stop_daemon(daemon);
    return 1;
}

enum MHD_Result answer_json(struct MHD_Connection *connection,
                            unsigned int status,
                            char *text,
                            size_t size,
                            enum MHD_ResponseMemoryMode mode)
{
    struct MHD_Response *response =
        MHD_create_response_from_buffer(size, text, mode);
    enum MHD_Result result;

    if (!response)
        return MHD_NO;
    MHD_add_response_header(response, "Content-Type", "application/json");
    result = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return result;
}
