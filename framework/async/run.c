/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/run.h"

#include <signal.h>
#include <time.h>

#include "async/gen.h"
#include "async/loop_state.h"
#include "async/report.h"
#include "async/task.h"
#include "async/thread.h"
#include "async/timeout.h"

struct tn_loop *tn_loop_current(void)
{
    return tn__thread()->loop;
}

uint64_t tn_loop_time(void)
{
    struct tn_loop *loop = tn_loop_current();

    return loop ? tn__loop_now(loop) : 0;
}

int tn__loop_enter(struct tn_loop *loop)
{
    struct tn__thread *thread = tn__thread();

    if (thread->loop)
        return TN_EUSAGE;
    thread->loop = loop;
    thread->home = thread->coro ? thread->coro : &thread->root;
    thread->home_yield = thread->home->yield;
    thread->home->yield = NULL;
    return 0;
}

void tn__loop_leave(struct tn_loop *loop)
{
    struct tn__thread *thread = tn__thread();

    if (thread->loop != loop)
        return;
    thread->loop = NULL;
    thread->home->yield = thread->home_yield;
}

/* -- The end --------------------------------------------------------------- */

static void cancel_left(struct tn_loop *loop)
{
    for (struct tn_task *task = loop->tasks; task; task = task->next) {
        if (!task->is_asked)
            tn__report(loop,
                       "the task \"%s\" was still running at the end and "
                       "nobody awaited it",
                       task->name);
        task->is_ending = true;
        loop->ending_count++;
        tn_task_cancel(task);
    }
}

static void set_flag(void *user)
{
    *(bool *)user = true;
}

/* Those that the cancelled make may help them to end; what is left when they
 * have ended is cancelled next. */
static void end_tasks(struct tn_loop *loop, const bool *is_over)
{
    while ((loop->tasks && !*is_over) || loop->blocking_count) {
        if (!loop->ending_count)
            cancel_left(loop);
        uv_run(&loop->uv, UV_RUN_ONCE);
    }
}

static int close_gens(void *user)
{
    tn__gens_close(user);
    return 0;
}

/* Returns whether a task could do it. */
static bool end_gens(struct tn_loop *loop, const bool *is_over)
{
    struct tn_task *task = tn_task_new(close_gens, loop);

    if (!task)
        return false;
    while (!task->is_done && !*is_over)
        uv_run(&loop->uv, UV_RUN_ONCE);
    tn_task_free(task);
    return true;
}

void tn__loop_finish(struct tn_loop *loop, unsigned deadline_ms)
{
    bool is_over = false;
    bool has_entered = tn__loop_enter(loop) == 0;
    struct tn__timeout deadline;
    uint64_t ms = deadline_ms ? deadline_ms : UINT64_MAX;

    if (tn__timeout_start(&deadline, ms, set_flag, &is_over))
        is_over = true;
    uv_ref((uv_handle_t *)&loop->remote.wake);
    end_tasks(loop, &is_over);
    /* What they left to the next turn: octets to be sent. */
    uv_run(&loop->uv, UV_RUN_NOWAIT);
    tn__open_end_all(loop);
    /* What connections left behind when they were lost. */
    end_tasks(loop, &is_over);
    /* What they do in the end may begin others. */
    while (loop->gens && !is_over && end_gens(loop, &is_over))
        end_tasks(loop, &is_over);
    tn__gens_close(loop);
    /* Calls of what has ended last; those that they ask for are dropped. */
    tn__ready_run(loop);
    uv_unref((uv_handle_t *)&loop->remote.wake);
    tn__timeout_stop(&deadline);
    /* Stacks end on the thread that they began on. */
    tn__coro_pool_deinit(&loop->coros);
    if (has_entered)
        tn__loop_leave(loop);
}

/* -- SIGPIPE --------------------------------------------------------------- */

/* Whose mask a thread had, and whether the signal was pending then. */
struct sigpipe {
    sigset_t before;
    bool was_pending;
};

static void sigpipe_block(struct sigpipe *sigpipe)
{
    sigset_t set;

    sigpending(&set);
    sigpipe->was_pending = sigismember(&set, SIGPIPE) == 1;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &set, &sigpipe->before);
}

/* What came meanwhile must not come after all. */
static void sigpipe_restore(const struct sigpipe *sigpipe)
{
    const struct timespec no_time = { 0 };
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    if (!sigpipe->was_pending && sigismember(&sigpipe->before, SIGPIPE) != 1)
        sigtimedwait(&set, NULL, &no_time);
    pthread_sigmask(SIG_SETMASK, &sigpipe->before, NULL);
}

/* -- tn_run ---------------------------------------------------------------- */

static void stop_loop(struct tn__on_done *on_done, struct tn_task *task)
{
    (void)on_done;
    tn__loop_stop(task->loop);
}

void tn__loop_report_to(struct tn_loop *loop,
                        void (*fn)(const char *message, void *user),
                        void *user)
{
    loop->on_report = fn;
    loop->report_user = user;
}

int tn__loop_run_task(struct tn_loop *loop, tn_task_fn fn, void *user)
{
    struct tn__on_done on_done = { .fn = stop_loop };
    struct tn_task main;

    tn__task_init(&main, loop, fn, user);
    main.name = "main";
    tn__task_watch(&main, &on_done);
    tn__task_ready(&main);
    /* What it waits for may come from another thread. */
    uv_ref((uv_handle_t *)&loop->remote.wake);
    while (!main.is_done)
        tn__loop_run(loop);
    uv_unref((uv_handle_t *)&loop->remote.wake);
    return main.result;
}

int tn_run(tn_task_fn fn, void *user, const struct tn_run_options *options)
{
    static const struct tn_run_options defaults;
    struct sigpipe sigpipe;
    struct tn_loop *loop;
    int rc;

    if (tn_loop_current())
        return TN_EUSAGE;
    loop = tn__loop_new();
    if (!loop)
        return TN_EIO;
    if (!options)
        options = &defaults;
    sigpipe_block(&sigpipe);
    tn__loop_set_stack_size(loop, options->stack_size);
    tn__loop_report_to(loop, options->on_report, options->user);
    rc = tn__loop_run_task(loop, fn, user);
    tn__loop_finish(loop, 0);
    tn__loop_free(loop);
    sigpipe_restore(&sigpipe);
    return rc;
}
