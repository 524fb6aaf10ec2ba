/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdlib.h>

#include "async/task.h"
#include "async/timeout.h"

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

/* Watches those that have not ended. Returns whether that is enough already. */
static bool begin(struct watching *all,
                  struct watched *watched,
                  struct tn_task *const *tasks,
                  size_t count)
{
    bool has_enough = count == 0;

    for (size_t i = 0; i < count; i++) {
        struct watched *one = &watched[i];

        one->all = all;
        one->on_done = (struct tn__on_done){ .fn = watched_ended, .user = one };
        tasks[i]->is_asked = true;
        if (!tasks[i]->is_done) {
            tn__task_watch(tasks[i], &one->on_done);
            continue;
        }
        all->left--;
        has_enough = has_enough || is_enough(all, tasks[i]->result);
    }
    return has_enough;
}

int tn_wait(struct tn_task *const *tasks,
            size_t count,
            enum tn_wait_until until,
            uint64_t ms)
{
    struct watching all = { .until = until, .left = count };
    struct watched *watched;
    int rc = 0;

    if (!tn_task_current())
        return TN_ENOTASK;
    watched = calloc(count ? count : 1, sizeof(*watched));
    if (!watched)
        return TN_ENOMEM;
    if (!begin(&all, watched, tasks, count))
        rc = watch(&all, ms);
    for (size_t i = 0; i < count; i++)
        tn__task_unwatch(&watched[i].on_done);
    free(watched);
    return rc ? rc : (int)count_done(tasks, count);
}
