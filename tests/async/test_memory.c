/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>
#include <stdint.h>

#include <tenon/queue.h>
#include <tenon/sync.h>
#include <tenon/task.h>

#include "allocations.h"

/* What tasks do when memory is short: each step in turn finds none. A step that
 * cannot be taken is a code, those after it are taken, and nothing is lost. */

struct day {
    struct tn_lock *lock;
    struct tn_event *event;
    struct tn_semaphore *semaphore;
    struct tn_condition *condition;
    struct tn_queue *queue;
    int calls;
    int cleanups; /* expected, less those that were */
    int failures; /* of steps */
};

static void note(struct day *day, int rc)
{
    day->failures += rc == TN_ENOMEM;
}

static void count_call(void *user)
{
    ((struct day *)user)->calls++;
}

static void clean_up(void *user)
{
    ((struct day *)user)->cleanups--;
}

static int work(void *user)
{
    struct day *day = user;

    day->cleanups++;
    note(day, tn_defer(clean_up, day));
    return tn_sleep(1);
}

static void when_done(struct tn_task *task, void *user)
{
    (void)task;
    count_call(user);
}

static int return_nothing(void *user)
{
    (void)user;
    return 0;
}

static void use_tasks(struct day *day)
{
    struct tn_call calls[] = { { .fn = work, .user = day },
                               { .fn = work, .user = day } };
    struct tn_task *task = tn_task_new(work, day);

    note(day, tn_gather(calls, 2));
    note(day, task ? tn_task_on_done(task, when_done, day) : TN_ENOMEM);
    if (task) {
        note(day, tn_wait(&task, 1, TN_ALL_COMPLETED, 1000));
        note(day, tn_wait_for(task, 1000));
    }
    tn_task_free(task);
    note(day, tn_blocking(return_nothing, NULL));
}

static void use_group(struct day *day)
{
    struct tn_group *group = tn_group_new();

    note(day, group ? tn_group_add(group, work, day) : TN_ENOMEM);
    note(day, group ? tn_group_wait(group) : 0);
    tn_group_free(group);
}

static void use_calls(struct day *day)
{
    struct tn_timer *taken_back;

    note(day, tn_call_soon(count_call, day));
    note(day, tn_call_soon_threadsafe(tn_loop_current(), count_call, day));
    note(day, tn_call_later(0, count_call, day) ? 0 : TN_ENOMEM);
    taken_back = tn_call_later(1000, count_call, day);
    note(day, taken_back ? 0 : TN_ENOMEM);
    tn_timer_cancel(taken_back);
    note(day, tn_sleep(2));
}

static void use_sync(struct day *day)
{
    note(day, day->lock && day->event && day->semaphore && day->condition &&
                      day->queue
                  ? 0
                  : TN_ENOMEM);
    if (!day->queue)
        return;
    for (size_t i = 0; i < 40; i++)
        note(day, tn_queue_put_nowait(day->queue, day));
}

static int spend(void *user)
{
    struct day *day = user;

    day->lock = tn_lock_new();
    day->event = tn_event_new();
    day->semaphore = tn_semaphore_new(1);
    day->condition = tn_condition_new(NULL);
    day->queue = tn_queue_new(0);
    use_tasks(day);
    use_group(day);
    use_calls(day);
    use_sync(day);
    tn_lock_free(day->lock);
    tn_event_free(day->event);
    tn_semaphore_free(day->semaphore);
    tn_condition_free(day->condition);
    tn_queue_free(day->queue);
    return 0;
}

/* Returns whether the day was as any other. */
static bool is_good_day(size_t after, size_t count)
{
    struct day day = { 0 };
    bool is_good;
    int rc;

    allocations_fail(after, count);
    rc = tn_run(spend, &day, NULL);
    allocations_fail(0, 0);
    cr_assert(rc == 0 || rc == TN_EIO || rc == TN_ENOMEM);
    cr_assert_eq(day.cleanups, 0);
    is_good = rc == 0 && day.failures == 0;
    cr_assert(!is_good || day.calls == 4);
    return is_good;
}

Test(memory, that_is_short_once_is_a_code, .timeout = 20)
{
    size_t after = 0;

    cr_assert(is_good_day(0, 0));
    while (!is_good_day(after, 1))
        cr_assert_lt(++after, 200);
    cr_assert_geq(after, 20, "a day should take some allocations");
}

Test(memory, that_is_short_from_then_on_is_a_code, .timeout = 20)
{
    size_t after = 0;

    while (!is_good_day(after, SIZE_MAX))
        cr_assert_lt(++after, 200);
    cr_assert_geq(after, 20, "a day should take some allocations");
}
