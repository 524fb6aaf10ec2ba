/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/coro.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <tenon/error.h>
#include <tenon/task.h>

#include "async/thread.h"
#include "log.h"

/* Pages of this process: all that are mapped, and those with memory. */
struct pages {
    size_t mapped;
    size_t resident;
};

static struct pages count_pages(void)
{
    struct pages pages = { 0 };
    FILE *file = fopen("/proc/self/statm", "r");
    char line[128];
    char *at = fgets(line, sizeof(line), file);

    fclose(file);
    pages.mapped = strtoul(at, &at, 10);
    pages.resident = strtoul(at, NULL, 10);
    return pages;
}

/* -- Switching ------------------------------------------------------------- */

struct talk {
    struct log log;
    struct tn__coro *coro;
    struct tn__coro *back;
};

static void speak(void *user)
{
    struct talk *talk = user;

    put(&talk->log, "one");
    tn__coro_switch(talk->back);
    put(&talk->log, "two");
    tn__coro_switch(talk->back);
    put(&talk->log, "end");
}

static void begin(struct talk *talk)
{
    talk->back = &tn__thread()->root;
    talk->coro->run = speak;
    talk->coro->user = talk;
    talk->coro->back = talk->back;
}

Test(coro, goes_on_where_it_left_off)
{
    struct talk talk = { .coro = tn__coro_take(NULL) };

    begin(&talk);
    tn__coro_switch(talk.coro);
    put(&talk.log, "a");
    tn__coro_switch(talk.coro);
    put(&talk.log, "b");
    cr_assert_not_null(talk.coro->run);
    tn__coro_switch(talk.coro);
    cr_assert_null(talk.coro->run);
    cr_assert_str_eq(talk.log.text, "one a two b end");
    tn__coro_give(NULL, talk.coro);
}

Test(coro, may_be_given_back_before_it_begins_or_amid)
{
    struct talk talk = { .coro = tn__coro_take(NULL) };

    tn__coro_give(NULL, talk.coro);
    talk.coro = tn__coro_take(NULL);
    begin(&talk);
    tn__coro_switch(talk.coro);
    tn__coro_abandon(talk.coro);
    cr_assert_str_eq(talk.log.text, "one");
}

/* -- The pool -------------------------------------------------------------- */

Test(coro, is_used_again_the_last_given_back_first)
{
    struct tn__coro_pool pool = { .stack_size = (size_t)64 * 1024 };
    struct talk talk = { .coro = tn__coro_take(&pool) };
    struct tn__coro *other = tn__coro_take(&pool);

    for (int i = 0; i < 3; i++) {
        begin(&talk);
        for (int turns = 0; turns < 3; turns++)
            tn__coro_switch(talk.coro);
        tn__coro_give(&pool, talk.coro);
        cr_assert_eq(tn__coro_take(&pool), talk.coro);
    }
    cr_assert_str_eq(talk.log.text, "one two end one two end one two end");
    tn__coro_give(&pool, other);
    tn__coro_give(&pool, talk.coro);
    cr_assert_eq(pool.unused_count, 2);
    cr_assert_eq(tn__coro_take(&pool), talk.coro);
    cr_assert_eq(tn__coro_take(&pool), other);
    cr_assert_eq(pool.unused_count, 0);
    tn__coro_give(&pool, other);
    tn__coro_give(&pool, talk.coro);
    tn__coro_pool_deinit(&pool);
    cr_assert_null(pool.unused);
    tn__coro_pool_deinit(&pool);
}

Test(coro, is_kept_by_its_pool_up_to_a_ceiling, .timeout = 20)
{
    enum {
        MANY = 4200,
        KEPT = 4096
    };
    static struct tn__coro *coros[MANY];
    struct tn__coro_pool pool = { .stack_size = (size_t)16 * 1024 };

    for (int i = 0; i < MANY; i++)
        cr_assert_not_null(coros[i] = tn__coro_take(&pool));
    for (int i = 0; i < MANY; i++)
        tn__coro_give(&pool, coros[i]);
    cr_assert_eq(pool.unused_count, KEPT);
    tn__coro_pool_deinit(&pool);
}

Test(coro, has_a_stack_within_the_limits)
{
    struct tn__coro_pool small = { .stack_size = 1 };
    struct tn__coro_pool large = { .stack_size = SIZE_MAX };
    struct tn__coro_pool odd = { .stack_size = 20001 };
    struct tn__coro *coro = tn__coro_take(&small);

    cr_assert_eq(tn__coro_asked_size(coro), TN__STACK_SIZE_MIN);
    tn__coro_give(&small, coro);
    coro = tn__coro_take(&large);
    cr_assert_eq(tn__coro_asked_size(coro), TN__STACK_SIZE_MAX);
    tn__coro_give(&large, coro);
    coro = tn__coro_take(&odd);
    cr_assert_geq(tn__coro_asked_size(coro), 20001);
    cr_assert_leq(tn__coro_asked_size(coro), 20001 + 4096);
    tn__coro_give(&odd, coro);
    tn__coro_pool_deinit(&small);
    tn__coro_pool_deinit(&large);
    tn__coro_pool_deinit(&odd);
}

/* -- Memory ---------------------------------------------------------------- */

/* The compiler does not know that this is memset(), and has to keep what is
 * filled. */
static void *(*volatile fill)(void *to, int byte, size_t size) = memset;

static void touch(void *user)
{
    char frame[96 * 1024];

    fill(frame, 1, sizeof(frame));
    *(size_t *)user += (size_t)frame[1024];
}

Test(coro, that_went_deep_gives_its_memory_back, .timeout = 20)
{
    enum {
        MANY = 200,
        KEPT_DEEP = 64
    };
    static struct tn__coro *coros[MANY];
    struct tn__coro_pool pool = { 0 };
    size_t touched = 0;
    size_t before, deep, trimmed;

    for (int i = 0; i < MANY; i++) {
        coros[i] = tn__coro_take(&pool);
        coros[i]->run = touch;
        coros[i]->user = &touched;
        coros[i]->back = &tn__thread()->root;
    }
    before = count_pages().resident;
    for (int i = 0; i < MANY; i++) {
        tn__coro_switch(coros[i]);
        tn__coro_give(&pool, coros[i]);
    }
    deep = count_pages().resident;
    cr_assert(pool.wants_trim);
    tn__coro_pool_trim(&pool);
    cr_assert_not(pool.wants_trim);
    trimmed = count_pages().resident;
    cr_assert_eq(touched, MANY);
    cr_assert_geq(deep - before, MANY * (size_t)(80 / 4));
    cr_assert_geq(deep - trimmed, (MANY - KEPT_DEEP) * (size_t)(72 / 4));
    tn__coro_pool_deinit(&pool);
}

static int sleep_long(void *user)
{
    int rc = tn_sleep(3600000);

    *(size_t *)user += rc == TN_ECANCELED;
    return rc;
}

struct crowd {
    size_t count;
    size_t woken;
    size_t bytes_each;
};

static int measure_crowd(void *user)
{
    struct crowd *crowd = user;
    struct tn_task **tasks = calloc(crowd->count, sizeof(struct tn_task *));
    size_t before = count_pages().resident;

    for (size_t i = 0; i < crowd->count; i++)
        tasks[i] = tn_task_new(sleep_long, &crowd->woken);
    tn_sleep(0);
    crowd->bytes_each = (count_pages().resident - before) *
                        (size_t)sysconf(_SC_PAGESIZE) / crowd->count;
    for (size_t i = 0; i < crowd->count; i++)
        tn_task_cancel(tasks[i]);
    for (size_t i = 0; i < crowd->count; i++) {
        tn_await(tasks[i]);
        tn_task_free(tasks[i]);
    }
    free(tasks);
    return 0;
}

Test(coro, sleeps_among_ten_thousand_in_little_memory, .timeout = 20)
{
    struct crowd crowd = { .count = TN__STACKS_ARE_DEAR ? 500 : 10000 };

    cr_assert_eq(tn_run(measure_crowd, &crowd, NULL), 0);
    cr_assert_eq(crowd.woken, crowd.count);
    printf("%zu bytes for each task that sleeps\n", crowd.bytes_each);
    cr_assert(TN__STACKS_ARE_DEAR || crowd.bytes_each <= 16384);
}

/* -- Memory that is short -------------------------------------------------- */

static int add_one(void *user)
{
    ++*(size_t *)user;
    return tn_sleep(1);
}

struct shortage {
    size_t begun;
    size_t short_of;
};

/* Tasks that find no room for a stack end with a code, the others work. */
static int exhaust(void *user)
{
    enum {
        MANY = 400
    };
    struct shortage *shortage = user;
    struct tn_call calls[MANY];
    int rc;

    for (int i = 0; i < MANY; i++)
        calls[i] = (struct tn_call){ .fn = add_one, .user = &shortage->begun };
    rc = tn_gather(calls, MANY);
    for (int i = 0; i < MANY; i++)
        shortage->short_of += calls[i].result == TN_ENOMEM;
    return rc;
}

static void limit_memory(size_t bytes)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    rlim_t size = (rlim_t)(count_pages().mapped * page + bytes);

    cr_assert_eq(setrlimit(RLIMIT_AS, &(struct rlimit){ size, size }), 0);
}

Test(coro, that_finds_no_memory_for_its_stack_is_a_code, .timeout = 20)
{
    struct tn_run_options options = { .stack_size = (size_t)1024 * 1024 };
    struct shortage shortage = { 0 };

    limit_memory((size_t)200 * 1024 * 1024 * TN__STACK_FACTOR);
    cr_assert_eq(tn_run(exhaust, &shortage, &options), TN_ENOMEM);
    cr_assert_gt(shortage.begun, 10);
    cr_assert_gt(shortage.short_of, 100);
    cr_assert_eq(shortage.begun + shortage.short_of, 400);
}
