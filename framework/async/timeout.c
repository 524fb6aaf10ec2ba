/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/timeout.h"

#include "async/loop.h"

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
