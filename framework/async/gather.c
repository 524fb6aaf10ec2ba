/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdlib.h>

#include "async/task.h"

struct gathering;

/* One of the calls, as a task that needs no memory of its own. */
struct gathered {
    struct tn_task task;
    struct tn__on_done on_done;
    struct tn_call *call;
    struct gathering *all;
};

struct gathering {
    struct tn__waiter waiter;
    struct gathered *tasks;
    size_t count;
    size_t left;
    int failure; /* the first */
};

static void one_ended(struct tn__on_done *on_done, struct tn_task *task)
{
    struct gathered *one = on_done->user;
    struct gathering *all = one->all;

    one->call->result = task->result;
    if (!all->failure)
        all->failure = task->result;
    if (--all->left == 0)
        tn__wake(&all->waiter, 0);
}

static void cancel_all(struct tn__waiter *waiter)
{
    struct gathering *all = waiter->user;

    for (size_t i = 0; i < all->count; i++)
        tn_task_cancel(&all->tasks[i].task);
}

static void start_all(struct gathering *all, struct tn_call *calls)
{
    struct tn_loop *loop = tn_loop_current();

    for (size_t i = 0; i < all->count; i++) {
        struct gathered *one = &all->tasks[i];

        one->call = &calls[i];
        one->all = all;
        one->on_done = (struct tn__on_done){ .fn = one_ended, .user = one };
        tn__task_init(&one->task, loop, calls[i].fn, calls[i].user);
        tn__task_watch(&one->task, &one->on_done);
        tn__task_ready(&one->task);
    }
}

int tn_gather(struct tn_call *calls, size_t count)
{
    struct gathering all = {
        .waiter = { .on_cancel = cancel_all, .user = &all },
        .count = count,
        .left = count,
    };

    if (!tn_task_current())
        return TN_ENOTASK;
    if (!count)
        return 0;
    all.tasks = calloc(count, sizeof(*all.tasks));
    if (!all.tasks)
        return TN_ENOMEM;
    start_all(&all, calls);
    tn__wait(&all.waiter);
    free(all.tasks);
    return all.failure;
}
