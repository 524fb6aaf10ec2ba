/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/wait.h"

#include "async/task.h"
#include "async/thread.h"

/* -- Lists ----------------------------------------------------------------- */

void tn__waiters_add(struct tn__waiters *waiters, struct tn__waiter *waiter)
{
    struct tn__waiter **end = &waiters->first;

    while (*end)
        end = &(*end)->next;
    waiter->next = NULL;
    waiter->link = end;
    *end = waiter;
}

static void unlink_waiter(struct tn__waiter *waiter)
{
    if (!waiter->link)
        return;
    *waiter->link = waiter->next;
    if (waiter->next)
        waiter->next->link = waiter->link;
    waiter->link = NULL;
}

void tn__waiters_wake_one(struct tn__waiters *waiters, int code)
{
    if (waiters->first)
        tn__wake(waiters->first, code);
}

void tn__waiters_wake_all(struct tn__waiters *waiters, int code)
{
    while (waiters->first)
        tn__wake(waiters->first, code);
}

/* -- Waiting --------------------------------------------------------------- */

void tn__wake(struct tn__waiter *waiter, int code)
{
    if (waiter->is_woken)
        return;
    unlink_waiter(waiter);
    waiter->code = code;
    waiter->is_woken = true;
    if (waiter->task)
        tn__task_ready(waiter->task);
}

/* What was asked of the task before it came to wait. */
static void cancel_now(struct tn_task *task, struct tn__waiter *waiter)
{
    task->cancel_wanted = false;
    if (waiter->on_cancel)
        waiter->on_cancel(waiter);
    else
        tn__wake(waiter, TN_ECANCELED);
}

int tn__wait(struct tn__waiter *waiter)
{
    struct tn_task *task = tn__thread()->task;

    if (!task) {
        unlink_waiter(waiter);
        return TN_ENOTASK;
    }
    if (task->cancel_wanted)
        cancel_now(task, waiter);
    if (waiter->is_woken)
        return waiter->code;
    waiter->task = task;
    tn__task_suspend(task, waiter);
    return waiter->code;
}

int tn__wait_in(struct tn__waiters *waiters)
{
    struct tn__waiter waiter = { 0 };

    tn__waiters_add(waiters, &waiter);
    return tn__wait(&waiter);
}
