/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <tenon/gen.h>
#include <tenon/task.h>

#include "async/log.h"

/* Generators on a loop, which may suspend the task that asks them. */

struct ticks {
    struct log *log;
    uint64_t ms; /* between two values */
    int count;
    bool survives; /* what its sleep returns */
};

static int tick(void *user)
{
    struct ticks *ticks = user;
    int rc = 0;

    for (int i = 1; rc == 0 && i <= ticks->count; i++) {
        rc = tn_sleep(ticks->ms);
        if (rc)
            putf(ticks->log, "sleep:%d", rc);
        if (rc && ticks->survives)
            rc = 0;
        if (rc == 0)
            rc = tn_gen_yield(&i, NULL);
    }
    return rc;
}

/* Someone who asks a generator for a number of values. */
struct asker {
    struct log *log;
    const char *name;
    struct tn_gen *gen;
    int count;
};

static int ask(void *user)
{
    struct asker *asker = user;
    int rc = 0;

    for (int i = 0; rc == 0 && i < asker->count; i++) {
        void *value = NULL;

        rc = tn_gen_next(asker->gen, &value);
        if (rc == 0)
            putf(asker->log, "%s%d", asker->name, *(const int *)value);
        else
            putf(asker->log, "%s:%d", asker->name, rc);
    }
    return rc;
}

static int await_and_free(struct tn_task *task)
{
    int rc = tn_await(task);

    tn_task_free(task);
    return rc;
}

/* -- Suspending ------------------------------------------------------------ */

static int ask_two_side_by_side(void *user)
{
    struct ticks slow = { .log = user, .ms = 400, .count = 2 };
    struct ticks fast = { .log = user, .ms = 15, .count = 2 };
    struct asker askers[] = {
        { user, "a", tn_gen_new(tick, &slow), 3 },
        { user, "b", tn_gen_new(tick, &fast), 3 },
    };
    struct tn_call calls[] = {
        { .fn = ask, .user = &askers[0] },
        { .fn = ask, .user = &askers[1] },
    };
    int rc = tn_gather(calls, 2);

    tn_gen_free(askers[0].gen);
    tn_gen_free(askers[1].gen);
    return rc;
}

Test(gen_task, suspends_the_task_that_asks_and_no_other, .timeout = 5)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(ask_two_side_by_side, &log, NULL), TN_ESTOP);
    cr_assert_str_eq(log.text, "b1 b2 b:-18 a1 a2 a:-18");
}

static int ask_from_two_tasks(void *user)
{
    struct ticks ticks = { .log = user, .ms = 1, .count = 9 };
    struct tn_gen *gen = tn_gen_new(tick, &ticks);
    struct asker first = { user, "a", gen, 2 };
    struct asker second = { user, "b", gen, 2 };
    int rc = await_and_free(tn_task_new(ask, &first));

    if (rc == 0)
        rc = await_and_free(tn_task_new(ask, &second));
    first.count = 1;
    if (rc == 0)
        rc = ask(&first);
    tn_gen_free(gen);
    return rc;
}

Test(gen_task, goes_on_for_another_task_than_it_began_for, .timeout = 5)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(ask_from_two_tasks, &log, NULL), 0);
    cr_assert_str_eq(log.text, "a1 a2 b3 b4 a5");
}

static int ask_at_once(void *user)
{
    struct ticks ticks = { .log = user, .ms = 5, .count = 9 };
    struct tn_gen *gen = tn_gen_new(tick, &ticks);
    struct asker first = { user, "a", gen, 2 };
    struct asker second = { user, "b", gen, 2 };
    struct tn_task *task = tn_task_new(ask, &first);
    int rc;

    tn_sleep(0);
    putf(user, "close:%d", tn_gen_close(gen));
    rc = ask(&second);
    await_and_free(task);
    tn_gen_free(gen);
    return rc;
}

Test(gen_task, that_waits_for_one_task_cannot_be_asked_by_another, .timeout = 5)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(ask_at_once, &log, NULL), TN_EUSAGE);
    cr_assert_str_eq(log.text, "close:-9 b:-9 a1 a2");
}

struct around {
    struct tn_gen *inner;
};

static int around_fn(void *user)
{
    struct around *around = user;
    int rc = tn_sleep(1);

    if (rc == 0)
        rc = tn_gen_yield_from(around->inner, NULL);
    return rc;
}

static int ask_through_two(void *user)
{
    struct ticks ticks = { .log = user, .ms = 1, .count = 2 };
    struct around inner = { tn_gen_new(tick, &ticks) };
    struct around outer = { tn_gen_new(around_fn, &inner) };
    struct asker asker = { user, "v", tn_gen_new(around_fn, &outer), 3 };
    int rc = ask(&asker);

    tn_gen_free(asker.gen);
    tn_gen_free(outer.inner);
    tn_gen_free(inner.inner);
    return rc;
}

Test(gen_task, suspends_from_within_generators_in_generators, .timeout = 5)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(ask_through_two, &log, NULL), TN_ESTOP);
    cr_assert_str_eq(log.text, "v1 v2 v:-18");
}

static int nap(void *user)
{
    int rc = tn_sleep(1);

    putf(user, "napped");
    return rc;
}

static int gather_and_yield(void *user)
{
    struct tn_call naps[] = {
        { .fn = nap, .user = user },
        { .fn = nap, .user = user },
    };
    int both = tn_gather(naps, 2);

    return both ? both : tn_gen_yield(&both, NULL);
}

static int ask_gatherer(void *user)
{
    struct asker asker = { user, "v", tn_gen_new(gather_and_yield, user), 2 };
    int rc = ask(&asker);

    tn_gen_free(asker.gen);
    return rc;
}

Test(gen_task, may_gather_tasks, .timeout = 5)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(ask_gatherer, &log, NULL), TN_ESTOP);
    cr_assert_str_eq(log.text, "napped napped v0 v:-18");
}

/* -- Cancelling ------------------------------------------------------------ */

static int cancel_asker(struct log *log, bool survives)
{
    struct ticks ticks = { log, .ms = 60000, .count = 1, .survives = survives };
    struct asker asker = { log, "v", tn_gen_new(tick, &ticks), 2 };
    struct tn_task *task = tn_task_new(ask, &asker);
    int rc;

    tn_sleep(0);
    tn_task_cancel(task);
    rc = await_and_free(task);
    putf(log, tn_gen_is_open(asker.gen) ? "open" : "ended");
    tn_gen_free(asker.gen);
    return rc;
}

static int cancel_and_end(void *user)
{
    return cancel_asker(user, false);
}

static int cancel_and_survive(void *user)
{
    return cancel_asker(user, true);
}

Test(gen_task, ends_when_its_task_is_cancelled_while_it_sleeps, .timeout = 5)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(cancel_and_end, &log, NULL), TN_ECANCELED);
    cr_assert_str_eq(log.text, "sleep:-14 v:-14 ended");
}

Test(gen_task, may_go_on_when_its_task_is_cancelled, .timeout = 5)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(cancel_and_survive, &log, NULL), TN_ESTOP);
    cr_assert_str_eq(log.text, "sleep:-14 v1 v:-18 ended");
}

static void slow_cleanup(void *user)
{
    putf(user, "cleaning:%d", tn_sleep(1));
}

static int with_slow_cleanup(void *user)
{
    int rc;

    tn_defer(slow_cleanup, user);
    rc = tn_gen_yield(NULL, NULL);
    putf(user, "closed:%d", tn_sleep(1));
    return rc;
}

static int close_slowly(void *user)
{
    struct tn_gen *gen = tn_gen_new(with_slow_cleanup, user);
    int rc = tn_gen_next(gen, NULL);

    tn_gen_free(gen);
    return rc;
}

Test(gen_task, may_suspend_while_it_is_closed, .timeout = 5)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(close_slowly, &log, NULL), 0);
    cr_assert_str_eq(log.text, "closed:0 cleaning:0");
}

static int free_while_it_sleeps(void *user)
{
    struct ticks ticks = { .log = user, .ms = 5, .count = 3 };
    struct asker asker = { user, "v", tn_gen_new(tick, &ticks), 3 };
    struct tn_task *task = tn_task_new(ask, &asker);

    tn_sleep(0);
    tn_gen_free(asker.gen);
    return await_and_free(task);
}

Test(gen_task, that_is_freed_while_it_sleeps_ends_for_who_asked, .timeout = 5)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(free_while_it_sleeps, &log, NULL), TN_ECLOSED);
    cr_assert_str_eq(log.text, "v:-20");
}

/* -- Without a task -------------------------------------------------------- */

static void ask_in_call(void *user)
{
    ask(user);
}

static int ask_without_task(void *user)
{
    struct ticks ticks = { user, .ms = 1, .count = 1, .survives = true };
    struct asker asker = { user, "v", tn_gen_new(tick, &ticks), 2 };
    int rc = tn_call_soon(ask_in_call, &asker);

    tn_sleep(1);
    tn_gen_free(asker.gen);
    return rc;
}

Test(gen_task, works_where_nothing_can_wait, .timeout = 5)
{
    struct log log = { "" };

    cr_assert_eq(tn_run(ask_without_task, &log, NULL), 0);
    cr_assert_str_eq(log.text, "sleep:-16 v1 v:-18");
}

Test(gen_task, outlives_a_loop_that_it_was_not_made_on, .timeout = 5)
{
    struct log log = { "" };
    struct ticks ticks = { &log, .ms = 1, .count = 3, .survives = true };
    struct asker asker = { &log, "v", tn_gen_new(tick, &ticks), 1 };

    cr_assert_eq(ask(&asker), 0);
    cr_assert_eq(tn_run(ask, &asker, NULL), 0);
    cr_assert_eq(ask(&asker), 0);
    cr_assert_str_eq(log.text, "sleep:-16 v1 v2 sleep:-16 v3");
    tn_gen_free(asker.gen);
}
