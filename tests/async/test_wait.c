/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/wait.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include <tenon/error.h>
#include <tenon/task.h>

#include "async/coro.h"
#include "async/task.h"

/* So many that a walk for each of them would take minutes. */
#define MANY 200000

Test(wait, wakes_in_the_order_of_coming)
{
    struct tn__waiters waiters = { 0 };
    struct tn__waiter each[4] = { { 0 } };

    for (size_t i = 0; i < 4; i++)
        tn__waiters_add(&waiters, &each[i]);
    tn__waiters_remove(&each[3]);
    tn__waiters_remove(&each[1]);
    tn__waiters_remove(&each[1]);
    tn__waiters_add(&waiters, &each[1]);
    tn__waiters_wake_one(&waiters, 7);
    cr_assert_eq(each[0].code, 7);
    cr_assert_not(each[2].is_woken);
    tn__waiters_wake_one(&waiters, 8);
    cr_assert_eq(each[2].code, 8);
    cr_assert_eq(waiters.first, &each[1]);
    tn__waiters_wake_all(&waiters, 9);
    cr_assert_eq(each[1].code, 9);
    cr_assert_not(each[3].is_woken);
    cr_assert_null(waiters.first);
    tn__waiters_add(&waiters, &each[3]);
    cr_assert_eq(waiters.first, &each[3]);
}

Test(wait, takes_no_longer_for_a_longer_list, .timeout = 20)
{
    struct tn__waiters waiters = { 0 };
    struct tn__waiter *each = calloc(MANY, sizeof(*each));

    for (size_t i = 0; i < MANY; i++)
        tn__waiters_add(&waiters, &each[i]);
    for (size_t i = MANY; i-- > MANY / 2;)
        tn__waiters_remove(&each[i]);
    tn__waiters_wake_all(&waiters, 1);
    cr_assert_eq(each[MANY / 2 - 1].code, 1);
    cr_assert_eq(each[MANY / 2].code, 0);
    free(each);
}

Test(wait, takes_no_longer_for_a_task_that_many_await, .timeout = 20)
{
    struct tn_task task = { 0 };
    struct tn__on_done *each = calloc(MANY, sizeof(*each));

    for (size_t i = 0; i < MANY; i++)
        tn__task_watch(&task, &each[i]);
    cr_assert_eq(task.done, &each[0]);
    cr_assert_eq(each[MANY - 2].next, &each[MANY - 1]);
    for (size_t i = MANY; i-- > 1;)
        tn__task_unwatch(&each[i]);
    tn__task_watch(&task, &each[1]);
    cr_assert_eq(each[0].next, &each[1]);
    free(each);
}

/* -- Turns ----------------------------------------------------------------- */

static int take_turns(void *user)
{
    int *left = user;

    while (*left > 0 && tn_sleep(0) == 0)
        --*left;
    return *left;
}

static int cancel_many(void *user)
{
    size_t count = TN__STACKS_ARE_DEAR ? 500 : MANY / 20;
    struct tn_call *calls = calloc(count, sizeof(*calls));
    int rc;

    (void)user;
    for (size_t i = 0; i < count; i++)
        calls[i] = (struct tn_call){ .fn = take_turns, .user = user };
    rc = tn_gather(calls, count);
    free(calls);
    return rc;
}

static int cancel_their_turns(void *user)
{
    struct tn_task *task = tn_task_new(cancel_many, user);
    int rc;

    tn_sleep(0);
    tn_sleep(0);
    tn_task_cancel(task);
    tn_task_cancel(task);
    rc = tn_await(task);
    tn_task_free(task);
    return rc;
}

Test(wait, ends_all_turns_that_are_cancelled, .timeout = 20)
{
    int left = 1000000000;

    cr_assert_gt(tn_run(cancel_their_turns, &left, NULL), 900000000);
}
