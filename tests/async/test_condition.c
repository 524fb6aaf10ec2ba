/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/sync.h>

#include <criterion/criterion.h>

#include "actors.h"

static int wait_for_it(void *user)
{
    struct actor *actor = user;

    tn_condition_acquire(actor->thing);
    tell(actor, tn_condition_wait(actor->thing));
    actor->later = tn_sleep(0);
    if (actor->result != TN_ECLOSED)
        tn_condition_release(actor->thing);
    return 0;
}

struct scene {
    struct log log;
    struct tn_lock *lock;
    struct tn_condition *condition;
    struct actor actors[3];
};

static struct scene scene_new(void)
{
    struct scene scene = { .lock = tn_lock_new() };

    scene.condition = tn_condition_new(scene.lock);
    return scene;
}

static void scene_free(struct scene *scene)
{
    cr_assert_not(tn_lock_is_locked(scene->lock));
    tn_condition_free(scene->condition);
    tn_lock_free(scene->lock);
}

static void begin(struct scene *scene)
{
    static const char *const names[] = { "a", "b", "c" };

    for (size_t i = 0; i < 3; i++)
        scene->actors[i] = (struct actor){
            .name = names[i],
            .thing = scene->condition,
            .log = &scene->log,
        };
    start(scene->actors, 3, wait_for_it);
    put(&scene->log, "begin");
}

/* Notifies with the lock held, which it keeps. */
static void notify(struct scene *scene, size_t count)
{
    tn_condition_acquire(scene->condition);
    tn_condition_notify(scene->condition, count);
    put(&scene->log, "notified");
}

/* -- Notifying ------------------------------------------------------------- */

static int notify_some(void *user)
{
    struct scene *scene = user;

    begin(scene);
    notify(scene, 2);
    tn_sleep(1);
    put(&scene->log, "release");
    tn_condition_release(scene->condition);
    tn_sleep(5);
    tn_condition_acquire(scene->condition);
    tn_condition_notify_all(scene->condition);
    tn_condition_release(scene->condition);
    put(&scene->log, "all");
    finish(scene->actors, 3);
    return 0;
}

Test(condition, has_as_many_go_on_as_are_notified, .timeout = 20)
{
    struct scene scene = scene_new();

    cr_assert_eq(tn_run(notify_some, &scene, NULL), 0);
    cr_assert_str_eq(scene.log.text, "begin notified release a b all c");
    scene_free(&scene);
}

static int misuse(void *user)
{
    struct scene *scene = user;

    if (tn_condition_wait(scene->condition) != TN_EUSAGE ||
        tn_condition_notify(scene->condition, 1) != TN_EUSAGE ||
        tn_condition_notify_all(scene->condition) != TN_EUSAGE)
        return 1;
    return tn_condition_release(scene->condition);
}

Test(condition, wants_its_lock_to_be_held)
{
    struct scene scene = scene_new();

    cr_assert_eq(tn_run(misuse, &scene, NULL), TN_EUSAGE);
    cr_assert_eq(tn_condition_wait(scene.condition), TN_ENOTASK);
    scene_free(&scene);
}

struct answer {
    struct tn_condition *condition;
    int value;
    int asked;
};

static bool is_two(void *user)
{
    struct answer *answer = user;

    answer->asked++;
    return answer->value == 2;
}

static int wait_for_two(void *user)
{
    struct answer *answer = user;
    int rc;

    tn_condition_acquire(answer->condition);
    rc = tn_condition_wait_for(answer->condition, is_two, answer);
    tn_condition_release(answer->condition);
    return rc;
}

static int count_to_two(void *user)
{
    struct answer *answer = user;
    struct tn_task *task = tn_task_new(wait_for_two, answer);
    int rc;

    for (tn_sleep(1); answer->value < 2; tn_sleep(1)) {
        tn_condition_acquire(answer->condition);
        answer->value++;
        tn_condition_notify(answer->condition, 1);
        tn_condition_release(answer->condition);
    }
    rc = tn_await(task);
    tn_task_free(task);
    return rc ? rc : wait_for_two(user);
}

Test(condition, waits_until_it_is_so, .timeout = 20)
{
    struct answer answer = { .condition = tn_condition_new(NULL) };

    cr_assert_eq(tn_run(count_to_two, &answer, NULL), 0);
    cr_assert_eq(answer.asked, 4);
    tn_condition_free(answer.condition);
}

/* -- Cancelling ------------------------------------------------------------ */

static int cancel_while_held(void *user)
{
    struct scene *scene = user;

    begin(scene);
    tn_condition_acquire(scene->condition);
    tn_task_cancel(scene->actors[1].task);
    tn_sleep(1);
    tn_task_cancel(scene->actors[1].task);
    tn_sleep(1);
    put(&scene->log, "release");
    tn_condition_release(scene->condition);
    finish(&scene->actors[1], 1);
    notify(scene, 2);
    tn_condition_release(scene->condition);
    finish(&scene->actors[0], 1);
    finish(&scene->actors[2], 1);
    return 0;
}

Test(condition, holds_the_lock_again_when_cancelled, .timeout = 20)
{
    struct scene scene = scene_new();

    cr_assert_eq(tn_run(cancel_while_held, &scene, NULL), 0);
    cr_assert_str_eq(scene.log.text, "begin release b cancelled notified a c");
    cr_assert_eq(scene.actors[1].later, 0, "told once");
    scene_free(&scene);
}

static int cancel_the_notified(void *user)
{
    struct scene *scene = user;

    begin(scene);
    notify(scene, 1);
    tn_task_cancel(scene->actors[0].task);
    tn_sleep(1);
    tn_task_cancel(scene->actors[0].task);
    tn_condition_release(scene->condition);
    finish(scene->actors, 2);
    put(&scene->log, "rest");
    tn_task_cancel(scene->actors[2].task);
    finish(&scene->actors[2], 1);
    return 0;
}

Test(condition, passes_on_what_a_cancelled_task_was_notified_of, .timeout = 20)
{
    struct scene scene = scene_new();

    cr_assert_eq(tn_run(cancel_the_notified, &scene, NULL), 0);
    cr_assert_str_eq(scene.log.text,
                     "begin notified a cancelled b rest c cancelled");
    scene_free(&scene);
}

static int wait_cancelled(void *user)
{
    struct scene *scene = user;
    int rc;

    tn_condition_acquire(scene->condition);
    tn_task_cancel(tn_task_current());
    rc = tn_condition_wait(scene->condition);
    put(&scene->log, tn_lock_is_locked(scene->lock) ? "held" : "lost");
    tn_condition_release(scene->condition);
    return rc;
}

Test(condition, is_not_waited_for_by_who_was_cancelled_before, .timeout = 20)
{
    struct scene scene = scene_new();

    cr_assert_eq(tn_run(wait_cancelled, &scene, NULL), TN_ECANCELED);
    cr_assert_str_eq(scene.log.text, "held");
    scene_free(&scene);
}

/* -- The end --------------------------------------------------------------- */

static int free_it(void *user)
{
    struct scene *scene = user;

    begin(scene);
    tn_condition_acquire(scene->condition);
    tn_condition_notify(scene->condition, 1);
    tn_condition_free(scene->condition);
    put(&scene->log, "freed");
    finish(scene->actors, 3);
    return 0;
}

Test(condition, with_a_lock_of_its_own_takes_it_along, .timeout = 20)
{
    struct scene scene = { .condition = tn_condition_new(NULL) };

    cr_assert_eq(tn_run(free_it, &scene, NULL), 0);
    cr_assert_str_eq(scene.log.text, "begin freed b closed c closed a closed");
    tn_condition_free(NULL);
}

static int wait_until_freed(void *user)
{
    struct actor *actor = user;

    tn_condition_acquire(actor->thing);
    tell(actor, tn_condition_wait(actor->thing));
    return 0;
}

/* Those who wait get the lock, one by one, from whoever releases it. */
static int free_on_a_lock(void *user)
{
    struct scene *scene = user;

    for (size_t i = 0; i < 3; i++)
        scene->actors[i] = (struct actor){
            .name = "x",
            .thing = scene->condition,
            .log = &scene->log,
        };
    start(scene->actors, 3, wait_until_freed);
    notify(scene, 1);
    tn_condition_free(scene->condition);
    scene->condition = NULL;
    tn_task_cancel(scene->actors[0].task);
    for (size_t i = 0; i < 4; i++) {
        tn_sleep(1);
        put(&scene->log, "release");
        tn_lock_release(scene->lock);
    }
    finish(scene->actors, 3);
    return 0;
}

Test(condition, that_is_gone_leaves_its_lock_to_those_who_waited, .timeout = 20)
{
    struct scene scene = scene_new();

    cr_assert_eq(tn_run(free_on_a_lock, &scene, NULL), 0);
    cr_assert_str_eq(scene.log.text, "notified release x release x closed "
                                     "release x closed release");
    scene_free(&scene);
}

/* Two conditions on one lock, as asyncio's documentation has them. */
static int share_a_lock(void *user)
{
    struct scene *scene = user;
    struct tn_condition *other = tn_condition_new(scene->lock);

    begin(scene);
    tn_condition_acquire(other);
    tn_condition_notify_all(other);
    put(&scene->log, "other");
    tn_condition_release(other);
    tn_sleep(1);
    notify(scene, 3);
    tn_condition_release(scene->condition);
    finish(scene->actors, 3);
    tn_condition_free(other);
    return 0;
}

Test(condition, shares_a_lock_and_not_its_notifications, .timeout = 20)
{
    struct scene scene = scene_new();

    cr_assert_eq(tn_run(share_a_lock, &scene, NULL), 0);
    cr_assert_str_eq(scene.log.text, "begin other notified a b c");
    scene_free(&scene);
}
