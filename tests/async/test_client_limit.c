/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/client/limit.h"

#include <criterion/criterion.h>
#include <tenon/task.h>

/* Tasks that hold a place for a while, and say in which order they had one. */
struct place {
    struct tn__limiter *limiter;
    struct log *log;
    const char *host;
    char name;
    uint64_t ms;
    int rc;
};

struct log {
    char text[64];
    size_t size;
    unsigned used;
    unsigned most;
};

static int hold(void *user)
{
    struct place *place = user;
    struct log *log = place->log;
    struct tn__slot slot = { 0 };

    place->rc = tn__slot_take(place->limiter, &slot, tn_str_from(place->host));
    if (place->rc == 0) {
        log->text[log->size++] = place->name;
        if (++log->used > log->most)
            log->most = log->used;
        tn_sleep(place->ms);
        log->used--;
    }
    tn__slot_give(place->limiter, &slot);
    return place->rc;
}

struct scene {
    struct tn__limiter limiter;
    struct log log;
    struct place places[8];
    size_t count;
    size_t cancelled; /* the place, from 1; 0: none */
};

static int play(void *user)
{
    struct scene *scene = user;
    struct tn_task *tasks[8];

    for (size_t i = 0; i < scene->count; i++) {
        scene->places[i].limiter = &scene->limiter;
        scene->places[i].log = &scene->log;
        tasks[i] = tn_task_new(hold, &scene->places[i]);
    }
    tn_sleep(1);
    if (scene->cancelled)
        tn_task_cancel(tasks[scene->cancelled - 1]);
    for (size_t i = 0; i < scene->count; i++) {
        tn_await(tasks[i]);
        tn_task_free(tasks[i]);
    }
    return 0;
}

static void assert_all_is_given(const struct scene *scene)
{
    cr_assert_null(scene->limiter.hosts);
    cr_assert_eq(scene->limiter.used, 0);
    cr_assert_eq(scene->limiter.queued, 0);
}

Test(client_limit, lets_hosts_take_turns, .timeout = 10)
{
    struct scene scene = {
        .limiter = { .limit = 1, .host_limit = 1, .queue_limit = 9 },
        .places = { { .host = "x", .name = 'a', .ms = 3 },
                    { .host = "x", .name = 'b', .ms = 3 },
                    { .host = "x", .name = 'c', .ms = 3 },
                    { .host = "y", .name = 'd', .ms = 3 },
                    { .host = "y", .name = 'e', .ms = 3 } },
        .count = 5,
    };

    cr_assert_eq(tn_run(play, &scene, NULL), 0);
    cr_assert_eq(scene.log.most, 1);
    cr_assert_eq(scene.log.text[0], 'a');
    cr_assert(strchr(scene.log.text, 'd') < strchr(scene.log.text, 'c'));
    cr_assert(strchr(scene.log.text, 'b') < strchr(scene.log.text, 'c'));
    assert_all_is_given(&scene);
}

Test(client_limit, holds_a_host_back_and_no_other, .timeout = 10)
{
    struct scene scene = {
        .limiter = { .limit = 8, .host_limit = 1, .queue_limit = 9 },
        .places = { { .host = "x", .name = 'a', .ms = 20 },
                    { .host = "x", .name = 'b', .ms = 1 },
                    { .host = "y", .name = 'c', .ms = 1 } },
        .count = 3,
    };

    cr_assert_eq(tn_run(play, &scene, NULL), 0);
    cr_assert_str_eq(scene.log.text, "acb");
    cr_assert_eq(scene.log.most, 2);
    assert_all_is_given(&scene);
}

Test(client_limit, forgets_who_is_cancelled, .timeout = 10)
{
    struct scene scene = {
        .limiter = { .limit = 1, .host_limit = 1, .queue_limit = 9 },
        .places = { { .host = "x", .name = 'a', .ms = 20 },
                    { .host = "x", .name = 'b', .ms = 1 },
                    { .host = "x", .name = 'c', .ms = 1 } },
        .count = 3,
        .cancelled = 2,
    };

    cr_assert_eq(tn_run(play, &scene, NULL), 0);
    cr_assert_str_eq(scene.log.text, "ac");
    cr_assert_eq(scene.places[1].rc, TN_ECANCELED);
    assert_all_is_given(&scene);
}

Test(client_limit, refuses_a_queue_that_is_too_long, .timeout = 10)
{
    struct scene scene = {
        .limiter = { .limit = 1, .host_limit = 1, .queue_limit = 1 },
        .places = { { .host = "x", .name = 'a', .ms = 5 },
                    { .host = "x", .name = 'b', .ms = 1 },
                    { .host = "y", .name = 'c', .ms = 1 } },
        .count = 3,
    };

    cr_assert_eq(tn_run(play, &scene, NULL), 0);
    cr_assert_str_eq(scene.log.text, "ab");
    cr_assert_eq(scene.places[2].rc, TN_ELIMIT);
    assert_all_is_given(&scene);
}
