/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/task.h>

#include <criterion/criterion.h>

#include "log.h"

/* A task that says what it does. */
struct worker {
    struct log *log;
    const char *name;
    uint64_t ms;
    int result; /* after the sleep */
    int seen;   /* what the sleep returned */
};

static int work(void *user)
{
    struct worker *worker = user;

    put(worker->log, worker->name);
    worker->seen = tn_sleep(worker->ms);
    put(worker->log, worker->seen == TN_ECANCELED ? "cancelled" : "woke");
    return worker->seen ? worker->seen : worker->result;
}

static void report(const char *message, void *user)
{
    put(user, message);
}

/* -- Running --------------------------------------------------------------- */

static int return_seven(void *user)
{
    *(int *)user = 7;
    return -7;
}

Test(task, gives_back_what_the_main_task_returned)
{
    int value = 0;

    cr_assert_eq(tn_run(return_seven, &value, NULL), -7);
    cr_assert_eq(value, 7);
}

static int run_within(void *user)
{
    return tn_run(return_seven, user, NULL);
}

Test(task, refuses_a_loop_within_a_loop)
{
    int value = 0;

    cr_assert_eq(tn_run(run_within, &value, NULL), TN_EUSAGE);
    cr_assert_eq(value, 0);
}

Test(task, tells_that_nothing_can_wait_without_a_task)
{
    int value = 0;

    cr_assert_eq(tn_sleep(1), TN_ENOTASK);
    cr_assert_eq(tn_gather(NULL, 0), TN_ENOTASK);
    cr_assert_eq(tn_blocking(return_seven, &value), TN_ENOTASK);
    cr_assert_null(tn_task_new(return_seven, &value));
    cr_assert_null(tn_loop_current());
}

/* -- Awaiting -------------------------------------------------------------- */

static int await_one(void *user)
{
    struct worker worker = { .log = user, .name = "one", .ms = 1 };
    struct tn_task *task;
    int rc;

    worker.result = -99;
    task = tn_task_new(work, &worker);
    put(user, "made");
    rc = tn_await(task);
    put(user,
        tn_task_is_done(task) && tn_task_result(task) == -99 ? "done" : "?");
    tn_task_free(task);
    return rc;
}

Test(task, begins_when_its_maker_waits_and_is_awaited)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(await_one, &log, NULL), -99);
    cr_assert_str_eq(log.text, "made one woke done");
}

static int cancel_one(void *user)
{
    struct worker worker = { .log = user, .name = "one", .ms = 60000 };
    struct tn_task *task = tn_task_new(work, &worker);
    int rc;

    tn_sleep(0);
    put(user, tn_task_cancel(task) ? "asked" : "?");
    rc = tn_await(task);
    put(user, tn_task_cancel(task) ? "?" : "too late");
    tn_task_free(task);
    return rc;
}

Test(task, is_cancelled_where_it_waits, .timeout = 20)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(cancel_one, &log, NULL), TN_ECANCELED);
    cr_assert_str_eq(log.text, "one asked cancelled too late");
}

static int cancel_unbegun(void *user)
{
    struct worker worker = { .log = user, .name = "one", .ms = 60000 };
    struct tn_task *task = tn_task_new(work, &worker);
    int rc;

    tn_task_cancel(task);
    rc = tn_await(task);
    tn_task_free(task);
    return rc;
}

Test(task, that_is_cancelled_before_it_begins_never_does, .timeout = 20)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(cancel_unbegun, &log, NULL), TN_ECANCELED);
    cr_assert_str_eq(log.text, "");
}

static int await_task(void *user)
{
    return tn_await(user);
}

static int shield_task(void *user)
{
    return tn_shield(user);
}

/* Cancels whoever awaits a worker, by `how`. */
static int cancel_awaiting(struct log *log, tn_task_fn how)
{
    struct worker worker = { .log = log, .name = "inner", .ms = 300 };
    struct tn_task *inner = tn_task_new(work, &worker);
    struct tn_task *outer = tn_task_new(how, inner);
    int rc;

    tn_sleep(1);
    tn_task_cancel(outer);
    rc = tn_await(outer);
    put(log, rc == TN_ECANCELED ? "outer cancelled" : "?");
    rc = tn_await(inner);
    tn_task_free(outer);
    tn_task_free(inner);
    return rc;
}

static int cancel_await(void *user)
{
    return cancel_awaiting(user, await_task);
}

static int cancel_shield(void *user)
{
    return cancel_awaiting(user, shield_task);
}

Test(task, cancels_what_it_awaits, .timeout = 20)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(cancel_await, &log, NULL), TN_ECANCELED);
    cr_assert_str_eq(log.text, "inner cancelled outer cancelled");
}

Test(task, leaves_alone_what_it_shields, .timeout = 20)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(cancel_shield, &log, NULL), 0);
    cr_assert_str_eq(log.text, "inner outer cancelled woke");
}

static int wait_too_long(void *user)
{
    struct worker worker = { .log = user, .name = "slow", .ms = 60000 };
    struct tn_task *task = tn_task_new(work, &worker);
    int rc = tn_wait_for(task, 5);

    tn_task_free(task);
    return rc;
}

Test(task, is_cancelled_when_the_time_is_over, .timeout = 20)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(wait_too_long, &log, NULL), TN_ETIMEDOUT);
    cr_assert_str_eq(log.text, "slow cancelled");
}

/* -- Several --------------------------------------------------------------- */

static int gather_three(void *user)
{
    struct worker workers[] = {
        { .log = user, .name = "a", .ms = 30 },
        { .log = user, .name = "b", .ms = 10, .result = -50 },
        { .log = user, .name = "c", .ms = 20, .result = -60 },
    };
    struct tn_call calls[] = {
        { .fn = work, .user = &workers[0] },
        { .fn = work, .user = &workers[1] },
        { .fn = work, .user = &workers[2] },
    };
    int rc = tn_gather(calls, 3);

    put(user,
        calls[0].result == 0 && calls[1].result == -50 && calls[2].result == -60
            ? "each its own"
            : "?");
    return rc;
}

Test(task, gathers_all_and_tells_the_first_failure, .timeout = 20)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(gather_three, &log, NULL), -50);
    cr_assert_str_eq(log.text, "a b c woke woke woke each its own");
}

static int wait_for_some(struct log *log, enum tn_wait_until until, uint64_t ms)
{
    struct worker workers[] = {
        { .log = log, .name = "a", .ms = 1 },
        { .log = log, .name = "b", .ms = 300, .result = -50 },
        { .log = log, .name = "c", .ms = 600 },
    };
    struct tn_task *tasks[3];
    int rc;

    for (int i = 0; i < 3; i++)
        tasks[i] = tn_task_new(work, &workers[i]);
    rc = tn_wait(tasks, 3, until, ms);
    for (int i = 0; i < 3; i++) {
        tn_task_cancel(tasks[i]);
        tn_await(tasks[i]);
        tn_task_free(tasks[i]);
    }
    return rc;
}

static int wait_first(void *user)
{
    return wait_for_some(user, TN_FIRST_COMPLETED, UINT64_MAX);
}

static int wait_failed(void *user)
{
    return wait_for_some(user, TN_FIRST_FAILED, UINT64_MAX);
}

static int wait_all(void *user)
{
    return wait_for_some(user, TN_ALL_COMPLETED, UINT64_MAX);
}

static int wait_no_time(void *user)
{
    return wait_for_some(user, TN_ALL_COMPLETED, 0);
}

Test(task, waits_for_as_many_as_was_asked, .timeout = 20)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(wait_first, &log, NULL), 1);
    cr_assert_eq(tn_run(wait_failed, &log, NULL), 2);
    cr_assert_eq(tn_run(wait_all, &log, NULL), 3);
    cr_assert_eq(tn_run(wait_no_time, &log, NULL), 0);
}

static int group_with_failure(void *user)
{
    struct worker workers[] = {
        { .log = user, .name = "a", .ms = 60000 },
        { .log = user, .name = "b", .ms = 5, .result = -50 },
    };
    struct tn_group *group = tn_group_new();
    int rc;

    tn_group_add(group, work, &workers[0]);
    tn_group_add(group, work, &workers[1]);
    rc = tn_group_wait(group);
    put(user, tn_group_add(group, work, &workers[0]) == TN_ECANCELED ? "no more"
                                                                     : "?");
    tn_group_free(group);
    return rc;
}

Test(task, takes_its_group_along_when_it_fails, .timeout = 20)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(group_with_failure, &log, NULL), -50);
    cr_assert_str_eq(log.text, "a b woke cancelled no more");
}

/* -- Clean-ups and reports ------------------------------------------------- */

static struct log *the_log(void *user)
{
    return user;
}

static void cleanup_first(void *user)
{
    put(the_log(user), "first registered");
}

static void cleanup_second(void *user)
{
    tn_sleep(1);
    put(the_log(user), "second registered");
}

static int with_cleanups(void *user)
{
    tn_defer(cleanup_first, user);
    tn_defer(cleanup_second, user);
    put(user, "body");
    return tn_sleep(60000);
}

static int cancel_with_cleanups(void *user)
{
    struct tn_task *task = tn_task_new(with_cleanups, user);
    int rc;

    tn_sleep(0);
    tn_task_cancel(task);
    rc = tn_await(task);
    tn_task_free(task);
    return rc;
}

Test(task, runs_its_cleanups_when_cancelled_the_last_first, .timeout = 20)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(cancel_with_cleanups, &log, NULL), TN_ECANCELED);
    cr_assert_str_eq(log.text, "body second registered first registered");
}

static int leave_running(void *user)
{
    static struct worker worker;
    struct tn_task *task;

    worker = (struct worker){ .log = user, .name = "left", .ms = 60000 };
    task = tn_task_new(work, &worker);
    tn_task_set_name(task, "stray");
    tn_task_free(task);
    return tn_sleep(1);
}

Test(task, that_is_left_is_reported_and_cancelled, .timeout = 20)
{
    struct log log = { "" };
    struct tn_run_options options = { .on_report = report, .user = &log };

    cr_assert_eq(tn_run(leave_running, &log, &options), 0);
    cr_assert_str_eq(log.text,
                     "left the task \"stray\" was still running at the end and "
                     "nobody awaited it cancelled");
}

static int fail_alone(void *user)
{
    (void)user;
    return TN_EIO;
}

static int leave_failed(void *user)
{
    struct tn_task *task = tn_task_new(fail_alone, user);

    tn_sleep(1);
    tn_task_free(task);
    return 0;
}

Test(task, that_failed_and_that_nobody_asked_is_reported, .timeout = 20)
{
    struct log log = { "" };
    struct tn_run_options options = { .on_report = report, .user = &log };

    cr_assert_eq(tn_run(leave_failed, &log, &options), 0);
    cr_assert_str_eq(log.text, "the task \"task\" failed and nobody asked: "
                               "input or output failed");
}

/* -- Other threads --------------------------------------------------------- */

struct remote {
    struct tn_loop *loop;
    struct tn_task *waiting;
    struct log *log;
};

static void wake_waiting(void *user)
{
    struct remote *remote = user;

    put(remote->log, "called");
    tn_task_cancel(remote->waiting);
}

static int call_from_there(void *user)
{
    struct remote *remote = user;

    return tn_call_soon_threadsafe(remote->loop, wake_waiting, remote);
}

static int block_and_call(void *user)
{
    struct remote remote = { tn_loop_current(), NULL, user };
    struct worker worker = { .log = user, .name = "waits", .ms = 60000 };
    int rc;

    remote.waiting = tn_task_new(work, &worker);
    rc = tn_blocking(call_from_there, &remote);
    tn_await(remote.waiting);
    tn_task_free(remote.waiting);
    return rc;
}

Test(task, is_reached_from_another_thread, .timeout = 20)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(block_and_call, &log, NULL), 0);
    cr_assert_str_eq(log.text, "waits called cancelled");
}
