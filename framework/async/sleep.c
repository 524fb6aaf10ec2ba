/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdlib.h>

#include "async/loop_state.h"
#include "async/task.h"
#include "async/timeout.h"

/* -- Calls later ----------------------------------------------------------- */

struct tn_timer {
    struct tn_timer *next; /* in the loop's list */
    struct tn_timer **link;
    struct tn__timer *timer;
    tn_call_fn fn;
    void *user;
};

static void run_later(void *user)
{
    struct tn_timer later = *(struct tn_timer *)user;

    tn_timer_cancel(user);
    later.fn(later.user);
}

static void add_to_loop(struct tn_loop *loop, struct tn_timer *later)
{
    later->next = loop->later;
    later->link = &loop->later;
    if (later->next)
        later->next->link = &later->next;
    loop->later = later;
}

struct tn_timer *tn_call_later(uint64_t ms, tn_call_fn fn, void *user)
{
    struct tn_loop *loop = tn_loop_current();
    struct tn_timer *later = loop ? malloc(sizeof(*later)) : NULL;

    if (!later)
        return NULL;
    *later = (struct tn_timer){
        .timer = tn__timer_new(loop, run_later, later),
        .fn = fn,
        .user = user,
    };
    if (!later->timer) {
        free(later);
        return NULL;
    }
    add_to_loop(loop, later);
    tn__timer_start(later->timer, ms, 0);
    return later;
}

void tn_timer_cancel(struct tn_timer *timer)
{
    if (!timer)
        return;
    *timer->link = timer->next;
    if (timer->next)
        timer->next->link = timer->link;
    tn__timer_free(timer->timer);
    free(timer);
}

void tn__later_drop(struct tn_loop *loop)
{
    while (loop->later)
        tn_timer_cancel(loop->later);
}

/* -- Time-outs of waiters -------------------------------------------------- */

static void on_timeout(void *user)
{
    struct tn__timeout *timeout = user;

    timeout->is_over = true;
    timeout->fn(timeout->user);
}

int tn__timeout_start(struct tn__timeout *timeout,
                      uint64_t ms,
                      tn_call_fn fn,
                      void *user)
{
    struct tn_loop *loop = tn_loop_current();

    *timeout = (struct tn__timeout){ .fn = fn, .user = user };
    if (ms == UINT64_MAX)
        return 0;
    if (!loop)
        return TN_ENOTASK;
    timeout->timer = tn__timer_new(loop, on_timeout, timeout);
    if (!timeout->timer)
        return TN_ENOMEM;
    tn__timer_start(timeout->timer, ms, 0);
    return 0;
}

void tn__timeout_stop(struct tn__timeout *timeout)
{
    tn__timer_free(timeout->timer);
    timeout->timer = NULL;
}

/* -- Sleeping -------------------------------------------------------------- */

static void wake_sleeper(void *user)
{
    tn__wake(user, 0);
}

int tn_sleep(uint64_t ms)
{
    struct tn__waiter waiter = { 0 };
    struct tn__timeout timeout;
    int rc;

    if (ms == 0 || !tn_task_current())
        return tn__wait_turn();
    rc = tn__timeout_start(&timeout, ms, wake_sleeper, &waiter);
    if (rc == 0)
        rc = tn__wait(&waiter);
    tn__timeout_stop(&timeout);
    return rc;
}
