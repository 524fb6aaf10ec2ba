/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TESTS_APP_PIPE_H
#define TESTS_APP_PIPE_H

#include <criterion/criterion.h>
#include <fcntl.h>
#include <unistd.h>

/* A pipe, and what was read from it. */
struct pipe {
    int out;
    int in;
    size_t size;
    char text[128 * 1024];
};

static inline void pipe_open(struct pipe *pipe)
{
    int ends[2];

    cr_assert_eq(pipe2(ends, O_CLOEXEC), 0);
    cr_assert_eq(fcntl(ends[0], F_SETFL, O_NONBLOCK), 0);
    pipe->out = ends[0];
    pipe->in = ends[1];
    pipe->size = 0;
    pipe->text[0] = '\0';
}

/* Reads what there is, without waiting for more. */
static inline void pipe_read(struct pipe *pipe)
{
    ssize_t got;

    while ((got = read(pipe->out, pipe->text + pipe->size,
                       sizeof(pipe->text) - 1 - pipe->size)) > 0)
        pipe->size += (size_t)got;
    pipe->text[pipe->size] = '\0';
}

static inline void pipe_close(struct pipe *pipe)
{
    close(pipe->out);
    close(pipe->in);
}

#endif
