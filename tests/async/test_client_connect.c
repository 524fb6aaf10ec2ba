/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/client.h>
#include <tenon/task.h>

#include <criterion/criterion.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

/* A request is given up while its connection comes about. */

static int listen_only(char *url, size_t size)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_addr = { htonl(INADDR_LOOPBACK) },
    };
    socklen_t address_size = sizeof(address);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (bind(fd, (struct sockaddr *)&address, sizeof(address)) ||
        listen(fd, 64) ||
        getsockname(fd, (struct sockaddr *)&address, &address_size))
        abort();
    snprintf(url, size, "http://127.0.0.1:%u/", ntohs(address.sin_port));
    return fd;
}

static int get(void *user)
{
    struct tn_http_response *response = NULL;
    int rc = tn_http_get(NULL, user, NULL, &response, NULL);

    tn_http_response_free(response);
    return rc;
}

/* Cancels one after another, each some turns later. */
static int cancel_each(void *user)
{
    int cancelled = 0;

    for (int turns = 0; turns < 8; turns++) {
        struct tn_task *task = tn_task_new(get, user);

        for (int i = 0; i < turns; i++)
            tn_sleep(0);
        tn_task_cancel(task);
        cancelled += tn_await(task) == TN_ECANCELED;
        tn_task_free(task);
        tn_sleep(1);
    }
    return cancelled;
}

Test(client_connect, is_cancelled_in_any_turn, .timeout = 20)
{
    char url[64];
    int listener = listen_only(url, sizeof(url));

    cr_assert_eq(tn_run(cancel_each, url, NULL), 8);
    close(listener);
}
