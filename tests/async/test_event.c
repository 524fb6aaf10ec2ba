/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/sync.h>

#include <criterion/criterion.h>

#include "actors.h"

static int wait_for_it(void *user)
{
    struct actor *actor = user;

    tell(actor, tn_event_wait(actor->thing));
    return 0;
}

struct scene {
    struct log log;
    struct tn_event *event;
    struct actor actors[3];
};

static void begin(struct scene *scene)
{
    static const char *const names[] = { "a", "b", "c" };

    for (size_t i = 0; i < 3; i++)
        scene->actors[i] = (struct actor){
            .name = names[i],
            .thing = scene->event,
            .log = &scene->log,
        };
    start(scene->actors, 3, wait_for_it);
    put(&scene->log, "begin");
}

static int set_it(void *user)
{
    struct scene *scene = user;

    begin(scene);
    tn_event_set(scene->event);
    put(&scene->log, "set");
    finish(scene->actors, 3);
    begin(scene);
    finish(scene->actors, 3);
    return 0;
}

Test(event, has_all_go_on_and_lets_pass_who_comes_later, .timeout = 20)
{
    struct scene scene = { .event = tn_event_new() };

    cr_assert_not(tn_event_is_set(scene.event));
    cr_assert_eq(tn_run(set_it, &scene, NULL), 0);
    cr_assert_str_eq(scene.log.text, "begin set a b c a b c begin");
    cr_assert(tn_event_is_set(scene.event));
    tn_event_free(scene.event);
}

static int set_and_clear(void *user)
{
    struct scene *scene = user;

    begin(scene);
    tn_event_set(scene->event);
    tn_event_clear(scene->event);
    finish(scene->actors, 3);
    begin(scene);
    tn_sleep(1);
    tn_event_set(scene->event);
    finish(scene->actors, 3);
    return 0;
}

Test(event, wakes_those_who_wait_though_it_is_cleared_at_once, .timeout = 20)
{
    struct scene scene = { .event = tn_event_new() };

    cr_assert_eq(tn_run(set_and_clear, &scene, NULL), 0);
    cr_assert_str_eq(scene.log.text, "begin a b c begin a b c");
    tn_event_free(scene.event);
}

static int cancel_one(void *user)
{
    struct scene *scene = user;

    begin(scene);
    tn_task_cancel(scene->actors[1].task);
    tn_sleep(0);
    tn_event_set(scene->event);
    finish(scene->actors, 3);
    return 0;
}

Test(event, forgets_who_is_cancelled, .timeout = 20)
{
    struct scene scene = { .event = tn_event_new() };

    cr_assert_eq(tn_run(cancel_one, &scene, NULL), 0);
    cr_assert_str_eq(scene.log.text, "begin b cancelled a c");
    tn_event_free(scene.event);
}

static int free_it(void *user)
{
    struct scene *scene = user;

    begin(scene);
    tn_event_free(scene->event);
    finish(scene->actors, 3);
    return 0;
}

Test(event, tells_those_who_wait_that_it_is_gone, .timeout = 20)
{
    struct scene scene = { .event = tn_event_new() };

    cr_assert_eq(tn_event_wait(scene.event), TN_ENOTASK);
    cr_assert_eq(tn_run(free_it, &scene, NULL), 0);
    cr_assert_str_eq(scene.log.text, "begin a closed b closed c closed");
    tn_event_free(NULL);
}
