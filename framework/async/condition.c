/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdint.h>
#include <stdlib.h>

#include <tenon/task.h>

#include "async/lock.h"

/*
 * Whoever waits stands in the condition's list until it is notified, and from
 * there on in the lock's: so it is the lock's release that wakes it, and it has
 * the lock when it runs.
 */
struct tn_condition {
    struct tn__waiters waiters;
    struct tn_lock *lock;
    struct tn_lock own; /* unless it was given one */
};

struct waiting {
    struct tn__waiter waiter;
    struct tn_condition *condition; /* NULL: it is gone */
};

static void notify(struct tn_condition *condition, size_t count)
{
    for (; count && condition->waiters.first; count--)
        tn__lock_acquire_for(condition->lock, condition->waiters.first, 0);
}

static void cancel_waiting(struct tn__waiter *waiter)
{
    struct waiting *waiting = waiter->user;
    struct tn_condition *condition = waiting->condition;

    if (!condition || waiter->code)
        return; /* it waits for the lock, and will be told why */
    if (waiter->list == &condition->waiters) {
        tn__lock_acquire_for(condition->lock, waiter, TN_ECANCELED);
        return;
    }
    waiter->code = TN_ECANCELED;
    notify(condition, 1);
}

struct tn_condition *tn_condition_new(struct tn_lock *lock)
{
    struct tn_condition *condition = calloc(1, sizeof(*condition));

    if (condition)
        condition->lock = lock ? lock : &condition->own;
    return condition;
}

/* Those who wait for the lock of another must not look for this again. */
static void forget(struct tn_condition *condition)
{
    struct tn__waiter *at = condition->lock->waiters.first;

    for (; at; at = at->next) {
        struct waiting *waiting = at->user;

        if (at->on_cancel == cancel_waiting && waiting->condition == condition)
            waiting->condition = NULL;
    }
}

void tn_condition_free(struct tn_condition *condition)
{
    if (!condition)
        return;
    if (condition->lock == &condition->own) {
        tn__waiters_wake_all(&condition->waiters, TN_ECLOSED);
        tn__waiters_wake_all(&condition->own.waiters, TN_ECLOSED);
    }
    while (condition->waiters.first)
        tn__lock_acquire_for(condition->lock, condition->waiters.first,
                             TN_ECLOSED);
    forget(condition);
    free(condition);
}

int tn_condition_acquire(struct tn_condition *condition)
{
    return tn_lock_acquire(condition->lock);
}

int tn_condition_release(struct tn_condition *condition)
{
    return tn_lock_release(condition->lock);
}

int tn_condition_wait(struct tn_condition *condition)
{
    struct waiting waiting = {
        .waiter = { .on_cancel = cancel_waiting, .user = &waiting },
        .condition = condition,
    };

    if (!tn_task_current())
        return TN_ENOTASK;
    if (!condition->lock->is_locked)
        return TN_EUSAGE;
    tn__waiters_add(&condition->waiters, &waiting.waiter);
    tn_lock_release(condition->lock);
    return tn__wait(&waiting.waiter);
}

int tn_condition_wait_for(struct tn_condition *condition,
                          bool (*is_so)(void *user),
                          void *user)
{
    int rc = 0;

    while (rc == 0 && !is_so(user))
        rc = tn_condition_wait(condition);
    return rc;
}

int tn_condition_notify(struct tn_condition *condition, size_t count)
{
    if (!condition->lock->is_locked)
        return TN_EUSAGE;
    notify(condition, count);
    return 0;
}

int tn_condition_notify_all(struct tn_condition *condition)
{
    return tn_condition_notify(condition, SIZE_MAX);
}
