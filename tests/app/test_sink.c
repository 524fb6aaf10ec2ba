/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/sink.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "app/pipe.h"

static const char line[] = "a line of the log\n";
#define LINE_SIZE (sizeof(line) - 1)

static double now(void)
{
    struct timespec at;

    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

/* Writes until nothing is taken any more; the reader reads nothing. */
static void fill(struct tn__sink *sink)
{
    size_t written = 0;
    double start = now();

    while (tn__sink_write(sink, line, LINE_SIZE))
        cr_assert_lt(written += LINE_SIZE, (size_t)16 * 1024 * 1024);
    cr_assert_lt(now() - start, 5.0);
}

/* A stalled sink must cost next to nothing. */
static void refuse_quickly(struct tn__sink *sink)
{
    double start = now();

    for (int i = 0; i < 1000; i++)
        cr_assert_not(tn__sink_write(sink, line, LINE_SIZE));
    cr_assert_lt(now() - start, 1.0);
}

Test(sink, never_waits_long_for_a_pipe_that_nobody_reads)
{
    struct pipe pipe;
    struct tn__sink sink;

    pipe_open(&pipe);
    tn__sink_open(&sink, pipe.in);
    fill(&sink);
    refuse_quickly(&sink);
    pipe_read(&pipe);
    cr_assert(tn__sink_write(&sink, line, LINE_SIZE));
    tn__sink_close(&sink);
    cr_assert_eq(fcntl(pipe.in, F_GETFL) & O_NONBLOCK, 0,
                 "the descriptor that others share was changed");
    pipe_close(&pipe);
}

Test(sink, never_waits_long_for_a_socket_that_nobody_reads)
{
    int ends[2];
    struct tn__sink sink;

    cr_assert_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    tn__sink_open(&sink, ends[0]);
    fill(&sink);
    refuse_quickly(&sink);
    tn__sink_close(&sink);
    close(ends[0]);
    close(ends[1]);
}

Test(sink, survives_a_full_device_and_a_closed_reader)
{
    struct tn__sink sink;
    struct pipe pipe;
    int full = open("/dev/full", O_WRONLY);

    signal(SIGPIPE, SIG_IGN);
    tn__sink_open(&sink, full);
    cr_assert_not(tn__sink_write(&sink, line, LINE_SIZE));
    tn__sink_close(&sink);
    close(full);

    pipe_open(&pipe);
    tn__sink_open(&sink, pipe.in);
    close(pipe.out);
    cr_assert_not(tn__sink_write(&sink, line, LINE_SIZE));
    tn__sink_close(&sink);
    close(pipe.in);

    tn__sink_open(&sink, -1);
    cr_assert_not(tn__sink_write(&sink, line, LINE_SIZE));
    tn__sink_close(&sink);
}
