/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/ready.h"

#include <criterion/criterion.h>

#include <tenon/task.h>

/* A call that takes back another, and one that comes again in each iteration
 * until the time is over. */
struct calls {
    struct tn__call remove;
    struct tn__call removed;
    struct tn__call again;
    int removed_runs;
    bool is_over;
};

static void remove_other(void *user)
{
    struct calls *calls = user;

    tn__ready_remove(tn_loop_current(), &calls->removed);
}

static void count(void *user)
{
    struct calls *calls = user;

    calls->removed_runs++;
}

static void come_again(void *user)
{
    struct calls *calls = user;

    if (!calls->is_over)
        tn__ready_add(tn_loop_current(), &calls->again);
}

static void end_it(void *user)
{
    struct calls *calls = user;

    calls->is_over = true;
}

static int take_back_the_last(void *user)
{
    struct calls *calls = user;
    struct tn_loop *loop = tn_loop_current();

    calls->remove = (struct tn__call){ .fn = remove_other, .user = calls };
    calls->removed = (struct tn__call){ .fn = count, .user = calls };
    calls->again = (struct tn__call){ .fn = come_again, .user = calls };
    tn_call_later(1, end_it, calls);
    tn__ready_add(loop, &calls->again);
    tn__ready_add(loop, &calls->remove);
    tn__ready_add(loop, &calls->removed);
    return tn_sleep(2);
}

Test(ready_remove,
     ends_an_iteration_whose_last_call_was_taken_back,
     .timeout = 5)
{
    struct calls calls = { .is_over = false };

    cr_assert_eq(tn_run(take_back_the_last, &calls, NULL), 0);
    cr_assert_eq(calls.removed_runs, 0);
    cr_assert(calls.is_over);
}
