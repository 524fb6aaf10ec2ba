/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/deferred.h>

#include <criterion/criterion.h>

#include "deferred_log.h"

#define MANY 200000

static char one[] = "1";

/* -- Deferreds from callbacks ---------------------------------------------- */

Test(deferred_chain, waits_for_the_one_that_a_callback_returns)
{
    struct steps log = { .next = tn_deferred_new(NULL, NULL) };
    struct tn_deferred *deferred = tn_deferred_succeed(one, NULL);

    tn_deferred_add_callback(deferred, adopt_next, &log);
    tn_deferred_add_callback(deferred, log_value, &log);
    cr_assert_str_eq(log.log.text, "adopts");
    cr_assert_eq(tn_deferred_result(deferred, NULL), TN_EPENDING);
    tn_deferred_callback(log.next, strdup("9"), free);
    cr_assert_str_eq(log.log.text, "adopts value:9");
    tn_deferred_free(deferred);
}

Test(deferred_chain, goes_on_at_once_where_the_returned_one_has_fired)
{
    struct steps log = { .next = tn_deferred_succeed(strdup("9"), free) };
    struct tn_deferred *deferred = tn_deferred_succeed(strdup("1"), free);

    tn_deferred_add_callback(deferred, adopt_next, &log);
    tn_deferred_add_callback(deferred, log_value, &log);
    cr_assert_str_eq(log.log.text, "adopts value:9");
    tn_deferred_free(deferred);
}

Test(deferred_chain, takes_over_the_failure_of_the_returned_one)
{
    struct steps log = { .next = tn_deferred_new(NULL, NULL) };
    struct tn_deferred *inner = log.next;
    struct tn_deferred *deferred = tn_deferred_succeed(one, NULL);

    tn_deferred_add_errback(inner, log_failure, &log);
    tn_deferred_add_callback(deferred, adopt_next, &log);
    tn_deferred_free(deferred);
    tn_deferred_add_errback(deferred, mend, &log);
    tn_deferred_errback(inner, TN_EIO);
    cr_assert_str_eq(log.log.text, "adopts failure:-10 mended:-10");
}

Test(deferred_chain, takes_no_memory_in_a_callback_for_a_failure)
{
    struct steps log = { .next = NULL };
    struct tn_deferred *deferred = tn_deferred_succeed(one, NULL);

    tn_deferred_add_callback(deferred, adopt_next, &log);
    tn_deferred_add_errback(deferred, mend, &log);
    cr_assert_str_eq(log.log.text, "adopts mended:-1");
    tn_deferred_free(deferred);
}

static int adopt_and_fail(struct tn_deferred *deferred, void *value, void *user)
{
    struct steps *log = user;

    (void)value;
    tn_deferred_adopt(deferred, log->next);
    return TN_EIO;
}

Test(deferred_chain, cancels_the_adopted_one_where_the_step_fails_after_all)
{
    struct steps log = { .code = 0 };
    struct tn_deferred *deferred = tn_deferred_succeed(one, NULL);

    log.next = tn_deferred_new(log_cancel, &log);
    tn_deferred_add_callback(deferred, adopt_and_fail, &log);
    tn_deferred_add_errback(deferred, mend, &log);
    cr_assert_str_eq(log.log.text, "canceller mended:-10");
    tn_deferred_free(deferred);
}

static int
adopt_and_fire_it(struct tn_deferred *deferred, void *value, void *user)
{
    struct steps *log = user;

    (void)value;
    tn_deferred_adopt(deferred, log->next);
    tn_deferred_callback(log->next, strdup("5"), free);
    put_word(log, "fired");
    return 0;
}

Test(deferred_chain, waits_for_its_step_before_it_takes_over)
{
    struct steps log = { .next = tn_deferred_new(NULL, NULL) };
    struct tn_deferred *deferred = tn_deferred_succeed(one, NULL);

    tn_deferred_add_callback(deferred, adopt_and_fire_it, &log);
    tn_deferred_add_callback(deferred, log_value, &log);
    cr_assert_str_eq(log.log.text, "fired value:5");
    tn_deferred_free(deferred);
}

static int adopt_wrongly(struct tn_deferred *deferred, void *value, void *user)
{
    struct steps *log = user;

    (void)value;
    put_number(log, "rc", tn_deferred_adopt(deferred, deferred) == TN_EUSAGE);
    put_number(log, "rc",
               tn_deferred_adopt(deferred, tn_deferred_new(log_cancel, log)));
    put_number(log, "rc",
               tn_deferred_adopt(deferred, tn_deferred_succeed(one, NULL)) ==
                   TN_EUSAGE);
    return 0;
}

Test(deferred_chain, adopts_neither_itself_nor_a_second_one)
{
    struct steps log = { .code = 0 };
    struct tn_deferred *deferred = tn_deferred_succeed(one, NULL);

    tn_deferred_add_callback(deferred, adopt_wrongly, &log);
    tn_deferred_cancel(deferred);
    tn_deferred_free(deferred);
    cr_assert_str_eq(log.log.text, "rc:1 rc:0 rc:1 canceller");
}

Test(deferred_chain, adopts_nothing_outside_of_a_step)
{
    struct steps log = { .code = 0 };
    struct tn_deferred *deferred = logged(&log);

    cr_assert_eq(tn_deferred_adopt(deferred, tn_deferred_succeed(one, NULL)),
                 TN_EUSAGE);
    tn_deferred_callback(deferred, one, NULL);
    cr_assert_str_eq(log.log.text, "value:1");
    tn_deferred_free(deferred);
}

/* The first waits for the second, whose step wants to wait for the first. */
Test(deferred_chain, refuses_to_wait_in_a_circle)
{
    struct steps first = { .code = 0 };
    struct steps second = { .code = 0 };
    struct tn_deferred *a = tn_deferred_succeed(one, NULL);
    struct tn_deferred *b = tn_deferred_new(NULL, NULL);

    first.next = b;
    second.next = a;
    tn_deferred_add_callback(b, adopt_next, &second);
    tn_deferred_add_callback(a, adopt_next, &first);
    tn_deferred_add_errback(a, mend, &first);
    cr_assert_eq(tn_deferred_callback(b, one, NULL), 0);
    cr_assert_str_eq(second.log.text, "adopts");
    cr_assert_str_eq(first.log.text, "adopts mended:-9");
}

Test(deferred_chain, that_waits_has_the_inner_one_cancelled)
{
    struct steps log = { .code = 0 };
    struct tn_deferred *deferred = tn_deferred_succeed(one, NULL);

    log.next = tn_deferred_new(log_cancel, &log);
    tn_deferred_add_callback(deferred, adopt_next, &log);
    tn_deferred_add_errback(deferred, mend, &log);
    tn_deferred_cancel(deferred);
    cr_assert_str_eq(log.log.text, "adopts canceller mended:-14");
    tn_deferred_cancel(deferred);
    tn_deferred_free(deferred);
}

Test(deferred_chain, that_is_paused_takes_over_later)
{
    struct steps log = { .next = tn_deferred_new(NULL, NULL) };
    struct tn_deferred *deferred = tn_deferred_succeed(one, NULL);

    tn_deferred_add_callback(deferred, adopt_next, &log);
    tn_deferred_add_callback(deferred, log_value, &log);
    tn_deferred_pause(deferred);
    tn_deferred_callback(log.next, strdup("9"), free);
    cr_assert_str_eq(log.log.text, "adopts");
    tn_deferred_unpause(deferred);
    cr_assert_str_eq(log.log.text, "adopts value:9");
    tn_deferred_free(deferred);
}

/* -- Depth ----------------------------------------------------------------- */

struct depth {
    struct tn_deferred *inner;
};

static int adopt_inner(struct tn_deferred *deferred, void *value, void *user)
{
    struct depth *depth = user;

    (void)value;
    return tn_deferred_adopt(deferred, depth->inner);
}

/* Each waits for the one before; the first fires last. */
Test(deferred_chain, hands_a_value_through_a_chain_of_any_length, .timeout = 30)
{
    struct depth depth = { NULL };
    struct tn_deferred *first = tn_deferred_new(NULL, NULL);
    struct tn_deferred *last = first;
    void *value = NULL;

    for (int i = 0; i < MANY; i++) {
        depth.inner = last;
        last = tn_deferred_succeed(NULL, NULL);
        tn_deferred_add_callback(last, adopt_inner, &depth);
    }
    cr_assert_eq(tn_deferred_result(last, NULL), TN_EPENDING);
    tn_deferred_callback(first, strdup("7"), free);
    cr_assert_eq(tn_deferred_result(last, &value), 0);
    cr_assert_str_eq(value, "7");
    tn_deferred_free(last);
}

/* As a loop does whose every turn returns the next one. */
Test(deferred_chain, waits_for_a_chain_that_grows_inwards, .timeout = 30)
{
    struct depth depths[2] = { { NULL } };
    struct tn_deferred *outer = tn_deferred_new(NULL, NULL);
    struct tn_deferred *at = outer;
    void *value = NULL;

    for (int i = 0; i < MANY; i++) {
        struct depth *depth = &depths[i % 2];

        depth->inner = tn_deferred_new(NULL, NULL);
        tn_deferred_add_callback(at, adopt_inner, depth);
        tn_deferred_callback(at, NULL, NULL);
        at = depth->inner;
    }
    tn_deferred_callback(at, strdup("7"), free);
    cr_assert_eq(tn_deferred_result(outer, &value), 0);
    cr_assert_str_eq(value, "7");
    tn_deferred_free(outer);
}

Test(deferred_chain, fires_a_row_of_chained_ones_of_any_length, .timeout = 30)
{
    struct steps log = { .code = 0 };
    struct tn_deferred *first = tn_deferred_new(NULL, NULL);
    struct tn_deferred *last = first;

    for (int i = 0; i < MANY; i++) {
        struct tn_deferred *next = tn_deferred_new(NULL, NULL);

        cr_assert_eq(tn_deferred_chain(last, next), 0);
        tn_deferred_free(last);
        last = next;
    }
    tn_deferred_add_callback(last, log_value, &log);
    tn_deferred_callback(first, strdup("7"), free);
    cr_assert_str_eq(log.log.text, "value:7");
    tn_deferred_free(last);
}

/* -- Chaining -------------------------------------------------------------- */

Test(deferred_chain, fires_another_with_its_result)
{
    struct steps log = { .code = 0 };
    struct tn_deferred *deferred = tn_deferred_new(NULL, NULL);
    struct tn_deferred *other = logged(&log);

    tn_deferred_chain(deferred, other);
    tn_deferred_add_callback(deferred, log_value, &log);
    tn_deferred_errback(deferred, TN_EIO);
    cr_assert_str_eq(log.log.text, "failure:-10 value:-1");
    cr_assert_eq(tn_deferred_result(other, NULL), TN_EIO);
    tn_deferred_free(deferred);
    tn_deferred_free(other);
}

Test(deferred_chain, ignores_a_chained_result_after_it_was_cancelled)
{
    struct steps log = { .code = 0 };
    struct tn_deferred *deferred = tn_deferred_new(NULL, NULL);
    struct tn_deferred *other = tn_deferred_new(log_cancel, &log);

    tn_deferred_chain(deferred, other);
    tn_deferred_add_errback(other, mend, &log);
    tn_deferred_cancel(other);
    tn_deferred_free(other);
    tn_deferred_callback(deferred, strdup("7"), free);
    cr_assert_str_eq(log.log.text, "canceller mended:-14");
    tn_deferred_free(deferred);
}
