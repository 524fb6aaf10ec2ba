/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_WAIT_H
#define TN__ASYNC_WAIT_H

#include <stdbool.h>

struct tn_task;

/*
 * How a task waits: everything that suspends puts a waiter, which stands on the
 * task's own stack, where it will be found, and calls tn__wait(). Whoever has
 * what it waits for wakes it, once. Cancelling the task wakes it as well,
 * unless the waiter has its own way.
 */
struct tn__waiter {
    struct tn__waiter *next; /* in a list */
    struct tn__waiter **link;
    struct tn__waiters *list; /* NULL: in none */
    struct tn_task *task;     /* while it waits */
    int code;                 /* what tn__wait() returns */
    bool is_woken;            /* before it even waited */
    struct tn_task *awaited;  /* whose end it waits for; NULL: another thing */
    bool is_shield;           /* cancelling goes no further than to it */
    /* The task is cancelled: see to it that the waiter is woken some time.
     * NULL: it is woken at once with TN_ECANCELED. */
    void (*on_cancel)(struct tn__waiter *waiter);
    void *user; /* for on_cancel */
};

/* Those who wait for one thing, the first to come first. Zeroed it is empty. */
struct tn__waiters {
    struct tn__waiter *first;
    struct tn__waiter **end; /* unless it is empty */
};

/* Puts a waiter at the end of a list. */
void tn__waiters_add(struct tn__waiters *waiters, struct tn__waiter *waiter);

/* Takes a waiter from the list that it stands in, if any. */
void tn__waiters_remove(struct tn__waiter *waiter);

/* Wakes the first of a list, or all. */
void tn__waiters_wake_one(struct tn__waiters *waiters, int code);
void tn__waiters_wake_all(struct tn__waiters *waiters, int code);

/* Suspends the running task until the waiter is woken; a zeroed one that stands
 * in a list or is known to whoever wakes it. Returns the code it was woken
 * with; at once, and with the waiter taken from its list, TN_ECANCELED where
 * the task was cancelled before, and TN_ENOTASK where no task runs. */
int tn__wait(struct tn__waiter *waiter);

/* Puts a waiter into a list and waits. */
int tn__wait_in(struct tn__waiters *waiters);

/* Lets the others run that are ready. Returns 0 or as tn__wait(). */
int tn__wait_turn(void);

/* Takes the waiter from its list and has its task go on with a code. */
void tn__wake(struct tn__waiter *waiter, int code);

#endif
