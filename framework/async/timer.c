/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/timer.h"

#include <stdlib.h>

#include "async/loop_state.h"
#include "base/list.h"

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
    tn__list_add(&loop->later, later);
    tn__timer_start(later->timer, ms, 0);
    return later;
}

void tn_timer_cancel(struct tn_timer *timer)
{
    if (!timer)
        return;
    tn__list_remove(timer);
    tn__timer_free(timer->timer);
    free(timer);
}

void tn__timers_drop(struct tn_loop *loop)
{
    while (loop->later)
        tn_timer_cancel(loop->later);
}
