/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/task.h>

#include <criterion/criterion.h>

#include "log.h"

static int sleep_five(void *user)
{
    (void)user;
    return tn_sleep(5);
}

static int wait_for_group(void *user)
{
    return tn_group_wait(user);
}

static int wait_twice(void *user)
{
    struct tn_group *group = tn_group_new();
    struct tn_task *waiting[2];
    int done;

    tn_group_add(group, sleep_five, NULL);
    for (size_t i = 0; i < TN_COUNT(waiting); i++)
        waiting[i] = tn_task_new(wait_for_group, group);
    done = tn_wait(waiting, TN_COUNT(waiting), TN_ALL_COMPLETED, 1000);
    for (size_t i = 0; i < TN_COUNT(waiting); i++) {
        putf(user, "%s", tn_task_is_done(waiting[i]) ? "done" : "waiting");
        tn_task_cancel(waiting[i]);
        tn_task_free(waiting[i]);
    }
    tn_sleep(1);
    tn_group_free(group);
    return done;
}

Test(group, is_waited_for_by_several, .timeout = 20)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(wait_twice, &log, NULL), 2);
    cr_assert_str_eq(log.text, "done done");
}

static int add_another(void *user)
{
    return tn_group_add(user, sleep_five, NULL);
}

/* The one who waits has been woken, and has not run yet. */
static int add_at_the_last_moment(void *user)
{
    struct tn_group *group = tn_group_new();
    int rc;

    (void)user;
    tn_group_add(group, add_another, group);
    rc = tn_group_wait(group);
    tn_group_free(group);
    return rc;
}

Test(group, waits_for_those_that_are_added_meanwhile, .timeout = 20)
{
    cr_assert_eq(tn_run(add_at_the_last_moment, NULL, NULL), 0);
}
