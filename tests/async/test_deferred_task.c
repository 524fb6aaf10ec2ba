/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/deferred.h>

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* What the main task of a test saw. */
struct seen {
    int codes[4];
    char text[32];
    int reports;
    char report[128];
    struct tn_deferred *deferred; /* what others fire */
};

static void count_report(const char *message, void *user)
{
    struct seen *seen = user;

    seen->reports++;
    strncpy(seen->report, message, sizeof(seen->report) - 1);
}

static struct seen run(tn_task_fn fn)
{
    struct seen seen = { { 0 }, "", 0, "", NULL };
    const struct tn_run_options options = {
        .on_report = count_report,
        .user = &seen,
    };

    tn_run(fn, &seen, &options);
    return seen;
}

static void fire(void *user)
{
    struct seen *seen = user;

    tn_deferred_callback(seen->deferred, strdup("7"), free);
}

static void fail(void *user)
{
    struct seen *seen = user;

    tn_deferred_errback(seen->deferred, TN_EIO);
}

static void copy_text(struct seen *seen, const void *value)
{
    strncpy(seen->text, value, sizeof(seen->text) - 1);
}

/* -- Awaiting -------------------------------------------------------------- */

static int await_value(void *user)
{
    struct seen *seen = user;
    void *value = NULL;

    seen->deferred = tn_deferred_new(NULL, NULL);
    tn_call_later(1, fire, seen);
    seen->codes[0] = tn_deferred_await(seen->deferred, &value);
    copy_text(seen, value);
    seen->codes[1] = tn_deferred_await(seen->deferred, NULL);
    tn_deferred_free(seen->deferred);
    return 0;
}

Test(deferred_task, awaits_a_value, .timeout = 10)
{
    struct seen seen = run(await_value);

    cr_assert_eq(seen.codes[0], 0);
    cr_assert_eq(seen.codes[1], 0);
    cr_assert_str_eq(seen.text, "7");
}

static int await_failure(void *user)
{
    struct seen *seen = user;

    seen->deferred = tn_deferred_new(NULL, NULL);
    tn_call_soon(fail, seen);
    seen->codes[0] = tn_deferred_await(seen->deferred, NULL);
    tn_deferred_free(seen->deferred);
    return 0;
}

Test(deferred_task, awaits_a_failure_and_has_taken_it, .timeout = 10)
{
    struct seen seen = run(await_failure);

    cr_assert_eq(seen.codes[0], TN_EIO);
    cr_assert_eq(seen.reports, 0);
}

Test(deferred_task, awaits_nothing_without_a_task)
{
    struct tn_deferred *deferred = tn_deferred_succeed(NULL, NULL);

    cr_assert_eq(tn_deferred_await(deferred, NULL), TN_ENOTASK);
    cr_assert_eq(tn_deferred_add_timeout(deferred, 1), TN_ENOTASK);
    tn_deferred_free(deferred);
}

static int await_forever(void *user)
{
    struct seen *seen = user;

    seen->codes[1] = tn_deferred_await(seen->deferred, NULL);
    return seen->codes[1];
}

static void count_cancel(struct tn_deferred *deferred, void *user)
{
    struct seen *seen = user;

    (void)deferred;
    seen->codes[2]++;
}

static int cancel_awaiting(void *user)
{
    struct seen *seen = user;
    struct tn_task *task;

    seen->deferred = tn_deferred_new(count_cancel, seen);
    task = tn_task_new(await_forever, seen);
    tn_sleep(0);
    tn_task_cancel(task);
    seen->codes[0] = tn_await(task);
    tn_task_free(task);
    tn_deferred_free(seen->deferred);
    return 0;
}

Test(deferred_task, that_is_cancelled_cancels_what_it_awaits, .timeout = 10)
{
    struct seen seen = run(cancel_awaiting);

    cr_assert_eq(seen.codes[0], TN_ECANCELED);
    cr_assert_eq(seen.codes[1], TN_ECANCELED);
    cr_assert_eq(seen.codes[2], 1);
}

/* -- Reports --------------------------------------------------------------- */

static int leave_failure(void *user)
{
    (void)user;
    tn_deferred_free(tn_deferred_fail(TN_EIO));
    tn_deferred_free(tn_deferred_fail(TN_ECANCELED));
    tn_deferred_free(tn_deferred_succeed(NULL, NULL));
    return 0;
}

Test(deferred_task, tells_of_a_failure_that_nobody_took, .timeout = 10)
{
    struct seen seen = run(leave_failure);

    cr_assert_eq(seen.reports, 1);
    cr_assert_str_eq(seen.report, "a deferred failed and no errback took it: "
                                  "input or output failed");
}

/* A look at the failure is none at the one that comes after it. */
static int fail_again(struct tn_deferred *deferred, int code, void *user)
{
    (void)deferred;
    (void)user;
    return code;
}

static int look_and_fail_again(void *user)
{
    struct seen *seen = user;
    struct tn_deferred *deferred = tn_deferred_fail(TN_EIO);

    seen->codes[0] = tn_deferred_result(deferred, NULL);
    tn_deferred_add_errback(deferred, fail_again, seen);
    tn_deferred_free(deferred);
    return 0;
}

Test(deferred_task, tells_of_a_failure_that_came_after_the_one_seen)
{
    struct seen seen = run(look_and_fail_again);

    cr_assert_eq(seen.codes[0], TN_EIO);
    cr_assert_eq(seen.reports, 1);
}

static int leave_list(void *user)
{
    struct tn_deferred *members[] = {
        tn_deferred_fail(TN_EIO),
        tn_deferred_fail(TN_ELIMIT),
    };

    (void)user;
    tn_deferred_free(tn_deferred_list(members, 2, 0));
    return 0;
}

static int leave_consuming_list(void *user)
{
    struct tn_deferred *members[] = {
        tn_deferred_fail(TN_EIO),
        tn_deferred_fail(TN_ELIMIT),
    };

    (void)user;
    tn_deferred_free(tn_deferred_list(members, 2, TN_CONSUME_ERRORS));
    return 0;
}

Test(deferred_task, tells_of_failures_in_a_list_unless_it_consumes_them)
{
    cr_assert_eq(run(leave_list).reports, 2);
    cr_assert_eq(run(leave_consuming_list).reports, 0);
}

/* -- From tasks ------------------------------------------------------------ */

static int sleep_a_little(void *user)
{
    (void)user;
    return tn_sleep(1);
}

static int fail_after_sleep(void *user)
{
    (void)user;
    tn_sleep(1);
    return TN_ELIMIT;
}

static int from_tasks(void *user)
{
    struct seen *seen = user;
    struct tn_deferred *good, *bad, *done;
    struct tn_task *task = tn_task_new(sleep_a_little, NULL);
    void *value = NULL;

    tn_await(task);
    good = tn_deferred_from_task(tn_task_new(sleep_a_little, NULL),
                                 strdup("done"), free);
    bad = tn_deferred_from_task(tn_task_new(fail_after_sleep, NULL),
                                strdup("unused"), free);
    done = tn_deferred_from_task(task, NULL, NULL);
    seen->codes[0] = tn_deferred_await(good, &value);
    copy_text(seen, value);
    seen->codes[1] = tn_deferred_await(bad, NULL);
    seen->codes[2] = tn_deferred_await(done, NULL);
    seen->codes[3] = tn_deferred_from_task(NULL, strdup("x"), free) != NULL;
    tn_deferred_free(good);
    tn_deferred_free(bad);
    tn_deferred_free(done);
    return 0;
}

Test(deferred_task, makes_deferreds_of_tasks, .timeout = 10)
{
    struct seen seen = run(from_tasks);

    cr_assert_eq(seen.codes[0], 0);
    cr_assert_str_eq(seen.text, "done");
    cr_assert_eq(seen.codes[1], TN_ELIMIT);
    cr_assert_eq(seen.codes[2], 0);
    cr_assert_eq(seen.codes[3], 0);
    cr_assert_eq(seen.reports, 0);
}

/* Tidies up before it ends. */
static int end_slowly(void *user)
{
    struct seen *seen = user;

    seen->codes[1] = tn_sleep(60000);
    seen->codes[2] = tn_sleep(1);
    return TN_ELIMIT;
}

static int cancel_from_task(void *user)
{
    struct seen *seen = user;
    struct tn_deferred *deferred =
        tn_deferred_from_task(tn_task_new(end_slowly, seen), NULL, NULL);

    tn_sleep(0);
    tn_deferred_cancel(deferred);
    seen->codes[3] = tn_deferred_is_called(deferred);
    seen->codes[0] = tn_deferred_await(deferred, NULL);
    tn_deferred_free(deferred);
    return 0;
}

Test(deferred_task, fires_with_what_a_cancelled_task_makes_of_it, .timeout = 10)
{
    struct seen seen = run(cancel_from_task);

    cr_assert_eq(seen.codes[3], 0);
    cr_assert_eq(seen.codes[1], TN_ECANCELED);
    cr_assert_eq(seen.codes[2], 0);
    cr_assert_eq(seen.codes[0], TN_ELIMIT);
}

static int give_up_task(void *user)
{
    tn_deferred_free(
        tn_deferred_from_task(tn_task_new(end_slowly, user), NULL, NULL));
    return tn_sleep(0);
}

Test(deferred_task, of_a_task_that_is_left_is_freed_with_it, .timeout = 10)
{
    struct seen seen = run(give_up_task);

    cr_assert_eq(seen.codes[1], TN_ECANCELED);
    cr_assert_eq(seen.reports, 1);
    cr_assert_str_eq(seen.report, "a deferred failed and no errback took it: "
                                  "a limit was reached");
}

/* -- Time-outs ------------------------------------------------------------- */

static int time_out(void *user)
{
    struct seen *seen = user;
    struct tn_deferred *late = tn_deferred_new(count_cancel, seen);
    struct tn_deferred *early = tn_deferred_new(count_cancel, seen);

    tn_deferred_add_timeout(late, 1);
    tn_deferred_add_timeout(early, 60000);
    seen->deferred = early;
    tn_call_soon(fire, seen);
    seen->codes[0] = tn_deferred_await(late, NULL);
    seen->codes[1] = tn_deferred_await(early, NULL);
    tn_deferred_free(late);
    tn_deferred_free(early);
    return 0;
}

Test(deferred_task, times_out, .timeout = 10)
{
    struct seen seen = run(time_out);

    cr_assert_eq(seen.codes[0], TN_ETIMEDOUT);
    cr_assert_eq(seen.codes[1], 0);
    cr_assert_eq(seen.codes[2], 1);
}
