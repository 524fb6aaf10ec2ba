/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/queue.h>

#include <criterion/criterion.h>
#include <stdint.h>

#include "actors.h"

static int get_one(void *user)
{
    struct actor *actor = user;
    void *item = NULL;

    tell(actor, tn_queue_get(actor->thing, &item));
    if (item)
        put(actor->log, item);
    actor->later = tn_sleep(0);
    return 0;
}

/* Puts a text of its own. */
static int put_one(void *user)
{
    static char texts[][2] = { "a", "b", "c" };
    struct actor *actor = user;

    tell(actor, tn_queue_put(actor->thing, texts[actor->name[0] - 'a']));
    actor->later = tn_sleep(0);
    return 0;
}

struct scene {
    struct log log;
    struct tn_queue *queue;
    struct actor actors[3];
};

static void begin(struct scene *scene, tn_task_fn act)
{
    static const char *const names[] = { "a", "b", "c" };

    for (size_t i = 0; i < 3; i++)
        scene->actors[i] = (struct actor){
            .name = names[i],
            .thing = scene->queue,
            .log = &scene->log,
        };
    start(scene->actors, 3, act);
    put(&scene->log, "begin");
}

static void take(struct scene *scene)
{
    void *item = NULL;

    put(&scene->log, "take");
    put(&scene->log, tn_queue_get_nowait(scene->queue, &item) ? "none" : item);
}

static char one[] = "1", two[] = "2", three[] = "3";

/* -- Getting --------------------------------------------------------------- */

static int feed(void *user)
{
    struct scene *scene = user;

    begin(scene, get_one);
    tn_queue_put(scene->queue, one);
    tn_queue_put(scene->queue, two);
    take(scene);
    tn_queue_put(scene->queue, three);
    finish(scene->actors, 3);
    return (int)tn_queue_count(scene->queue);
}

Test(queue, feeds_those_who_wait_in_the_order_of_their_coming, .timeout = 20)
{
    struct scene scene = { .queue = tn_queue_new(0) };

    cr_assert_eq(tn_run(feed, &scene, NULL), 0);
    cr_assert_str_eq(scene.log.text, "begin take none a 1 b 2 c 3");
    tn_queue_free(scene.queue);
}

static int cancel_getters(void *user)
{
    struct scene *scene = user;

    begin(scene, get_one);
    tn_task_cancel(scene->actors[0].task);
    tn_queue_put(scene->queue, one);
    tn_task_cancel(scene->actors[1].task);
    tn_queue_put(scene->queue, two);
    finish(scene->actors, 3);
    return (int)tn_queue_count(scene->queue);
}

Test(queue, loses_no_item_when_those_who_get_are_cancelled, .timeout = 20)
{
    struct scene scene = { .queue = tn_queue_new(0) };

    cr_assert_eq(tn_run(cancel_getters, &scene, NULL), 0);
    /* The second had got it already, and is told later. */
    cr_assert_str_eq(scene.log.text, "begin a cancelled b 1 c 2");
    cr_assert_eq(scene.actors[1].later, TN_ECANCELED);
    tn_queue_free(scene.queue);
}

/* -- Putting --------------------------------------------------------------- */

static int make_room(void *user)
{
    struct scene *scene = user;

    begin(scene, put_one);
    take(scene);
    put(&scene->log,
        tn_queue_put_nowait(scene->queue, one) == TN_ELIMIT ? "full" : "?");
    tn_sleep(0);
    take(scene);
    take(scene);
    take(scene);
    finish(scene->actors, 3);
    return 0;
}

Test(queue, that_is_full_has_those_who_put_wait_for_room, .timeout = 20)
{
    struct scene scene = { .queue = tn_queue_new(1) };

    cr_assert_eq(tn_run(make_room, &scene, NULL), 0);
    cr_assert_str_eq(scene.log.text, "a begin take a full b take b take c take "
                                     "none c");
    tn_queue_free(scene.queue);
}

static int cancel_putters(void *user)
{
    struct scene *scene = user;

    begin(scene, put_one);
    tn_task_cancel(scene->actors[1].task);
    take(scene);
    tn_task_cancel(scene->actors[2].task);
    take(scene);
    take(scene);
    finish(scene->actors, 3);
    return 0;
}

Test(queue, takes_nothing_of_those_who_put_and_are_cancelled, .timeout = 20)
{
    struct scene scene = { .queue = tn_queue_new(1) };

    cr_assert_eq(tn_run(cancel_putters, &scene, NULL), 0);
    cr_assert_str_eq(scene.log.text, "a begin take a take c take none b "
                                     "cancelled c");
    cr_assert_eq(scene.actors[2].later, TN_ECANCELED);
    tn_queue_free(scene.queue);
}

/* -- Without waiting ------------------------------------------------------- */

Test(queue, keeps_its_order_while_it_grows_and_turns)
{
    enum {
        COUNT = 1000
    };
    static char each[2 * COUNT];
    struct tn_queue *queue = tn_queue_new(COUNT);
    size_t in = 0, out = 0;
    void *item = NULL;

    for (size_t round = 0; in < 2 * COUNT; round++) {
        for (size_t i = 0; i < 3 && in < 2 * COUNT; i++)
            cr_assert_eq(tn_queue_put_nowait(queue, &each[in++]), 0);
        cr_assert_eq(tn_queue_get_nowait(queue, &item), 0);
        cr_assert_eq(item, &each[out++]);
        while (in - out >= COUNT - 3) {
            cr_assert_eq(tn_queue_get_nowait(queue, &item), 0);
            cr_assert_eq(item, &each[out++]);
        }
        cr_assert_eq(tn_queue_count(queue), in - out);
    }
    for (; out < in; out++) {
        cr_assert_eq(tn_queue_get_nowait(queue, &item), 0);
        cr_assert_eq(item, &each[out]);
    }
    cr_assert_eq(tn_queue_get_nowait(queue, &item), TN_EPENDING);
    tn_queue_free(queue);
}

Test(queue, holds_as_many_as_its_limit)
{
    struct tn_queue *queue = tn_queue_new(0);

    for (size_t i = 0; i < TN_QUEUE_LIMIT; i++)
        cr_assert_eq(tn_queue_put_nowait(queue, NULL), 0);
    cr_assert_eq(tn_queue_put_nowait(queue, NULL), TN_ELIMIT);
    tn_queue_free(queue);
    queue = tn_queue_new(SIZE_MAX);
    cr_assert_eq(tn_queue_put_nowait(queue, one), 0);
    cr_assert_eq(tn_queue_put(queue, one), TN_ENOTASK);
    cr_assert_eq(tn_queue_get(queue, NULL), TN_ENOTASK);
    cr_assert_eq(tn_queue_join(queue), TN_ENOTASK);
    tn_queue_free(queue);
    tn_queue_free(NULL);
}

/* -- Work ------------------------------------------------------------------ */

static int join(void *user)
{
    struct actor *actor = user;

    tell(actor, tn_queue_join(actor->thing));
    return 0;
}

static int do_work(void *user)
{
    struct scene *scene = user;
    int rc;

    tn_queue_put(scene->queue, one);
    tn_queue_put(scene->queue, two);
    begin(scene, join);
    take(scene);
    take(scene);
    put(&scene->log, "done");
    tn_queue_task_done(scene->queue);
    tn_sleep(0);
    put(&scene->log, "done");
    tn_queue_task_done(scene->queue);
    finish(scene->actors, 3);
    rc = tn_queue_join(scene->queue);
    return rc ? rc : tn_queue_task_done(scene->queue);
}

Test(queue, is_joined_when_all_work_is_done, .timeout = 20)
{
    struct scene scene = { .queue = tn_queue_new(0) };

    cr_assert_eq(tn_run(do_work, &scene, NULL), TN_EUSAGE);
    cr_assert_str_eq(scene.log.text, "begin take 1 take 2 done done a b c");
    tn_queue_free(scene.queue);
}

/* Workers that share a queue: asyncio's example. */
struct pool {
    struct tn_queue *queue;
    int sum;
};

static int add_up(void *user)
{
    struct pool *pool = user;
    void *item;
    int rc;

    while ((rc = tn_queue_get(pool->queue, &item)) == 0) {
        tn_sleep(*(int *)item % 3 ? 0 : 1);
        pool->sum += *(int *)item;
        tn_queue_task_done(pool->queue);
    }
    return rc == TN_ECLOSED ? 0 : rc;
}

static int share_work(void *user)
{
    enum {
        COUNT = 300
    };
    struct pool *pool = user;
    struct tn_group *workers = tn_group_new();
    int numbers[COUNT];
    int rc;

    for (int i = 0; i < 7; i++)
        tn_group_add(workers, add_up, pool);
    for (int i = 0; i < COUNT; i++) {
        numbers[i] = i;
        tn_queue_put(pool->queue, &numbers[i]);
    }
    tn_queue_join(pool->queue);
    tn_queue_shutdown(pool->queue);
    rc = tn_group_wait(workers);
    tn_group_free(workers);
    return rc;
}

Test(queue, is_shared_by_workers, .timeout = 20)
{
    struct pool pool = { .queue = tn_queue_new(5) };

    cr_assert_eq(tn_run(share_work, &pool, NULL), 0);
    cr_assert_eq(pool.sum, 300 * 299 / 2);
    tn_queue_free(pool.queue);
}

/* -- The end --------------------------------------------------------------- */

static int shut(void *user)
{
    struct scene *scene = user;
    void *item = NULL;

    begin(scene, put_one);
    tn_queue_shutdown(scene->queue);
    tn_sleep(0);
    put(&scene->log,
        tn_queue_put(scene->queue, one) == TN_ECLOSED ? "no" : "?");
    take(scene);
    finish(scene->actors, 3);
    return tn_queue_get(scene->queue, &item);
}

Test(queue, that_was_shut_gives_what_is_left, .timeout = 20)
{
    struct scene scene = { .queue = tn_queue_new(1) };

    cr_assert_eq(tn_run(shut, &scene, NULL), TN_ECLOSED);
    cr_assert_str_eq(scene.log.text, "a begin b closed c closed no take a");
    tn_queue_free(scene.queue);
}

static int shut_while_empty(void *user)
{
    struct scene *scene = user;

    begin(scene, get_one);
    tn_queue_shutdown(scene->queue);
    finish(scene->actors, 3);
    return 0;
}

static int free_it(void *user)
{
    struct scene *scene = user;

    begin(scene, get_one);
    tn_queue_free(scene->queue);
    finish(scene->actors, 3);
    return 0;
}

static int free_while_joined(void *user)
{
    struct scene *scene = user;

    tn_queue_put(scene->queue, one);
    begin(scene, join);
    tn_queue_free(scene->queue);
    finish(scene->actors, 3);
    return 0;
}

Test(queue, tells_those_who_wait_that_nothing_will_come, .timeout = 20)
{
    static const tn_task_fn ways[] = { shut_while_empty, free_it,
                                       free_while_joined };

    for (size_t i = 0; i < 3; i++) {
        struct scene scene = { .queue = tn_queue_new(0) };

        cr_assert_eq(tn_run(ways[i], &scene, NULL), 0);
        cr_assert_str_eq(scene.log.text, "begin a closed b closed c closed");
        if (i == 0)
            tn_queue_free(scene.queue);
    }
}
