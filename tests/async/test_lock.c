/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/sync.h>

#include <criterion/criterion.h>

#include "actors.h"

static int acquire_and_release(void *user)
{
    struct actor *actor = user;

    tell(actor, tn_lock_acquire(actor->thing));
    actor->later = tn_sleep(0);
    if (actor->result == 0)
        tn_lock_release(actor->thing);
    return 0;
}

/* What happens to three who wait while the main task holds the lock. */
struct scene {
    struct log log;
    struct tn_lock *lock;
    struct actor actors[3];
    int result;
};

static struct scene scene_new(void)
{
    return (struct scene){ .lock = tn_lock_new() };
}

static void begin(struct scene *scene)
{
    static const char *const names[] = { "a", "b", "c" };

    tn_lock_acquire(scene->lock);
    for (size_t i = 0; i < 3; i++)
        scene->actors[i] = (struct actor){
            .name = names[i],
            .thing = scene->lock,
            .log = &scene->log,
        };
    start(scene->actors, 3, acquire_and_release);
    put(&scene->log, "begin");
}

/* -- Order ----------------------------------------------------------------- */

static int release_to_all(void *user)
{
    struct scene *scene = user;

    begin(scene);
    tn_lock_release(scene->lock);
    finish(scene->actors, 3);
    return tn_lock_is_locked(scene->lock);
}

Test(lock, lets_in_one_after_the_other_in_the_order_of_coming, .timeout = 20)
{
    struct scene scene = scene_new();

    cr_assert_eq(tn_run(release_to_all, &scene, NULL), 0);
    cr_assert_str_eq(scene.log.text, "begin a b c");
    tn_lock_free(scene.lock);
}

static int acquire_again(void *user)
{
    struct scene *scene = user;

    begin(scene);
    tn_lock_release(scene->lock);
    put(&scene->log, tn_lock_is_locked(scene->lock) ? "handed" : "free");
    scene->result = tn_lock_acquire(scene->lock);
    put(&scene->log, "main");
    tn_lock_release(scene->lock);
    finish(scene->actors, 3);
    return 0;
}

Test(lock, is_not_taken_by_who_comes_before_those_who_wait_ran, .timeout = 20)
{
    struct scene scene = scene_new();

    cr_assert_eq(tn_run(acquire_again, &scene, NULL), 0);
    cr_assert_str_eq(scene.log.text, "begin handed a b c main");
    cr_assert_eq(scene.result, 0);
    tn_lock_free(scene.lock);
}

/* -- Cancelling ------------------------------------------------------------ */

static int cancel_the_second(void *user)
{
    struct scene *scene = user;

    begin(scene);
    tn_task_cancel(scene->actors[1].task);
    tn_lock_release(scene->lock);
    finish(scene->actors, 3);
    return tn_lock_is_locked(scene->lock);
}

Test(lock, passes_over_who_was_cancelled, .timeout = 20)
{
    struct scene scene = scene_new();

    cr_assert_eq(tn_run(cancel_the_second, &scene, NULL), 0);
    cr_assert_str_eq(scene.log.text, "begin b cancelled a c");
    cr_assert_eq(scene.actors[1].later, 0);
    tn_lock_free(scene.lock);
}

static int cancel_who_was_handed(void *user)
{
    struct scene *scene = user;

    begin(scene);
    tn_lock_release(scene->lock);
    tn_task_cancel(scene->actors[0].task);
    finish(scene->actors, 3);
    return tn_lock_is_locked(scene->lock);
}

Test(lock, is_not_lost_when_its_next_holder_is_cancelled, .timeout = 20)
{
    struct scene scene = scene_new();

    cr_assert_eq(tn_run(cancel_who_was_handed, &scene, NULL), 0);
    cr_assert_str_eq(scene.log.text, "begin a b c");
    cr_assert_eq(scene.actors[0].later, TN_ECANCELED);
    tn_lock_free(scene.lock);
}

static int acquire_cancelled(void *user)
{
    struct scene *scene = user;

    begin(scene);
    tn_task_cancel(tn_task_current());
    scene->result = tn_lock_acquire(scene->lock);
    tn_lock_release(scene->lock);
    finish(scene->actors, 3);
    return tn_lock_is_locked(scene->lock);
}

Test(lock, is_not_waited_for_by_who_was_cancelled_before, .timeout = 20)
{
    struct scene scene = scene_new();

    cr_assert_eq(tn_run(acquire_cancelled, &scene, NULL), 0);
    cr_assert_eq(scene.result, TN_ECANCELED);
    cr_assert_str_eq(scene.log.text, "begin a b c");
    tn_lock_free(scene.lock);
}

/* -- Wrong use and the end ------------------------------------------------- */

static int release_twice(void *user)
{
    struct scene *scene = user;

    tn_lock_acquire(scene->lock);
    tn_lock_release(scene->lock);
    return tn_lock_release(scene->lock);
}

Test(lock, refuses_to_be_released_when_nobody_holds_it)
{
    struct scene scene = scene_new();

    cr_assert_eq(tn_lock_release(scene.lock), TN_EUSAGE);
    cr_assert_eq(tn_lock_acquire(scene.lock), TN_ENOTASK);
    cr_assert_not(tn_lock_is_locked(scene.lock));
    cr_assert_eq(tn_run(release_twice, &scene, NULL), TN_EUSAGE);
    tn_lock_free(scene.lock);
    tn_lock_free(NULL);
}

static int free_it(void *user)
{
    struct scene *scene = user;

    begin(scene);
    tn_lock_free(scene->lock);
    finish(scene->actors, 3);
    return 0;
}

Test(lock, tells_those_who_wait_that_it_is_gone, .timeout = 20)
{
    struct scene scene = scene_new();

    cr_assert_eq(tn_run(free_it, &scene, NULL), 0);
    cr_assert_str_eq(scene.log.text, "begin a closed b closed c closed");
}

/* -- Many ------------------------------------------------------------------ */

struct counter {
    struct tn_lock *lock;
    int inside;
    int most;
    int done;
};

static int count_up(void *user)
{
    struct counter *counter = user;

    for (int i = 0; i < 20; i++) {
        int rc = tn_lock_acquire(counter->lock);

        if (rc)
            return rc;
        if (++counter->inside > counter->most)
            counter->most = counter->inside;
        rc = tn_sleep(0);
        counter->inside--;
        counter->done++;
        tn_lock_release(counter->lock);
        if (rc)
            return rc;
    }
    return 0;
}

static int count_with_many(void *user)
{
    enum {
        MANY = 200
    };
    struct counter *counter = user;
    struct tn_task *tasks[MANY];

    for (int i = 0; i < MANY; i++)
        tasks[i] = tn_task_new(count_up, counter);
    for (int i = 0; i < MANY; i += 3) {
        for (int turns = 0; turns < 3; turns++)
            tn_sleep(0);
        tn_task_cancel(tasks[i * 7 % MANY]);
    }
    for (int i = 0; i < MANY; i++) {
        tn_await(tasks[i]);
        tn_task_free(tasks[i]);
    }
    return tn_lock_is_locked(counter->lock);
}

Test(lock, holds_with_many_and_some_cancelled, .timeout = 20)
{
    struct counter counter = { .lock = tn_lock_new() };

    cr_assert_eq(tn_run(count_with_many, &counter, NULL), 0);
    cr_assert_eq(counter.most, 1);
    cr_assert_eq(counter.inside, 0);
    cr_assert_geq(counter.done, 133 * 20);
    cr_assert_lt(counter.done, 200 * 20);
    tn_lock_free(counter.lock);
}
