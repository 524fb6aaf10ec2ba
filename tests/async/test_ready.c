/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <unistd.h>

#include <tenon/task.h>

#include "async/loop.h"

/* What runs next, and that nobody keeps the others from it. */

enum {
    MANY = 100000
};

struct calls {
    int made;
    bool are_in_order;
};

struct call {
    struct calls *all;
    int number;
};

static void note_call(void *user)
{
    struct call *call = user;

    if (call->number != call->all->made++)
        call->all->are_in_order = false;
}

static int ask_for_many(void *user)
{
    struct calls *all = user;
    struct call *calls = calloc(MANY, sizeof(*calls));

    for (int i = 0; i < MANY; i++) {
        calls[i] = (struct call){ all, i };
        tn_call_soon(note_call, &calls[i]);
    }
    tn_sleep(0);
    free(calls);
    return 0;
}

Test(ready, makes_a_hundred_thousand_calls_in_order, .timeout = 20)
{
    struct calls all = { .are_in_order = true };

    cr_assert_eq(tn_run(ask_for_many, &all, NULL), 0);
    cr_assert_eq(all.made, MANY);
    cr_assert(all.are_in_order);
}

static void call_again(void *user)
{
    ++*(int *)user;
    tn_call_soon(call_again, user);
}

static int wait_beside_calls(void *user)
{
    const int *calls = user;

    tn_call_soon(call_again, user);
    while (*calls < 10)
        tn_sleep(1);
    return 0;
}

Test(ready, gives_a_call_that_asks_for_itself_one_turn_at_a_time, .timeout = 20)
{
    int calls = 0;

    cr_assert_eq(tn_run(wait_beside_calls, &calls, NULL), 0);
    cr_assert_geq(calls, 10);
}

/* -- Fairness -------------------------------------------------------------- */

struct busy {
    int turns;
    int ticks;
    int bytes;
    int pipe[2];
    bool is_over;
};

static int spin(void *user)
{
    struct busy *busy = user;

    while (!busy->is_over && tn_sleep(0) == 0)
        busy->turns++;
    return 0;
}

static int tick(void *user)
{
    struct busy *busy = user;

    for (; busy->ticks < 5; busy->ticks++)
        tn_sleep(2);
    return 0;
}

static void on_readable(void *user)
{
    struct busy *busy = user;
    char byte;

    if (read(busy->pipe[0], &byte, 1) == 1)
        busy->bytes++;
}

static int write_some(void *user)
{
    struct busy *busy = user;

    for (int i = 0; i < 5; i++) {
        if (write(busy->pipe[1], "x", 1) != 1)
            return TN_EIO;
        tn_sleep(1);
    }
    while (busy->bytes < 5 || busy->ticks < 5)
        tn_sleep(1);
    busy->is_over = true;
    return 0;
}

static int be_busy(void *user)
{
    struct busy *busy = user;
    struct tn_call calls[] = { { .fn = spin, .user = busy },
                               { .fn = spin, .user = busy },
                               { .fn = tick, .user = busy },
                               { .fn = write_some, .user = busy } };
    struct tn__watch *watch =
        tn__watch_new(tn_loop_current(), busy->pipe[0], on_readable, busy);
    int rc = tn_gather(calls, 4);

    tn__watch_free(watch);
    return rc;
}

Test(ready, lets_tasks_that_spin_starve_neither_timers_nor_input, .timeout = 20)
{
    struct busy busy = { 0 };

    cr_assert_eq(pipe(busy.pipe), 0);
    cr_assert_eq(tn_run(be_busy, &busy, NULL), 0);
    cr_assert_gt(busy.turns, 10);
    cr_assert_eq(busy.ticks, 5);
    cr_assert_eq(busy.bytes, 5);
    close(busy.pipe[0]);
    close(busy.pipe[1]);
}

/* -- Timers within their own call ------------------------------------------ */

struct own {
    struct tn_loop *loop;
    struct tn__timer *timer;
    int calls;
};

static void free_own(void *user)
{
    struct own *own = user;

    own->calls++;
    tn__timer_free(own->timer);
    /* The next one gets the same memory, and begins anew. */
    own->timer = tn__timer_new(own->loop, free_own, own);
    if (own->calls < 3)
        tn__timer_start(own->timer, 1, 0);
}

Test(ready, frees_a_timer_within_its_own_call, .timeout = 20)
{
    struct own own = { .loop = tn__loop_new() };

    own.timer = tn__timer_new(own.loop, free_own, &own);
    tn__timer_start(own.timer, 1, 1);
    tn__loop_run(own.loop);
    cr_assert_eq(own.calls, 3);
    tn__timer_free(own.timer);
    tn__loop_free(own.loop);
}

struct later {
    struct tn_timer *timers[2];
    int calls;
};

static void cancel_the_other(void *user)
{
    struct later *later = user;

    later->calls++;
    tn_timer_cancel(later->timers[1]);
}

static int call_later(void *user)
{
    struct later *later = user;

    later->timers[0] = tn_call_later(1, cancel_the_other, later);
    later->timers[1] = tn_call_later(1, cancel_the_other, later);
    tn_timer_cancel(NULL);
    return tn_sleep(20);
}

Test(ready, takes_back_a_call_that_is_due_as_well, .timeout = 20)
{
    struct later later = { .calls = 0 };

    cr_assert_eq(tn_run(call_later, &later, NULL), 0);
    cr_assert_eq(later.calls, 1);
}
