/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/task.h"

#include <stdlib.h>

#include "async/cleanup.h"
#include "async/loop_state.h"
#include "async/report.h"
#include "async/thread.h"
#include "base/list.h"

/* -- Running --------------------------------------------------------------- */

static void remove_from_loop(struct tn_task *task)
{
    tn__list_remove(task);
    task->loop->ending_count -= task->is_ending;
}

static void dispose(struct tn_task *task)
{
    bool is_heard = tn_loop_current() == task->loop;

    if (is_heard && task->result && task->result != TN_ECANCELED &&
        !task->is_asked)
        tn__report(task->loop, "the task \"%s\" failed and nobody asked: %s",
                   task->name, tn_error_text(task->result));
    free(task);
}

/* What has ended goes with the last who has to do with it. */
static void let_go(struct tn_task *task)
{
    if (task->is_done && !task->is_embedded && !task->is_owned &&
        !task->calls_due)
        dispose(task);
}

static void finish(struct tn_task *task)
{
    task->is_done = true;
    remove_from_loop(task);
    while (task->done) {
        struct tn__on_done *on_done = task->done;

        tn__task_unwatch(on_done);
        on_done->fn(on_done, task);
    }
    let_go(task);
}

/* On the task's stack, from its beginning to its end. */
static void run(void *user)
{
    struct tn_task *task = user;

    task->result = task->fn(task->user);
    tn__cleanups_run(task->coro);
}

/* Goes to where the task stands; comes back when it waits or has ended. */
static void step(struct tn_task *task)
{
    struct tn__thread *thread = tn__thread();
    struct tn__coro *coro = task->coro;

    thread->task = task;
    tn__coro_switch(task->at);
    thread->task = NULL;
    if (coro->run)
        return;
    task->coro = task->at = NULL;
    tn__loop_give_stack(task->loop, coro);
    finish(task);
}

int tn__task_begin(struct tn_task *task)
{
    struct tn__coro *coro;

    if (task->cancel_wanted) {
        task->result = TN_ECANCELED;
        finish(task);
        return 0;
    }
    coro = tn__coro_take(&task->loop->coros);
    if (!coro) {
        task->result = TN_ENOMEM;
        finish(task);
        return TN_ENOMEM;
    }
    coro->run = run;
    coro->user = task;
    coro->back = tn__thread()->home;
    task->coro = task->at = coro;
    step(task);
    return 0;
}

static void run_ready(void *user)
{
    struct tn_task *task = user;

    if (task->coro)
        step(task);
    else
        tn__task_begin(task);
}

void tn__task_ready(struct tn_task *task)
{
    task->parked = NULL;
    tn__ready_add(task->loop, &task->call);
}

void tn__task_suspend(struct tn_task *task, struct tn__waiter *waiter)
{
    struct tn__thread *thread = tn__thread();

    task->parked = waiter;
    task->at = thread->coro;
    tn__coro_switch(thread->home);
}

/* -- Life ------------------------------------------------------------------ */

void tn__task_init(struct tn_task *task,
                   struct tn_loop *loop,
                   tn_task_fn fn,
                   void *user)
{
    *task = (struct tn_task){
        .loop = loop,
        .fn = fn,
        .user = user,
        .name = "task",
        .call = { .fn = run_ready, .user = task },
        .result = TN_EPENDING,
        .is_embedded = true,
    };
    tn__list_add(&loop->tasks, task);
}

struct tn_task *tn_task_new(tn_task_fn fn, void *user)
{
    struct tn_loop *loop = tn_loop_current();
    struct tn_task *task = loop ? malloc(sizeof(*task)) : NULL;

    if (!task)
        return NULL;
    tn__task_init(task, loop, fn, user);
    task->is_embedded = false;
    task->is_owned = true;
    tn__task_ready(task);
    return task;
}

void tn_task_free(struct tn_task *task)
{
    if (!task)
        return;
    task->is_owned = false;
    let_go(task);
}

void tn_task_set_name(struct tn_task *task, const char *name)
{
    task->name = name;
}

const char *tn_task_name(const struct tn_task *task)
{
    return task->name;
}

struct tn_task *tn_task_current(void)
{
    return tn__thread()->task;
}

bool tn_task_is_done(const struct tn_task *task)
{
    return task->is_done;
}

int tn_task_result(struct tn_task *task)
{
    task->is_asked = task->is_asked || task->is_done;
    return task->is_done ? task->result : TN_EPENDING;
}

/* Tasks of which each awaits the next are a chain of any length. It can be a
 * circle, by way of those that are gathered or in a group: it is opened where
 * it closes. */
void tn__task_cancel_at(struct tn_task *task, struct tn__waiter *waiter)
{
    while (waiter && waiter->awaited && !waiter->is_shield &&
           !waiter->awaited->is_cancelling) {
        task = waiter->awaited;
        waiter = task->parked;
    }
    if (!waiter) {
        task->cancel_wanted = true;
    } else if (!waiter->on_cancel) {
        tn__wake(waiter, TN_ECANCELED);
    } else if (!task->is_cancelling) {
        task->is_cancelling = true;
        waiter->on_cancel(waiter);
        task->is_cancelling = false;
    }
}

bool tn_task_cancel(struct tn_task *task)
{
    if (task->is_done)
        return false;
    tn__task_cancel_at(task, task->parked);
    return true;
}

/* -- Who is told ----------------------------------------------------------- */

void tn__task_watch(struct tn_task *task, struct tn__on_done *on_done)
{
    if (!task->done)
        task->done_end = &task->done;
    on_done->next = NULL;
    on_done->link = task->done_end;
    on_done->task = task;
    *task->done_end = on_done;
    task->done_end = &on_done->next;
    task->is_asked = true;
}

void tn__task_unwatch(struct tn__on_done *on_done)
{
    if (!on_done->link)
        return;
    *on_done->link = on_done->next;
    if (on_done->next)
        on_done->next->link = on_done->link;
    else
        on_done->task->done_end = on_done->link;
    on_done->link = NULL;
}

/* What tn_task_on_done() keeps. */
struct callback {
    struct tn__on_done on_done;
    struct tn__call call;
    struct tn_task *task;
    void (*fn)(struct tn_task *task, void *user);
    void *user;
};

static void run_callback(void *user)
{
    struct callback callback = *(struct callback *)user;

    free(user);
    callback.fn(callback.task, callback.user);
    callback.task->calls_due--;
    let_go(callback.task);
}

/* The memory of an embedded task may be gone when the loop goes on. */
static void call_soon(struct callback *callback)
{
    if (callback->task->is_embedded)
        run_callback(callback);
    else
        tn__ready_add(callback->task->loop, &callback->call);
}

static void callback_due(struct tn__on_done *on_done, struct tn_task *task)
{
    (void)task;
    call_soon(on_done->user);
}

int tn_task_on_done(struct tn_task *task,
                    void (*fn)(struct tn_task *task, void *user),
                    void *user)
{
    struct callback *callback = malloc(sizeof(*callback));

    if (!callback)
        return TN_ENOMEM;
    *callback = (struct callback){
        .on_done = { .fn = callback_due, .user = callback },
        .call = { .fn = run_callback, .user = callback, .is_heap = true },
        .task = task,
        .fn = fn,
        .user = user,
    };
    task->calls_due++;
    if (task->is_done)
        call_soon(callback);
    else
        tn__task_watch(task, &callback->on_done);
    return 0;
}

/* -- The loop's end -------------------------------------------------------- */

/* Its frames are not left in order: what they hold is lost. */
static void abandon(struct tn_task *task)
{
    while (task->done) {
        struct tn__on_done *on_done = task->done;

        tn__task_unwatch(on_done);
        if (on_done->fn == callback_due)
            free(on_done->user);
    }
    task->calls_due = 0;
    if (task->coro) {
        tn__cleanups_drop(task->coro);
        tn__coro_abandon(task->coro);
    }
    task->coro = task->at = NULL;
    task->parked = NULL;
    task->result = TN_ECANCELED;
    task->is_done = true;
    if (!task->is_embedded && !task->is_owned)
        free(task);
}

void tn__tasks_abandon(struct tn_loop *loop)
{
    while (loop->tasks) {
        struct tn_task *task = loop->tasks;

        remove_from_loop(task);
        abandon(task);
    }
}
