/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>
#include <tenon/gen.h>
#include <tenon/task.h>

#include "async/log.h"
#include "async/loop.h"
#include "async/run.h"
#include "async/task.h"

/* What the end of a loop does to generators that are open. */

/* Outlives the loop. */
struct left {
    struct log log;
    struct tn_gen *gens[2];
    int result;  /* of the generator, when it is closed */
    int at_rest; /* and what it yields as long as this is 0 */
};

static int run_and_report(tn_task_fn fn, struct left *left)
{
    struct tn_run_options options = {
        .on_report = put_report,
        .user = &left->log,
    };

    return tn_run(fn, left, &options);
}

static int wait_and_see(void *user)
{
    struct left *left = user;
    int rc = tn_gen_yield(left, NULL);

    if (rc)
        putf(&left->log, "closed:%d slept:%d", rc, tn_sleep(1));
    return left->result;
}

static int leave_one(void *user)
{
    struct left *left = user;

    left->gens[0] = tn_gen_new(wait_and_see, left);
    return tn_gen_next(left->gens[0], NULL);
}

Test(gen_end, closes_what_is_open_and_says_so, .timeout = 5)
{
    struct left left = { 0 };

    cr_assert_eq(run_and_report(leave_one, &left), 0);
    cr_assert_str_eq(left.log.text, "[a generator was still open at the end] "
                                    "closed:-20 slept:0");
    cr_assert_not(tn_gen_is_open(left.gens[0]));
    cr_assert_eq(tn_gen_next(left.gens[0], NULL), TN_ESTOP);
    tn_gen_free(left.gens[0]);
}

static int leave_none(void *user)
{
    int rc = leave_one(user);
    struct left *left = user;

    tn_gen_free(left->gens[0]);
    return rc;
}

Test(gen_end, says_nothing_where_none_is_open, .timeout = 5)
{
    struct left left = { 0 };

    cr_assert_eq(run_and_report(leave_none, &left), 0);
    cr_assert_str_eq(left.log.text, "closed:-20 slept:0");
}

static int leave_unbegun(void *user)
{
    struct left *left = user;

    left->gens[0] = tn_gen_new(wait_and_see, left);
    return 0;
}

Test(gen_end, ends_one_that_never_began, .timeout = 5)
{
    struct left left = { 0 };

    cr_assert_eq(run_and_report(leave_unbegun, &left), 0);
    cr_assert_str_eq(left.log.text, "[a generator was still open at the end]");
    tn_gen_free(left.gens[0]);
}

Test(gen_end, says_what_failed, .timeout = 5)
{
    struct left left = { .result = TN_EIO };

    cr_assert_eq(run_and_report(leave_one, &left), 0);
    cr_assert_str_eq(left.log.text,
                     "[a generator was still open at the end] "
                     "closed:-20 slept:0 [a generator failed when it was "
                     "closed: input or output failed]");
    tn_gen_free(left.gens[0]);
}

/* Owns the inner one, as one that yields from it does. */
static int own_another(void *user)
{
    struct left *left = user;
    int rc;

    left->gens[1] = tn_gen_new(wait_and_see, left);
    rc = tn_gen_yield_from(left->gens[1], NULL);
    tn_gen_free(left->gens[1]);
    putf(&left->log, "outer:%d", rc);
    return rc;
}

static int leave_owner(void *user)
{
    struct left *left = user;

    left->gens[0] = tn_gen_new(own_another, left);
    return tn_gen_next(left->gens[0], NULL);
}

Test(gen_end, begins_with_those_that_others_belong_to, .timeout = 5)
{
    struct left left = { 0 };

    cr_assert_eq(run_and_report(leave_owner, &left), 0);
    cr_assert_str_eq(left.log.text, "[a generator was still open at the end] "
                                    "closed:-20 slept:0 outer:-20");
    tn_gen_free(left.gens[0]);
}

static int never_end(void *user)
{
    struct left *left = user;

    while (!left->at_rest)
        tn_gen_yield(left, NULL);
    return 0;
}

static int leave_stubborn(void *user)
{
    struct left *left = user;

    left->gens[0] = tn_gen_new(never_end, left);
    return tn_gen_next(left->gens[0], NULL);
}

Test(gen_end, gives_up_one_that_refuses_to_end, .timeout = 5)
{
    struct left left = { 0 };

    cr_assert_eq(run_and_report(leave_stubborn, &left), 0);
    cr_assert_str_eq(left.log.text,
                     "[a generator was still open at the end] [a generator "
                     "yielded on when it was closed: what its function held is "
                     "lost]");
    tn_gen_free(left.gens[0]);
}

static int sleep_long(void *user)
{
    struct left *left = user;

    putf(&left->log, "task");
    putf(&left->log, "cancelled:%d", tn_sleep(60000));
    return 0;
}

static int begin_when_closed(void *user)
{
    struct left *left = user;
    int rc = tn_gen_yield(left, NULL);

    tn_task_free(tn_task_new(sleep_long, left));
    tn_sleep(0);
    left->gens[1] = tn_gen_new(wait_and_see, left);
    tn_gen_next(left->gens[1], NULL);
    return rc;
}

static int leave_beginner(void *user)
{
    struct left *left = user;

    left->gens[0] = tn_gen_new(begin_when_closed, left);
    return tn_gen_next(left->gens[0], NULL);
}

Test(gen_end, ends_what_is_begun_by_closing, .timeout = 5)
{
    struct left left = { 0 };

    cr_assert_eq(run_and_report(leave_beginner, &left), 0);
    cr_assert_str_eq(left.log.text,
                     "[a generator was still open at the end] task "
                     "[a generator was still open at the end] "
                     "closed:-20 slept:0 "
                     "[the task \"task\" was still running at the end and "
                     "nobody awaited it] cancelled:-14");
    tn_gen_free(left.gens[0]);
    tn_gen_free(left.gens[1]);
}

/* -- With a deadline ------------------------------------------------------- */

/* Ends a loop within a time. */
static void end_within(struct tn_loop *loop, unsigned ms)
{
    tn__loop_finish(loop, ms);
    tn__loop_leave(loop);
    tn__loop_free(loop);
}

Test(gen_end, closes_those_of_a_loop_that_ends_in_time, .timeout = 5)
{
    struct left left = { 0 };
    struct tn_loop *loop = tn__loop_new();

    cr_assert_eq(tn__loop_enter(loop), 0);
    cr_assert_eq(leave_one(&left), 0);
    end_within(loop, 1000);
    cr_assert_str_eq(left.log.text, "closed:-20 slept:0");
    tn_gen_free(left.gens[0]);
}

/* A task that will not end, in memory that outlives the loop. */
static int never_cancelled(void *user)
{
    struct left *left = user;

    while (!left->at_rest)
        tn_sleep(0);
    return 0;
}

Test(gen_end, closes_them_without_a_task_past_the_deadline, .timeout = 5)
{
    static struct tn_task task;
    struct left left = { 0 };
    struct tn_loop *loop = tn__loop_new();

    cr_assert_eq(tn__loop_enter(loop), 0);
    tn__task_init(&task, loop, never_cancelled, &left);
    tn__task_begin(&task);
    cr_assert_eq(leave_one(&left), 0);
    end_within(loop, 20);
    cr_assert_str_eq(left.log.text, "closed:-20 slept:-16");
    tn_gen_free(left.gens[0]);
}

/* -- A loop within a generator --------------------------------------------- */

static void yield_in_call(void *user)
{
    putf(user, "yield:%d", tn_gen_yield(NULL, NULL));
}

static int do_nothing(void *user)
{
    putf(user, "ran");
    tn_call_soon(yield_in_call, user);
    return tn_sleep(1);
}

static int run_within(void *user)
{
    int rc = tn_run(do_nothing, user, NULL);

    putf(user, "run:%d", rc);
    return tn_gen_yield(user, NULL);
}

Test(gen_end, runs_a_loop_of_its_own, .timeout = 5)
{
    struct log log = { "" };
    struct tn_gen *gen = tn_gen_new(run_within, &log);

    cr_assert_eq(tn_gen_next(gen, NULL), 0);
    cr_assert_str_eq(log.text, "ran yield:-19 run:0");
    cr_assert_eq(tn_gen_next(gen, NULL), TN_ESTOP);
    tn_gen_free(gen);
}
