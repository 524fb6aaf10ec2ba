/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/wait.h"

#include "async/task.h"
#include "async/thread.h"
#include "base/compat.h"

/* -- Lists ----------------------------------------------------------------- */

/* Never inlined: gcc would see that the waiter stands on a stack, and not that
 * it is taken from the list before it goes. */
TN__COLD void tn__waiters_add(struct tn__waiters *waiters,
                              struct tn__waiter *waiter)
{
    if (!waiters->first)
        waiters->end = &waiters->first;
    waiter->next = NULL;
    waiter->link = waiters->end;
    waiter->list = waiters;
    *waiters->end = waiter;
    waiters->end = &waiter->next;
}

void tn__waiters_remove(struct tn__waiter *waiter)
{
    if (!waiter->list)
        return;
    *waiter->link = waiter->next;
    if (waiter->next)
        waiter->next->link = waiter->link;
    else
        waiter->list->end = waiter->link;
    waiter->list = NULL;
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
    tn__waiters_remove(waiter);
    waiter->code = code;
    waiter->is_woken = true;
    if (waiter->task)
        tn__task_ready(waiter->task);
}

int tn__wait(struct tn__waiter *waiter)
{
    struct tn_task *task = tn__thread()->task;

    if (!task) {
        tn__waiters_remove(waiter);
        return TN_ENOTASK;
    }
    if (task->cancel_wanted) {
        /* It was asked to before it came to wait. */
        task->cancel_wanted = false;
        tn__task_cancel_at(task, waiter);
    }
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

/* Its task stands among the ready ones already. */
static void cancel_turn(struct tn__waiter *waiter)
{
    waiter->code = TN_ECANCELED;
}

int tn__wait_turn(void)
{
    struct tn__waiter waiter = { .on_cancel = cancel_turn };
    struct tn_task *task = tn__thread()->task;

    if (!task)
        return TN_ENOTASK;
    if (task->cancel_wanted) {
        task->cancel_wanted = false;
        return TN_ECANCELED;
    }
    tn__task_ready(task);
    tn__task_suspend(task, &waiter);
    task->parked = NULL;
    return waiter.code;
}
