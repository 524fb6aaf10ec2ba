/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_LOCK_H
#define TN__ASYNC_LOCK_H

#include <tenon/sync.h>

#include "async/wait.h"

/* A lock, as conditions see it. Where someone waits, someone holds it; each
 * gets it with the code that stands in the waiter. */
struct tn_lock {
    struct tn__waiters waiters;
    bool is_locked;
};

/* Gives the lock to a waiter, now or in its turn, who then goes on with a code.
 */
void tn__lock_acquire_for(struct tn_lock *lock,
                          struct tn__waiter *waiter,
                          int code);

#endif
