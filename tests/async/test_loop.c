/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/loop.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <unistd.h>

struct seen {
    struct tn_loop *loop;
    int calls;
    int stop_after;
    int fd;
};

static void count(void *user)
{
    struct seen *seen = user;
    char byte;

    if (seen->fd)
        cr_assert_eq(read(seen->fd, &byte, 1), 1);
    if (++seen->calls == seen->stop_after)
        tn__loop_stop(seen->loop);
}

Test(loop, runs_a_timer_and_repeats_it, .timeout = 20)
{
    struct seen seen = { .loop = tn__loop_new(), .stop_after = 3 };
    struct tn__timer *timer = tn__timer_new(seen.loop, count, &seen);
    uint64_t before = tn__loop_now(seen.loop);

    tn__timer_start(timer, 1, 2);
    tn__loop_run(seen.loop);
    cr_assert_eq(seen.calls, 3);
    cr_assert_geq(tn__loop_now(seen.loop) - before, 5);
    tn__timer_free(timer);
    tn__loop_free(seen.loop);
}

Test(loop, ends_when_nothing_is_left_to_wait_for, .timeout = 20)
{
    struct tn_loop *loop = tn__loop_new();

    tn__loop_run(loop);
    tn__loop_free(loop);
}

Test(loop, tells_that_a_descriptor_can_be_read, .timeout = 20)
{
    struct seen seen = { .loop = tn__loop_new(), .stop_after = 2 };
    struct tn__watch *watch;
    int ends[2];

    cr_assert_eq(pipe(ends), 0);
    seen.fd = ends[0];
    watch = tn__watch_new(seen.loop, ends[0], count, &seen);
    cr_assert_eq(write(ends[1], "ab", 2), 2);
    tn__loop_run(seen.loop);
    cr_assert_eq(seen.calls, 2);
    tn__watch_free(watch);
    tn__loop_free(seen.loop);
    close(ends[0]);
    close(ends[1]);
}

Test(loop, calls_its_hooks_before_it_sleeps, .timeout = 20)
{
    struct seen hooked = { .stop_after = -1 };
    struct seen seen = { .loop = tn__loop_new(), .stop_after = 1 };
    struct tn__hook *hook = tn__hook_new(seen.loop, count, &hooked);
    struct tn__timer *timer = tn__timer_new(seen.loop, count, &seen);

    tn__timer_start(timer, 1, 0);
    tn__loop_run(seen.loop);
    cr_assert_geq(hooked.calls, 1);
    tn__hook_free(hook);
    tn__timer_free(timer);
    tn__loop_free(seen.loop);
}

struct idling {
    struct tn__idle *idle;
    int calls;
};

static void idle_three_times(void *user)
{
    struct idling *idling = user;

    if (++idling->calls == 3)
        tn__idle_stop(idling->idle);
}

Test(loop, keeps_turning_while_it_has_idle_work, .timeout = 20)
{
    struct tn_loop *loop = tn__loop_new();
    struct idling idling = { 0 };

    idling.idle = tn__idle_new(loop, idle_three_times, &idling);
    tn__idle_start(idling.idle);
    tn__loop_run(loop);
    cr_assert_eq(idling.calls, 3);
    tn__idle_free(idling.idle);
    tn__loop_free(loop);
}

Test(loop, is_woken_and_hears_signals, .timeout = 20)
{
    struct seen seen = { .loop = tn__loop_new(), .stop_after = 1 };
    struct tn__wake *wake = tn__wake_new(seen.loop, count, &seen);
    struct tn__signal *heard = tn__signal_new(seen.loop, SIGUSR1, count, &seen);

    tn__wake_send(wake);
    tn__loop_run(seen.loop);
    cr_assert_eq(seen.calls, 1);
    seen.stop_after = 2;
    raise(SIGUSR1);
    tn__loop_run(seen.loop);
    cr_assert_eq(seen.calls, 2);
    tn__signal_free(heard);
    tn__wake_free(wake);
    tn__loop_free(seen.loop);
}

static void free_both(void *user)
{
    struct tn__timer **timers = user;

    tn__timer_free(timers[0]);
    tn__timer_free(timers[1]);
}

Test(loop, forgets_what_was_freed_in_the_same_iteration, .timeout = 20)
{
    struct tn_loop *loop = tn__loop_new();
    struct seen seen = { .loop = loop };
    struct tn__timer *timers[2];

    timers[0] = tn__timer_new(loop, free_both, timers);
    timers[1] = tn__timer_new(loop, count, &seen);
    tn__timer_start(timers[0], 1, 0);
    tn__timer_start(timers[1], 1, 0);
    tn__loop_run(loop);
    cr_assert_eq(seen.calls, 0);
    tn__loop_free(loop);
}
