/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/task.h"
#include "async/timeout.h"

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
