/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/task.h>

#include <criterion/criterion.h>
#include <dirent.h>
#include <time.h>

#include "async/loop.h"
#include "async/run.h"

/* How a loop ends, whatever stands around then. */

static size_t count_descriptors(void)
{
    DIR *folder = opendir("/proc/self/fd");
    size_t count = 0;

    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

static void note_call(void *user)
{
    ++*(int *)user;
}

static int leave_a_call(void *user)
{
    struct tn_timer *taken_back = tn_call_later(60000, note_call, user);

    tn_call_later(60000, note_call, user);
    tn_timer_cancel(taken_back);
    return tn_sleep(1);
}

Test(end, takes_back_calls_that_have_not_come, .timeout = 20)
{
    size_t before;
    int calls = 0;

    tn_run(leave_a_call, &calls, NULL); /* what libuv opens once for all */
    before = count_descriptors();
    cr_assert_eq(tn_run(leave_a_call, &calls, NULL), 0);
    cr_assert_eq(count_descriptors(), before);
    cr_assert_eq(calls, 0);
}

static void call_again(void *user)
{
    note_call(user);
    tn_call_soon(call_again, user);
}

static int start_calling(void *user)
{
    return tn_call_soon(call_again, user);
}

Test(end, is_not_put_off_by_calls_that_ask_for_calls, .timeout = 20)
{
    int calls = 0;

    cr_assert_eq(tn_run(start_calling, &calls, NULL), 0);
    cr_assert_geq(calls, 1);
}

/* -- Tasks that are left --------------------------------------------------- */

static int sleep_long(void *user)
{
    int rc = tn_sleep(3600000);

    *(int *)user = rc;
    return rc;
}

static int sleep_and_make_another(void *user)
{
    int rc = tn_sleep(3600000);

    tn_task_free(tn_task_new(sleep_long, user));
    return rc;
}

static int leave_a_maker(void *user)
{
    tn_task_free(tn_task_new(sleep_and_make_another, user));
    return tn_sleep(1);
}

Test(end, cancels_what_the_cancelled_made, .timeout = 20)
{
    int seen = 0;

    cr_assert_eq(tn_run(leave_a_maker, &seen, NULL), 0);
    cr_assert_eq(seen, TN_ECANCELED);
}

static int fail_at_once(void *user)
{
    (void)user;
    return TN_EIO;
}

static void hear(const char *message, void *user)
{
    (void)message;
    ++*(int *)user;
}

static int leave_to_user(void *user)
{
    struct tn_task **task = user;

    *task = tn_task_new(fail_at_once, NULL);
    return tn_sleep(1);
}

Test(end, is_outlived_by_a_task_that_its_owner_frees_later, .timeout = 20)
{
    struct tn_task *task = NULL;
    int heard = 0;
    struct tn_run_options options = { .on_report = hear, .user = &heard };

    cr_assert_eq(tn_run(leave_to_user, &task, &options), 0);
    cr_assert(tn_task_is_done(task));
    tn_task_free(task); /* the loop that could be told is gone */
    cr_assert_eq(heard, 0);
}

/* -- Tasks that will not end ----------------------------------------------- */

static int spin(void *user)
{
    tn_defer(note_call, user);
    while (tn_sleep(0) <= 0)
        continue;
    return 0;
}

static int sleep_deaf(void *user)
{
    tn_defer(note_call, user);
    while (tn_sleep(1) <= 0)
        continue;
    return 0;
}

static void on_done(struct tn_task *task, void *user)
{
    (void)task;
    note_call(user);
}

struct deaf {
    struct tn_loop *loop;
    int calls;
};

static void stop(void *user)
{
    tn__loop_stop(((struct deaf *)user)->loop);
}

/* Runs tasks that ignore what is asked of them, until the time is over. */
static void run_deaf(tn_task_fn fn)
{
    struct deaf deaf = { .loop = tn__loop_new() };
    struct tn_task *kept;

    cr_assert_eq(tn__loop_enter(deaf.loop), 0);
    tn_task_free(tn_task_new(fn, &deaf.calls));
    kept = tn_task_new(fn, &deaf.calls);
    tn_task_on_done(kept, on_done, &deaf.calls);
    tn_call_later(5, stop, &deaf);
    tn__loop_run(deaf.loop);
    tn__loop_finish(deaf.loop, 20);
    cr_assert_not(tn_task_is_done(kept));
    tn__loop_leave(deaf.loop);
    tn__loop_free(deaf.loop);
    cr_assert(tn_task_is_done(kept));
    cr_assert_eq(tn_task_result(kept), TN_ECANCELED);
    tn_task_free(kept);
    cr_assert_eq(deaf.calls, 0);
}

Test(end, leaves_tasks_where_they_stand_when_the_time_is_over, .timeout = 20)
{
    run_deaf(spin);
    run_deaf(sleep_deaf);
}

/* Has the loop stop when it has begun, however long that took. */
static int work_long(void *user)
{
    struct deaf *deaf = user;

    tn_call_soon_threadsafe(deaf->loop, stop, deaf);
    nanosleep(&(struct timespec){ .tv_nsec = 100000000 }, NULL);
    note_call(&deaf->calls);
    return 0;
}

static int block(void *user)
{
    return tn_blocking(work_long, user);
}

Test(end, waits_for_what_runs_in_other_threads, .timeout = 20)
{
    struct deaf deaf = { .loop = tn__loop_new() };

    cr_assert_eq(tn__loop_enter(deaf.loop), 0);
    tn_task_free(tn_task_new(block, &deaf));
    tn__loop_run(deaf.loop);
    tn__loop_finish(deaf.loop, 1);
    cr_assert_eq(deaf.calls, 1);
    tn__loop_leave(deaf.loop);
    tn__loop_free(deaf.loop);
}
