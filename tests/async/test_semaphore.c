/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/sync.h>

#include <criterion/criterion.h>

#include "actors.h"

static int acquire(void *user)
{
    struct actor *actor = user;

    tell(actor, tn_semaphore_acquire(actor->thing));
    actor->later = tn_sleep(0);
    return 0;
}

struct scene {
    struct log log;
    struct tn_semaphore *semaphore;
    struct actor actors[3];
    int result;
};

static void begin(struct scene *scene)
{
    static const char *const names[] = { "a", "b", "c" };

    for (size_t i = 0; i < 3; i++)
        scene->actors[i] = (struct actor){
            .name = names[i],
            .thing = scene->semaphore,
            .log = &scene->log,
        };
    start(scene->actors, 3, acquire);
    put(&scene->log, "begin");
}

static void release(struct scene *scene)
{
    scene->result = tn_semaphore_release(scene->semaphore);
    put(&scene->log, "release");
}

/* -- Order ----------------------------------------------------------------- */

static int release_one_by_one(void *user)
{
    struct scene *scene = user;

    begin(scene);
    release(scene);
    tn_sleep(1);
    release(scene);
    tn_sleep(1);
    finish(scene->actors, 3);
    return tn_semaphore_is_locked(scene->semaphore);
}

Test(semaphore, lets_in_so_many_and_then_one_for_each_release, .timeout = 20)
{
    struct scene scene = { .semaphore = tn_semaphore_new(1) };

    cr_assert_eq(tn_run(release_one_by_one, &scene, NULL), 1);
    cr_assert_str_eq(scene.log.text, "a begin release b release c");
    tn_semaphore_free(scene.semaphore);
}

static int overtake(void *user)
{
    struct scene *scene = user;

    begin(scene);
    release(scene);
    release(scene);
    release(scene);
    put(&scene->log, "taken");
    tn_semaphore_release(scene->semaphore);
    scene->result = tn_semaphore_acquire(scene->semaphore);
    put(&scene->log, "main");
    finish(scene->actors, 3);
    return tn_semaphore_is_locked(scene->semaphore);
}

Test(semaphore, hands_over_what_newcomers_cannot_take, .timeout = 20)
{
    struct scene scene = { .semaphore = tn_semaphore_new(0) };

    cr_assert_eq(tn_run(overtake, &scene, NULL), 1);
    cr_assert_str_eq(scene.log.text,
                     "begin release release release taken main a b c");
    tn_semaphore_free(scene.semaphore);
}

/* -- Cancelling ------------------------------------------------------------ */

static int cancel_two(void *user)
{
    struct scene *scene = user;

    begin(scene);
    tn_task_cancel(scene->actors[0].task);
    release(scene);
    tn_task_cancel(scene->actors[1].task);
    finish(scene->actors, 2);
    put(&scene->log, tn_semaphore_is_locked(scene->semaphore) ? "none" : "one");
    release(scene);
    finish(&scene->actors[2], 1);
    return 0;
}

Test(semaphore, loses_nothing_when_those_who_wait_are_cancelled, .timeout = 20)
{
    struct scene scene = { .semaphore = tn_semaphore_new(0) };

    cr_assert_eq(tn_run(cancel_two, &scene, NULL), 0);
    /* The second had got it already, and is told later. */
    cr_assert_str_eq(scene.log.text,
                     "begin release a cancelled b none release c");
    cr_assert_eq(scene.actors[1].later, TN_ECANCELED);
    tn_semaphore_free(scene.semaphore);
}

/* -- Bounds ---------------------------------------------------------------- */

static int release_too_often(void *user)
{
    struct scene *scene = user;

    tn_semaphore_acquire(scene->semaphore);
    cr_expect_eq(tn_semaphore_release(scene->semaphore), 0);
    return tn_semaphore_release(scene->semaphore);
}

Test(semaphore, bounded_refuses_to_be_released_too_often)
{
    struct scene scene = { .semaphore = tn_semaphore_new_bounded(2) };

    cr_assert_eq(tn_semaphore_release(scene.semaphore), TN_EUSAGE);
    cr_assert_eq(tn_run(release_too_often, &scene, NULL), TN_EUSAGE);
    tn_semaphore_free(scene.semaphore);
    scene.semaphore = tn_semaphore_new(2);
    cr_assert_eq(tn_run(release_too_often, &scene, NULL), 0);
    tn_semaphore_free(scene.semaphore);
}

static int free_it(void *user)
{
    struct scene *scene = user;

    begin(scene);
    tn_semaphore_free(scene->semaphore);
    finish(scene->actors, 3);
    return 0;
}

Test(semaphore, tells_those_who_wait_that_it_is_gone, .timeout = 20)
{
    struct scene scene = { .semaphore = tn_semaphore_new(1) };

    cr_assert_eq(tn_semaphore_acquire(scene.semaphore), TN_ENOTASK);
    cr_assert_eq(tn_run(free_it, &scene, NULL), 0);
    cr_assert_str_eq(scene.log.text, "a begin b closed c closed");
    tn_semaphore_free(NULL);
}
