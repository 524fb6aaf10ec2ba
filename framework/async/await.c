/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/task.h"
#include "async/timeout.h"

/* Someone who waits for the end of one task. */
struct awaiting {
    struct tn__waiter waiter;
    struct tn__on_done on_done;
    struct tn_task *task;
};

static void wake_awaiting(struct tn__on_done *on_done, struct tn_task *task)
{
    struct awaiting *awaiting = on_done->user;

    tn__wake(&awaiting->waiter, task->result);
}

/* Whoever awaits wakes when the task has ended, with what it ended with. */
static void cancel_awaited(struct tn__waiter *waiter)
{
    struct awaiting *awaiting = waiter->user;

    tn_task_cancel(awaiting->task);
}

static int await(struct awaiting *awaiting)
{
    struct tn_task *task = awaiting->task;
    int rc;

    task->is_asked = true;
    if (!tn_task_current())
        return TN_ENOTASK;
    if (task == tn_task_current())
        return TN_EUSAGE;
    if (task->is_done)
        return task->result;
    awaiting->waiter.user = awaiting;
    awaiting->on_done.fn = wake_awaiting;
    awaiting->on_done.user = awaiting;
    tn__task_watch(task, &awaiting->on_done);
    rc = tn__wait(&awaiting->waiter);
    tn__task_unwatch(&awaiting->on_done);
    return rc;
}

int tn_await(struct tn_task *task)
{
    struct awaiting awaiting = {
        .task = task,
        .waiter = { .on_cancel = cancel_awaited },
    };

    return await(&awaiting);
}

int tn_shield(struct tn_task *task)
{
    struct awaiting awaiting = { .task = task };

    return await(&awaiting);
}

static void cancel_late(void *user)
{
    tn_task_cancel(user);
}

int tn_wait_for(struct tn_task *task, uint64_t ms)
{
    struct tn__timeout timeout;
    int rc = tn__timeout_start(&timeout, ms, cancel_late, task);

    if (rc == 0)
        rc = tn_await(task);
    tn__timeout_stop(&timeout);
    return timeout.is_over && rc == TN_ECANCELED ? TN_ETIMEDOUT : rc;
}
