/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/lock.h"

#include <stdlib.h>

#include <tenon/task.h>

struct tn_lock *tn_lock_new(void)
{
    return calloc(1, sizeof(struct tn_lock));
}

void tn_lock_free(struct tn_lock *lock)
{
    if (lock)
        tn__waiters_wake_all(&lock->waiters, TN_ECLOSED);
    free(lock);
}

int tn_lock_acquire(struct tn_lock *lock)
{
    if (!tn_task_current())
        return TN_ENOTASK;
    if (lock->is_locked)
        return tn__wait_in(&lock->waiters);
    lock->is_locked = true;
    return 0;
}

void tn__lock_acquire_for(struct tn_lock *lock,
                          struct tn__waiter *waiter,
                          int code)
{
    tn__waiters_remove(waiter);
    waiter->code = code;
    if (lock->is_locked) {
        tn__waiters_add(&lock->waiters, waiter);
        return;
    }
    lock->is_locked = true;
    tn__wake(waiter, code);
}

int tn_lock_release(struct tn_lock *lock)
{
    struct tn__waiter *next = lock->waiters.first;

    if (!lock->is_locked)
        return TN_EUSAGE;
    if (next)
        tn__wake(next, next->code);
    else
        lock->is_locked = false;
    return 0;
}

bool tn_lock_is_locked(const struct tn_lock *lock)
{
    return lock->is_locked;
}
