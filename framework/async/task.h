/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_TASK_H
#define TN__ASYNC_TASK_H

#include <tenon/task.h>

#include "async/ready.h"
#include "async/wait.h"

struct tn__coro;

/* Is told when a task has ended, before the loop goes on. It may add calls to
 * the ready ones and wake waiters, and does nothing else. */
struct tn__on_done {
    struct tn__on_done *next;
    struct tn__on_done **link; /* NULL: in no list */
    struct tn_task *task;      /* whose end it is told of */
    void (*fn)(struct tn__on_done *on_done, struct tn_task *task);
    void *user;
};

struct tn_task {
    struct tn_loop *loop;
    struct tn_task *next; /* in the loop's list */
    struct tn_task **link;
    tn_task_fn fn;
    void *user;
    const char *name;
    struct tn__coro *coro;     /* its stack; NULL: not begun, or ended */
    struct tn__coro *at;       /* where it goes on: coro, or a generator's */
    struct tn__call call;      /* when it is ready */
    struct tn__waiter *parked; /* what it waits for; NULL: nothing */
    struct tn__on_done *done;  /* who wants to know of its end */
    struct tn__on_done **done_end;
    int result;
    bool is_done;
    bool is_ending;     /* its loop ends, and has cancelled it */
    bool is_embedded;   /* its memory is another's, who frees it */
    bool is_owned;      /* someone will call tn_task_free() */
    bool is_asked;      /* someone has seen its result */
    bool cancel_wanted; /* to be told when it next waits */
    bool is_cancelling; /* what it waits for is being told */
    size_t calls_due;   /* of tn_task_on_done(), which keep it */
};

/* Prepares a task in memory that the caller owns, and keeps until it is done.
 */
void tn__task_init(struct tn_task *task,
                   struct tn_loop *loop,
                   tn_task_fn fn,
                   void *user);

/* Has it run in the next iteration. */
void tn__task_ready(struct tn_task *task);

/* Runs a task that has not begun now, up to where it first waits, from the
 * loop's own stack. Returns 0; TN_ENOMEM where there is no stack for it: it has
 * ended with that, then. */
int tn__task_begin(struct tn_task *task);

/* Goes back to the loop; returns when the waiter was woken. */
void tn__task_suspend(struct tn_task *task, struct tn__waiter *waiter);

/* Cancels a task at what it waits for; NULL: it does not. */
void tn__task_cancel_at(struct tn_task *task, struct tn__waiter *waiter);

/* Adds and removes who is told of its end. */
void tn__task_watch(struct tn_task *task, struct tn__on_done *on_done);
void tn__task_unwatch(struct tn__on_done *on_done);

/* Ends tasks that would not end, where they stand: their stacks are gone, and
 * nobody is told. For a loop that ends. */
void tn__tasks_abandon(struct tn_loop *loop);

#endif
