/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdlib.h>

#include "async/deferred.h"
#include "async/task.h"
#include "async/timeout.h"

/* -- Awaiting -------------------------------------------------------------- */

/* Stands on the stack of the task that awaits. */
struct awaiting {
    struct tn__waiter waiter;
    struct tn__deferred_step step;
    struct tn_deferred *deferred;
    int code;
    void *value;
};

static int wake(struct tn_deferred *deferred, int code, void *value, void *user)
{
    struct awaiting *awaiting = user;

    (void)deferred;
    awaiting->code = code;
    awaiting->value = value;
    tn__wake(&awaiting->waiter, 0);
    return code;
}

static void cancel_awaited(struct tn__waiter *waiter)
{
    struct awaiting *awaiting = waiter->user;

    tn_deferred_cancel(awaiting->deferred);
}

int tn_deferred_await(struct tn_deferred *deferred, void **value)
{
    struct awaiting awaiting = {
        .waiter = { .on_cancel = cancel_awaited, .user = &awaiting },
        .step = { .both = wake, .user = &awaiting, .is_embedded = true },
        .deferred = deferred,
    };

    if (!tn_task_current())
        return TN_ENOTASK;
    tn__deferred_add(deferred, &awaiting.step);
    if (!awaiting.waiter.is_woken)
        tn__wait(&awaiting.waiter);
    deferred->is_taken = true;
    if (!awaiting.code && value)
        *value = awaiting.value;
    return awaiting.code;
}

/* -- From a task ----------------------------------------------------------- */

struct from_task {
    struct tn__on_done on_done;
    struct tn__call call;
    struct tn_task *task;
    struct tn_deferred *deferred;
    struct tn__outcome outcome;
};

static void fire(void *user)
{
    struct from_task from = *(struct from_task *)user;
    int code = tn_task_result(from.task);

    free(user);
    tn_task_free(from.task);
    if (code) {
        tn__outcome_drop(&from.outcome);
        from.outcome.code = code;
    }
    tn__deferred_fire(from.deferred, from.outcome);
}

static void task_ended(struct tn__on_done *on_done, struct tn_task *task)
{
    struct from_task *from = on_done->user;

    tn__ready_add(task->loop, &from->call);
}

static void cancel_task(struct tn_deferred *deferred, void *user)
{
    struct from_task *from = user;

    (void)deferred;
    tn_task_cancel(from->task);
}

/* Returns NULL when memory is short. */
static struct from_task *from_task_new(struct tn_task *task)
{
    struct from_task *from = malloc(sizeof(*from));

    if (!from)
        return NULL;
    *from = (struct from_task){
        .on_done = { .fn = task_ended, .user = from },
        .call = { .fn = fire, .user = from, .is_heap = true },
        .task = task,
        .deferred = tn_deferred_new(cancel_task, from),
    };
    if (!from->deferred) {
        free(from);
        return NULL;
    }
    from->deferred->ends_itself = true;
    return from;
}

struct tn_deferred *
tn_deferred_from_task(struct tn_task *task, void *value, tn_free_fn free_value)
{
    struct tn__outcome outcome = { .value = value, .free_value = free_value };
    struct from_task *from = task ? from_task_new(task) : NULL;

    if (!from) {
        if (task)
            tn_task_cancel(task);
        tn_task_free(task);
        tn__outcome_drop(&outcome);
        return NULL;
    }
    from->outcome = outcome;
    if (tn_task_is_done(task))
        tn__ready_add(task->loop, &from->call);
    else
        tn__task_watch(task, &from->on_done);
    return from->deferred;
}

/* -- Time-outs ------------------------------------------------------------- */

struct limited {
    struct tn__timeout timeout;
    struct tn__deferred_step step;
};

static void cancel_late(void *user)
{
    tn_deferred_cancel(user);
}

static int
in_time(struct tn_deferred *deferred, int code, void *value, void *user)
{
    struct limited *limited = user;
    bool is_over = limited->timeout.is_over;

    (void)deferred;
    (void)value;
    tn__timeout_stop(&limited->timeout);
    free(limited);
    return is_over && code == TN_ECANCELED ? TN_ETIMEDOUT : code;
}

int tn_deferred_add_timeout(struct tn_deferred *deferred, uint64_t ms)
{
    struct limited *limited = malloc(sizeof(*limited));
    int rc;

    if (!limited)
        return TN_ENOMEM;
    rc = tn__timeout_start(&limited->timeout, ms, cancel_late, deferred);
    if (rc) {
        free(limited);
        return rc;
    }
    limited->step = (struct tn__deferred_step){
        .both = in_time,
        .user = limited,
        .is_embedded = true,
    };
    tn__deferred_add(deferred, &limited->step);
    return 0;
}
