/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/run.h"

#include <signal.h>
#include <time.h>

#include "async/loop_state.h"
#include "async/report.h"
#include "async/task.h"
#include "async/thread.h"

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
    return 0;
}

void tn__loop_leave(struct tn_loop *loop)
{
    struct tn__thread *thread = tn__thread();

    if (thread->loop == loop)
        thread->loop = NULL;
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
        tn_task_cancel(task);
    }
}

static void set_flag(void *user)
{
    *(bool *)user = true;
}

static void run_out(struct tn_loop *loop, const bool *is_over)
{
    cancel_left(loop);
    while ((loop->tasks && !*is_over) || loop->ready.first)
        uv_run(&loop->uv, UV_RUN_ONCE);
}

void tn__loop_finish(struct tn_loop *loop, unsigned deadline_ms)
{
    bool is_over = false;
    struct tn__timer *deadline = tn__timer_new(loop, set_flag, &is_over);

    if (deadline && deadline_ms)
        tn__timer_start(deadline, deadline_ms, 0);
    uv_ref((uv_handle_t *)&loop->remote.wake);
    run_out(loop, &is_over);
    tn__open_end_all(loop);
    /* What connections left behind when they were lost. */
    run_out(loop, &is_over);
    uv_unref((uv_handle_t *)&loop->remote.wake);
    tn__timer_free(deadline);
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

static int run_main(struct tn_loop *loop, tn_task_fn fn, void *user)
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
    tn__loop_finish(loop, 0);
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
    loop->coros.stack_size = options->stack_size;
    loop->on_report = options->on_report;
    loop->report_user = options->user;
    rc = tn__loop_enter(loop);
    sigpipe_block(&sigpipe);
    if (rc == 0)
        rc = run_main(loop, fn, user);
    tn__loop_leave(loop);
    tn__loop_free(loop);
    sigpipe_restore(&sigpipe);
    return rc;
}
