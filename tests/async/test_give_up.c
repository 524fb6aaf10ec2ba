/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/task.h>

#include <criterion/criterion.h>

#include "log.h"

/* Tasks that are freed while others still have to do with them. */

static int return_seven(void *user)
{
    (void)user;
    return -7;
}

static int sleep_long(void *user)
{
    (void)user;
    return tn_sleep(3600000);
}

/* -- Who is told of their end ---------------------------------------------- */

static void note_end(struct tn_task *task, void *user)
{
    putf(user, "%s %d", tn_task_name(task), tn_task_result(task));
}

static void free_at_end(struct tn_task *task, void *user)
{
    note_end(task, user);
    tn_task_free(task);
}

static int give_up_and_watch(void *user)
{
    struct tn_task *task = tn_task_new(return_seven, NULL);

    tn_task_set_name(task, "given up");
    tn_task_on_done(task, note_end, user);
    tn_task_on_done(task, note_end, user);
    tn_task_free(task);
    return tn_sleep(5);
}

Test(give_up, leaves_the_task_to_those_that_are_told_of_its_end, .timeout = 20)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(give_up_and_watch, &log, NULL), 0);
    cr_assert_str_eq(log.text, "given up -7 given up -7");
}

static int free_in_the_call(void *user)
{
    struct tn_task *task = tn_task_new(return_seven, NULL);

    tn_task_on_done(task, free_at_end, user);
    tn_task_on_done(task, note_end, user);
    return tn_sleep(5);
}

Test(give_up, may_come_in_the_first_of_these_calls, .timeout = 20)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(free_in_the_call, &log, NULL), 0);
    cr_assert_str_eq(log.text, "task -7 task -7");
}

static int give_up_and_end(void *user)
{
    struct tn_task *task = tn_task_new(sleep_long, NULL);

    tn_task_on_done(task, note_end, user);
    tn_task_free(task);
    return 0;
}

Test(give_up, leaves_nothing_behind_at_the_end_of_the_loop, .timeout = 20)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(give_up_and_end, &log, NULL), 0);
}

static int watch_oneself(void *user)
{
    tn_task_set_name(tn_task_current(), "gathered");
    return tn_task_on_done(tn_task_current(), free_at_end, user);
}

static int watch_those_that_are_gathered(void *user)
{
    struct tn_call call = { .fn = watch_oneself, .user = user };

    tn_task_on_done(tn_task_current(), note_end, user);
    return tn_gather(&call, 1);
}

Test(give_up, does_not_concern_a_task_in_memory_of_others, .timeout = 20)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(watch_those_that_are_gathered, &log, NULL), 0);
    cr_assert_str_eq(log.text, "gathered 0 main 0");
}

/* -- Who awaits them ------------------------------------------------------- */

static int await_shortly(void *user)
{
    return tn_wait_for(user, 20);
}

static void hold_the_loop(void *user)
{
    const uint64_t *until = user;

    while (tn_loop_time() < *until)
        tn_sleep(0);
}

/* Ends in the turn before the one in which the time is over, and is freed. */
static int end_at_the_last_moment(void *user)
{
    uint64_t until = tn_loop_time() + 19;

    (void)user;
    hold_the_loop(&until);
    return 0;
}

static int free_awaited(void *user)
{
    struct tn_task *task = tn_task_new(end_at_the_last_moment, NULL);
    struct tn_task *other = tn_task_new(await_shortly, task);
    int rc;

    (void)user;
    tn_sleep(0);
    tn_task_free(task);
    rc = tn_await(other);
    tn_task_free(other);
    return rc == TN_ETIMEDOUT ? 0 : rc;
}

Test(give_up, leaves_it_to_whoever_awaits_it_for_a_time, .timeout = 20)
{
    for (int i = 0; i < 50; i++)
        cr_assert_eq(tn_run(free_awaited, NULL, NULL), 0);
}
