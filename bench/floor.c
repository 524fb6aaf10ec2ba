/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

/*
 * The floor: what the kernel and an epoll loop cost when nothing is done.
 * Whatever arrives is taken for one whole request and answered with a
 * constant: floor PORT [TYPE BODY].
 */
enum {
    EVENTS = 64,
    REQUEST_SIZE = 4096,
    ANSWER_SIZE = 4096
};

struct answer {
    char text[ANSWER_SIZE];
    size_t size;
};

static int
make_answer(struct answer *answer, const char *type, const char *body)
{
    int size = snprintf(answer->text, sizeof(answer->text),
                        "HTTP/1.1 200 OK\r\n"
                        "Content-Type: %s\r\n"
                        "Content-Length: %zu\r\n\r\n%s",
                        type, strlen(body), body);

    answer->size = (size_t)size;
    return size > 0 && answer->size < sizeof(answer->text) ? 0 : -1;
}

static int listen_on(const char *port)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons((unsigned short)strtoul(port, NULL, 10)),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    int on = 1;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

    if (fd < 0 ||
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) != 0 ||
        bind(fd, (struct sockaddr *)&address, sizeof(address)) != 0 ||
        listen(fd, SOMAXCONN) != 0)
        return -1;
    return fd;
}

static int watch(int epoll, int fd)
{
    struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };

    return epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

static void take_connections(int epoll, int listener)
{
    int fd;

    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >=
           0)
        if (watch(epoll, fd) != 0)
            close(fd);
}

static void serve(int fd, const struct answer *answer)
{
    char request[REQUEST_SIZE];
    ssize_t got = recv(fd, request, sizeof(request), 0);

    if (got < 0 && errno == EAGAIN)
        return;
    if (got <= 0 || send(fd, answer->text, answer->size, MSG_NOSIGNAL) < 0)
        close(fd);
}

int main(int argc, char **argv)
{
    struct epoll_event events[EVENTS];
    struct answer answer;
    int listener = argc == 2 || argc == 4 ? listen_on(argv[1]) : -1;
    int epoll = epoll_create1(EPOLL_CLOEXEC);

    if (listener < 0 || epoll < 0 || watch(epoll, listener) != 0 ||
        make_answer(&answer, argc == 4 ? argv[2] : "application/json",
                    argc == 4 ? argv[3] : "{\"result\":42}") != 0) {
        (void)fprintf(stderr, "usage: floor PORT [TYPE BODY] (a free port)\n");
        return 2;
    }
    for (;;) {
        int count = epoll_wait(epoll, events, EVENTS, -1);

        for (int i = 0; i < count; i++) {
            if (events[i].data.fd == listener)
                take_connections(epoll, listener);
            else
                serve(events[i].data.fd, &answer);
        }
    }
}
