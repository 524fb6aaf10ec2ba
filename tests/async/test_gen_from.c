/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/gen.h>

#include <criterion/criterion.h>

#include "async/log.h"

/*
 * PEP 380. What CPython 3.11 does with the same generators was looked at for
 * each case.
 */
struct inner {
    struct log *log;
    int code_at_close; /* what it returns when it is closed */
    bool yields_at_close;
    int value;
};

/* Writes down what comes to it, and lives through TN_EJSON. */
static int inner_fn(void *user)
{
    struct inner *inner = user;
    int number = 0;
    int rc = 0;

    while (rc == 0 && ++number <= 3) {
        void *sent = NULL;

        rc = tn_gen_yield(&number, &sent);
        if (rc == 0 && sent)
            putf(inner->log, "sent:%s", (const char *)sent);
        if (rc)
            putf(inner->log, "thrown:%d", rc);
        if (rc == TN_EJSON)
            rc = 0;
    }
    if (rc == TN_ECLOSED && inner->yields_at_close)
        tn_gen_yield(&number, NULL);
    if (rc == TN_ECLOSED && inner->code_at_close)
        return inner->code_at_close;
    return rc ? rc : tn_gen_return(&inner->value);
}

struct outer {
    struct log *log;
    struct tn_gen *inner;
    int code; /* of the yield from */
};

static int outer_fn(void *user)
{
    struct outer *outer = user;
    void *value = NULL;
    int last = 0;

    outer->code = tn_gen_yield_from(outer->inner, &value);
    if (outer->code)
        return outer->code;
    last = value ? *(const int *)value : -1;
    return tn_gen_yield(&last, NULL);
}

struct pair {
    struct log log;
    struct inner inner_state;
    struct outer outer_state;
    struct tn_gen *inner;
    struct tn_gen *outer;
};

static void start(struct pair *pair)
{
    pair->inner_state.log = &pair->log;
    pair->inner_state.value = 42;
    pair->inner = tn_gen_new(inner_fn, &pair->inner_state);
    pair->outer_state.log = &pair->log;
    pair->outer_state.inner = pair->inner;
    pair->outer = tn_gen_new(outer_fn, &pair->outer_state);
}

static void stop(struct pair *pair)
{
    tn_gen_free(pair->outer);
    tn_gen_free(pair->inner);
}

/* The next number; 0 when there is none. */
static int number(struct tn_gen *gen)
{
    void *value = NULL;

    return tn_gen_next(gen, &value) ? 0 : *(const int *)value;
}

Test(gen_from, yields_what_the_inner_one_yields_and_gets_its_value)
{
    struct pair pair = { 0 };

    start(&pair);
    for (int i = 1; i <= 3; i++)
        cr_assert_eq(number(pair.outer), i);
    cr_assert_eq(number(pair.outer), 42);
    cr_assert_eq(tn_gen_next(pair.outer, NULL), TN_ESTOP);
    cr_assert_str_eq(pair.log.text, "");
    stop(&pair);
}

Test(gen_from, goes_on_where_the_inner_one_stands)
{
    struct pair pair = { 0 };

    start(&pair);
    cr_assert_eq(number(pair.inner), 1);
    cr_assert_eq(number(pair.outer), 2);
    stop(&pair);
}

Test(gen_from, hands_in_what_is_sent)
{
    struct pair pair = { 0 };
    char hello[] = "hello";
    void *value = NULL;

    start(&pair);
    cr_assert_eq(number(pair.outer), 1);
    cr_assert_eq(tn_gen_send(pair.outer, hello, &value), 0);
    cr_assert_eq(*(const int *)value, 2);
    cr_assert_str_eq(pair.log.text, "sent:hello");
    stop(&pair);
}

Test(gen_from, hands_in_what_is_thrown)
{
    struct pair pair = { 0 };
    void *value = NULL;

    start(&pair);
    cr_assert_eq(number(pair.outer), 1);
    cr_assert_eq(tn_gen_throw(pair.outer, TN_EJSON, &value), 0);
    cr_assert_eq(*(const int *)value, 2);
    cr_assert_eq(tn_gen_throw(pair.outer, TN_EIO, &value), TN_EIO);
    cr_assert_str_eq(pair.log.text, "thrown:-3 thrown:-10");
    cr_assert_not(tn_gen_is_open(pair.inner));
    stop(&pair);
}

Test(gen_from, closes_the_inner_one)
{
    struct pair pair = { 0 };

    start(&pair);
    cr_assert_eq(number(pair.outer), 1);
    cr_assert_eq(tn_gen_close(pair.outer), 0);
    cr_assert_eq(pair.outer_state.code, TN_ECLOSED);
    cr_assert_not(tn_gen_is_open(pair.inner));
    cr_assert_str_eq(pair.log.text, "thrown:-20");
    stop(&pair);
}

Test(gen_from, closes_the_inner_one_when_the_close_code_is_thrown)
{
    struct pair pair = { 0 };

    start(&pair);
    cr_assert_eq(number(pair.outer), 1);
    cr_assert_eq(tn_gen_throw(pair.outer, TN_ECLOSED, NULL), TN_ECLOSED);
    cr_assert_not(tn_gen_is_open(pair.inner));
    stop(&pair);
}

Test(gen_from, fails_with_what_closing_the_inner_one_fails_with)
{
    struct pair pair = { .inner_state = { .code_at_close = TN_EIO } };

    start(&pair);
    cr_assert_eq(number(pair.outer), 1);
    cr_assert_eq(tn_gen_close(pair.outer), TN_EIO);
    stop(&pair);
}

Test(gen_from, ends_when_the_inner_one_refuses_to)
{
    struct pair pair = { .inner_state = { .yields_at_close = true } };

    start(&pair);
    cr_assert_eq(number(pair.outer), 1);
    cr_assert_eq(tn_gen_close(pair.outer), TN_EUSAGE);
    cr_assert_not(tn_gen_is_open(pair.outer));
    cr_assert(tn_gen_is_open(pair.inner));
    stop(&pair);
}

Test(gen_from, has_no_value_of_one_that_ended_elsewhere)
{
    struct pair pair = { 0 };

    start(&pair);
    cr_assert_eq(number(pair.outer), 1);
    while (tn_gen_next(pair.inner, NULL) == 0)
        ;
    cr_assert_eq(number(pair.outer), -1);
    stop(&pair);

    pair = (struct pair){ 0 };
    start(&pair);
    tn_gen_close(pair.inner);
    cr_assert_eq(number(pair.outer), -1);
    stop(&pair);
}

Test(gen_from, throws_past_one_that_ended_elsewhere)
{
    struct pair pair = { 0 };
    void *value = NULL;

    start(&pair);
    cr_assert_eq(number(pair.outer), 1);
    tn_gen_close(pair.inner);
    cr_assert_eq(tn_gen_throw(pair.outer, TN_ELIMIT, &value), TN_ELIMIT);
    stop(&pair);
}

Test(gen_from, cannot_yield_from_itself)
{
    struct outer outer = { 0 };

    outer.inner = tn_gen_new(outer_fn, &outer);
    cr_assert_eq(tn_gen_next(outer.inner, NULL), TN_EUSAGE);
    tn_gen_free(outer.inner);
}

Test(gen_from, takes_nothing_from_the_inner_one_outside_of_a_generator)
{
    struct pair pair = { 0 };
    struct tn_iter iter;

    start(&pair);
    iter = tn_gen_iter(pair.inner);
    cr_assert_eq(tn_gen_yield_from(pair.inner, NULL), TN_ENOGEN);
    cr_assert_eq(tn_gen_yield_each(&iter), TN_ENOGEN);
    cr_assert_eq(number(pair.inner), 1);
    stop(&pair);
}

/* -- Iterators ------------------------------------------------------------- */

static int each_fn(void *user)
{
    return tn_gen_yield_each(user);
}

Test(gen_from, yields_each_of_an_array)
{
    int numbers[] = { 1, 2, 3 };
    struct tn_iter_array array = { numbers, 3, sizeof(numbers[0]) };
    struct tn_iter iter = tn_iter_of_array(&array);
    struct tn_gen *gen = tn_gen_new(each_fn, &iter);

    for (int i = 1; i <= 3; i++)
        cr_assert_eq(number(gen), i);
    cr_assert_eq(tn_gen_next(gen, NULL), TN_ESTOP);
    tn_gen_free(gen);
}

Test(gen_from, sends_and_throws_nothing_to_an_array)
{
    int numbers[] = { 1, 2, 3 };
    struct tn_iter_array array = { numbers, 3, sizeof(numbers[0]) };
    struct tn_iter iter = tn_iter_of_array(&array);
    struct tn_gen *gen = tn_gen_new(each_fn, &iter);

    cr_assert_eq(number(gen), 1);
    cr_assert_eq(tn_gen_send(gen, numbers, NULL), TN_EUSAGE);
    tn_gen_free(gen);
    gen = tn_gen_new(each_fn, &iter);
    cr_assert_eq(number(gen), 2);
    cr_assert_eq(tn_gen_throw(gen, TN_EIO, NULL), TN_EIO);
    tn_gen_free(gen);
}

static int fail_at_once(void *user, void **value)
{
    (void)user;
    (void)value;
    return TN_ELIMIT;
}

Test(gen_from, fails_with_its_iterator)
{
    struct tn_iter iter = { .next = fail_at_once };
    struct tn_gen *gen = tn_gen_new(each_fn, &iter);

    cr_assert_eq(tn_gen_next(gen, NULL), TN_ELIMIT);
    tn_gen_free(gen);
}

Test(gen_from, knows_a_generator_behind_an_iterator)
{
    struct pair pair = { 0 };
    struct tn_iter iter;
    struct tn_gen *each;

    start(&pair);
    iter = tn_gen_iter(pair.inner);
    each = tn_gen_new(each_fn, &iter);
    cr_assert_eq(number(each), 1);
    cr_assert_eq(tn_gen_close(each), 0);
    cr_assert_not(tn_gen_is_open(pair.inner));
    tn_gen_free(each);
    stop(&pair);
}

/* -- Depth ----------------------------------------------------------------- */

#define LEVELS 200

struct level {
    struct tn_gen *below;
};

static int level_fn(void *user)
{
    struct level *level = user;
    void *value = NULL;
    int rc = tn_gen_yield_from(level->below, &value);

    return rc ? rc : tn_gen_return(value);
}

Test(gen_from, reaches_through_many_levels)
{
    struct log log = { "" };
    struct inner inner = { .log = &log, .value = 7 };
    struct level levels[LEVELS];
    struct tn_gen *top = tn_gen_new(inner_fn, &inner);

    for (int i = 0; i < LEVELS; i++) {
        levels[i].below = top;
        top = tn_gen_new(level_fn, &levels[i]);
    }
    cr_assert_eq(number(top), 1);
    cr_assert_eq(tn_gen_throw(top, TN_EJSON, NULL), 0);
    cr_assert_str_eq(log.text, "thrown:-3");
    cr_assert_eq(number(top), 3);
    cr_assert_eq(tn_gen_next(top, NULL), TN_ESTOP);
    cr_assert_eq(*(const int *)tn_gen_value(top), 7);
    tn_gen_free(top);
    for (int i = LEVELS - 1; i >= 0; i--)
        tn_gen_free(levels[i].below);
}
