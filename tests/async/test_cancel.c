/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/task.h>

#include <criterion/criterion.h>

#include "base/compat_fiber.h"

#include "log.h"

/* Cancelling what waits for others that wait. */

#define CHAIN      (TN__STACKS_ARE_DEAR ? 300 : 3000)
#define CHAIN_MOST 3000

struct chain {
    struct tn_task *tasks[CHAIN_MOST];
    size_t count;
    size_t begun;
    size_t cancelled;
};

static int await_next(void *user)
{
    struct chain *chain = user;
    size_t at = chain->begun++;
    int rc = at ? tn_await(chain->tasks[at - 1]) : tn_sleep(3600000);

    chain->cancelled += rc == TN_ECANCELED;
    return rc;
}

static int cancel_chain(void *user)
{
    struct chain *chain = user;
    int rc;

    for (size_t i = 0; i < chain->count; i++)
        chain->tasks[i] = tn_task_new(await_next, chain);
    tn_sleep(1);
    tn_task_cancel(chain->tasks[chain->count - 1]);
    rc = tn_await(chain->tasks[chain->count - 1]);
    for (size_t i = 0; i < chain->count; i++)
        tn_task_free(chain->tasks[i]);
    return rc;
}

Test(cancel, reaches_the_end_of_a_long_chain, .timeout = 60)
{
    static struct chain chain;
    const struct tn_run_options options = { .stack_size = 16384 };

    chain.count = CHAIN;
    cr_assert_eq(tn_run(cancel_chain, &chain, &options), TN_ECANCELED);
    cr_assert_eq(chain.cancelled, chain.count);
}

/* -- Circles --------------------------------------------------------------- */

struct circle {
    struct tn_task *tasks[2];
    struct log *log;
};

static int await_second(void *user)
{
    struct circle *circle = user;
    int rc = tn_await(circle->tasks[1]);

    putf(circle->log, "first %d", rc == TN_EUSAGE);
    return rc;
}

static int await_first(void *user)
{
    struct circle *circle = user;
    int rc = tn_await(circle->tasks[0]);

    putf(circle->log, "second %d", rc == TN_EUSAGE);
    return rc;
}

static int make_circle(void *user)
{
    struct circle circle = { .log = user };
    int rc;

    circle.tasks[0] = tn_task_new(await_second, &circle);
    circle.tasks[1] = tn_task_new(await_first, &circle);
    rc = tn_wait(circle.tasks, 2, TN_ALL_COMPLETED, 5000);
    for (size_t i = 0; i < 2; i++)
        tn_task_free(circle.tasks[i]);
    return rc;
}

Test(cancel, is_not_needed_for_two_tasks_that_await_each_other, .timeout = 20)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(make_circle, &log, NULL), 2);
    cr_assert_str_eq(log.text, "second 1 first 1");
}

static int await_user(void *user)
{
    return tn_await(user);
}

static int gather_within(void *user)
{
    struct tn_call call = { .fn = await_user, .user = tn_task_current() };
    int rc = tn_gather(&call, 1);

    put(user, rc == TN_ECANCELED ? "cancelled" : "?");
    return rc;
}

static int cancel_gatherer(void *user)
{
    struct tn_task *task = tn_task_new(gather_within, user);
    int rc;

    tn_sleep(1);
    tn_task_cancel(task);
    rc = tn_wait(&task, 1, TN_ALL_COMPLETED, 5000);
    tn_task_free(task);
    return rc;
}

Test(cancel, ends_a_task_that_one_it_gathers_awaits, .timeout = 20)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(cancel_gatherer, &log, NULL), 1);
    cr_assert_str_eq(log.text, "cancelled");
}
