/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/task.h"
#include "async/timeout.h"

/* Someone who waits for the end of one task. */
struct awaiting {
    struct tn__waiter waiter;
    struct tn__on_done on_done;
    struct tn_task *task;
    bool is_late; /* its time was over, and the task had not ended */
};

static void wake_awaiting(struct tn__on_done *on_done, struct tn_task *task)
{
    struct awaiting *awaiting = on_done->user;

    tn__wake(&awaiting->waiter, task->result);
}

/* Whether a task waits for another, by way of others or not. */
static bool waits_for(const struct tn_task *task, const struct tn_task *other)
{
    while (task && task != other)
        task = task->parked ? task->parked->awaited : NULL;
    return task;
}

/* Cancelled, it cancels the task, and wakes when that has ended, with what it
 * ended with. */
static int await(struct awaiting *awaiting)
{
    struct tn_task *task = awaiting->task;
    int rc;

    task->is_asked = true;
    if (!tn_task_current())
        return TN_ENOTASK;
    if (task->is_done)
        return task->result;
    if (waits_for(task, tn_task_current()))
        return TN_EUSAGE;
    awaiting->waiter.awaited = task;
    awaiting->on_done.fn = wake_awaiting;
    awaiting->on_done.user = awaiting;
    tn__task_watch(task, &awaiting->on_done);
    rc = tn__wait(&awaiting->waiter);
    tn__task_unwatch(&awaiting->on_done);
    return rc;
}

int tn_await(struct tn_task *task)
{
    struct awaiting awaiting = { .task = task };

    return await(&awaiting);
}

int tn_shield(struct tn_task *task)
{
    struct awaiting awaiting = {
        .task = task,
        .waiter = { .is_shield = true },
    };

    return await(&awaiting);
}

/* A task that has ended may be gone before whoever awaits it goes on. */
static void cancel_late(void *user)
{
    struct awaiting *awaiting = user;

    if (awaiting->waiter.is_woken)
        return;
    awaiting->is_late = true;
    tn_task_cancel(awaiting->task);
}

int tn_wait_for(struct tn_task *task, uint64_t ms)
{
    struct awaiting awaiting = { .task = task };
    struct tn__timeout timeout;
    int rc = tn__timeout_start(&timeout, ms, cancel_late, &awaiting);

    if (rc == 0)
        rc = await(&awaiting);
    tn__timeout_stop(&timeout);
    return awaiting.is_late && rc == TN_ECANCELED ? TN_ETIMEDOUT : rc;
}
