/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdlib.h>

#include "async/loop_state.h"
#include "async/task.h"
#include "async/timeout.h"

/* -- Gathering ------------------------------------------------------------- */

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

/* -- Waiting for some ------------------------------------------------------ */

struct watching;

struct watched {
    struct tn__on_done on_done;
    struct watching *all;
};

struct watching {
    struct tn__waiter waiter;
    enum tn_wait_until until;
    size_t left;
};

static bool is_enough(const struct watching *all, int result)
{
    return all->left == 0 || all->until == TN_FIRST_COMPLETED ||
           (all->until == TN_FIRST_FAILED && result != 0);
}

static void watched_ended(struct tn__on_done *on_done, struct tn_task *task)
{
    struct watched *one = on_done->user;

    one->all->left--;
    if (is_enough(one->all, task->result))
        tn__wake(&one->all->waiter, 0);
}

static void time_is_over(void *user)
{
    tn__wake(user, TN_ETIMEDOUT);
}

static size_t count_done(struct tn_task *const *tasks, size_t count)
{
    size_t done = 0;

    for (size_t i = 0; i < count; i++)
        done += tasks[i]->is_done;
    return done;
}

/* Waits until the tasks that are being watched wake the waiter. */
static int watch(struct watching *all, uint64_t ms)
{
    struct tn__timeout timeout;
    int rc = tn__timeout_start(&timeout, ms, time_is_over, &all->waiter);

    if (rc == 0)
        rc = tn__wait(&all->waiter);
    tn__timeout_stop(&timeout);
    return rc == TN_ETIMEDOUT ? 0 : rc;
}

int tn_wait(struct tn_task *const *tasks,
            size_t count,
            enum tn_wait_until until,
            uint64_t ms)
{
    struct watching all = { .until = until, .left = count };
    struct watched *watched;
    bool has_enough = count == 0;
    int rc = 0;

    if (!tn_task_current())
        return TN_ENOTASK;
    watched = calloc(count ? count : 1, sizeof(*watched));
    if (!watched)
        return TN_ENOMEM;
    for (size_t i = 0; i < count; i++) {
        watched[i].all = &all;
        watched[i].on_done.fn = watched_ended;
        watched[i].on_done.user = &watched[i];
        tasks[i]->is_asked = true;
        if (!tasks[i]->is_done) {
            tn__task_watch(tasks[i], &watched[i].on_done);
            continue;
        }
        all.left--;
        has_enough = has_enough || is_enough(&all, tasks[i]->result);
    }
    if (!has_enough)
        rc = watch(&all, ms);
    for (size_t i = 0; i < count; i++)
        tn__task_unwatch(&watched[i].on_done);
    free(watched);
    return rc ? rc : (int)count_done(tasks, count);
}
