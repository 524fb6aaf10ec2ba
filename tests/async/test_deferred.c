/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/deferred.h>

#include <criterion/criterion.h>

#include "deferred_log.h"

static char one[] = "1";

/* -- Firing ---------------------------------------------------------------- */

Test(deferred, runs_its_callbacks_when_it_fires)
{
    struct steps log = { .code = 0 };
    struct tn_deferred *deferred = logged(&log);

    cr_assert_not(tn_deferred_is_called(deferred));
    cr_assert_eq(tn_deferred_result(deferred, NULL), TN_EPENDING);
    cr_assert_str_eq(log.log.text, "");
    cr_assert_eq(tn_deferred_callback(deferred, one, NULL), 0);
    cr_assert(tn_deferred_is_called(deferred));
    cr_assert_str_eq(log.log.text, "value:1");
    tn_deferred_free(deferred);
}

Test(deferred, that_has_fired_runs_a_callback_when_it_is_added)
{
    struct steps log = { .code = 0 };
    struct tn_deferred *deferred = tn_deferred_succeed(one, NULL);

    tn_deferred_add_callback(deferred, log_value, &log);
    cr_assert_str_eq(log.log.text, "value:1");
    tn_deferred_add_callback(deferred, set_42, &log);
    tn_deferred_add_callback(deferred, log_value, &log);
    cr_assert_str_eq(log.log.text, "value:1 was:1 value:42");
    tn_deferred_free(deferred);
}

Test(deferred, runs_its_callbacks_though_it_was_given_up_before)
{
    struct steps log = { .code = 0 };
    struct tn_deferred *deferred = logged(&log);

    tn_deferred_free(deferred);
    cr_assert_eq(tn_deferred_callback(deferred, strdup("7"), free), 0);
    cr_assert_str_eq(log.log.text, "value:7");
}

Test(deferred, refuses_to_fire_twice)
{
    struct steps log = { .code = 0 };
    struct tn_deferred *deferred = logged(&log);

    cr_assert_eq(tn_deferred_callback(deferred, strdup("7"), free), 0);
    cr_assert_eq(tn_deferred_callback(deferred, strdup("8"), free), TN_EUSAGE);
    cr_assert_eq(tn_deferred_errback(deferred, TN_EIO), TN_EUSAGE);
    cr_assert_str_eq(log.log.text, "value:7");
    tn_deferred_free(deferred);
}

static int fire_again(struct tn_deferred *deferred, void *value, void *user)
{
    (void)value;
    put_number(user, "rc", tn_deferred_callback(deferred, strdup("8"), free));
    return 0;
}

Test(deferred, refuses_to_fire_twice_from_within_a_step)
{
    struct steps log = { .code = 0 };
    struct tn_deferred *deferred = tn_deferred_succeed(strdup("7"), free);

    tn_deferred_add_callback(deferred, fire_again, &log);
    cr_assert_str_eq(log.log.text, "rc:-9");
    tn_deferred_free(deferred);
}

Test(deferred, refuses_a_failure_that_is_none)
{
    struct steps log = { .code = 0 };
    struct tn_deferred *deferred = logged(&log);

    cr_assert_eq(tn_deferred_errback(deferred, 0), TN_EUSAGE);
    cr_assert_eq(tn_deferred_errback(deferred, 5), TN_EUSAGE);
    cr_assert_str_eq(log.log.text, "");
    cr_assert_eq(tn_deferred_errback(deferred, TN_EIO), 0);
    cr_assert_str_eq(log.log.text, "failure:-10");
    tn_deferred_free(deferred);
}

/* -- Callbacks and errbacks ------------------------------------------------ */

Test(deferred, passes_a_failure_by_the_callbacks)
{
    struct steps log = { .code = 0 };
    struct tn_deferred *deferred = tn_deferred_fail(TN_EIO);

    tn_deferred_add_callback(deferred, log_value, &log);
    tn_deferred_add_errback(deferred, log_failure, &log);
    tn_deferred_add_callback(deferred, log_value, &log);
    tn_deferred_add_errback(deferred, mend, &log);
    tn_deferred_add_errback(deferred, log_failure, &log);
    tn_deferred_add_callback(deferred, log_value, &log);
    cr_assert_str_eq(log.log.text, "failure:-10 mended:-10 value:-1");
    tn_deferred_free(deferred);
}

Test(deferred, turns_to_the_errbacks_when_a_callback_fails)
{
    struct steps log = { .code = TN_ELIMIT };
    struct tn_deferred *deferred = tn_deferred_succeed(strdup("7"), free);

    tn_deferred_add_callbacks(deferred, give_code, log_failure, &log);
    tn_deferred_add_callback(deferred, log_value, &log);
    tn_deferred_add_errback(deferred, mend_with_42, &log);
    tn_deferred_add_callback(deferred, log_value, &log);
    cr_assert_str_eq(log.log.text, "gives:-2 mended:-2 value:42");
    tn_deferred_free(deferred);
}

Test(deferred, runs_only_one_of_a_pair)
{
    struct steps log = { .code = TN_ELIMIT };
    struct tn_deferred *deferred = tn_deferred_fail(TN_EIO);

    tn_deferred_add_callbacks(deferred, log_value, mend, &log);
    tn_deferred_add_callbacks(deferred, give_code, log_failure, &log);
    cr_assert_str_eq(log.log.text, "mended:-10 gives:-2");
    cr_assert_eq(tn_deferred_result(deferred, NULL), TN_ELIMIT);
    tn_deferred_free(deferred);
}

Test(deferred, runs_one_function_for_both)
{
    struct steps log = { .code = TN_ELIMIT };
    struct tn_deferred *deferred = tn_deferred_succeed(one, NULL);

    tn_deferred_add_both(deferred, log_both, &log);
    tn_deferred_add_callback(deferred, give_code, &log);
    tn_deferred_add_both(deferred, log_both, &log);
    cr_assert_str_eq(log.log.text, "both:1 gives:-2 both:-2");
    tn_deferred_free(deferred);
}

Test(deferred, takes_a_positive_code_of_a_step_for_wrong_usage)
{
    struct steps log = { .code = 3 };
    struct tn_deferred *deferred = tn_deferred_succeed(one, NULL);

    tn_deferred_add_callback(deferred, give_code, &log);
    cr_assert_eq(tn_deferred_result(deferred, NULL), TN_EUSAGE);
    tn_deferred_free(deferred);
}

static int add_more(struct tn_deferred *deferred, void *value, void *user)
{
    (void)value;
    tn_deferred_add_callback(deferred, set_42, user);
    put_word(user, "added");
    return 0;
}

Test(deferred, runs_what_a_step_adds_after_all_others)
{
    struct steps log = { .code = 0 };
    struct tn_deferred *deferred = tn_deferred_new(NULL, NULL);

    tn_deferred_add_callback(deferred, add_more, &log);
    tn_deferred_add_callback(deferred, log_value, &log);
    tn_deferred_callback(deferred, one, NULL);
    cr_assert_str_eq(log.log.text, "added value:1 was:1");
    tn_deferred_free(deferred);
}

/* -- Values ---------------------------------------------------------------- */

static int take(struct tn_deferred *deferred, void *value, void *user)
{
    char **taken = user;

    *taken = tn_deferred_detach(deferred);
    return *taken == value ? 0 : TN_EINVALID;
}

Test(deferred, gives_its_value_away)
{
    struct steps log = { .code = 0 };
    char *taken = NULL;
    struct tn_deferred *deferred = tn_deferred_succeed(strdup("7"), free);

    tn_deferred_add_callback(deferred, take, &taken);
    tn_deferred_add_callback(deferred, log_value, &log);
    tn_deferred_free(deferred);
    cr_assert_str_eq(log.log.text, "value:-1");
    cr_assert_str_eq(taken, "7");
    free(taken);
}

Test(deferred, shows_what_it_has_come_to)
{
    void *value = NULL;
    struct tn_deferred *deferred = tn_deferred_succeed(strdup("7"), free);

    cr_assert_eq(tn_deferred_result(deferred, &value), 0);
    cr_assert_str_eq(value, "7");
    cr_assert_eq(tn_deferred_set(deferred, strdup("8"), free), TN_EUSAGE);
    cr_assert_eq(tn_deferred_result(deferred, &value), 0);
    cr_assert_str_eq(value, "7");
    tn_deferred_free(deferred);
}

/* -- Cancelling ------------------------------------------------------------ */

Test(deferred, is_cancelled_without_a_canceller_and_ignores_what_comes)
{
    struct steps log = { .code = 0 };
    struct tn_deferred *deferred = logged(&log);

    tn_deferred_cancel(deferred);
    cr_assert_str_eq(log.log.text, "failure:-14");
    tn_deferred_cancel(deferred);
    cr_assert_eq(tn_deferred_callback(deferred, strdup("7"), free), 0);
    cr_assert_eq(tn_deferred_callback(deferred, strdup("8"), free), TN_EUSAGE);
    cr_assert_str_eq(log.log.text, "failure:-14");
    tn_deferred_free(deferred);
}

Test(deferred, that_was_given_up_and_cancelled_waits_for_its_producer)
{
    struct steps log = { .code = 0 };
    struct tn_deferred *deferred = logged(&log);

    tn_deferred_cancel(deferred);
    tn_deferred_free(deferred);
    cr_assert_eq(tn_deferred_callback(deferred, strdup("7"), free), 0);
    cr_assert_str_eq(log.log.text, "failure:-14");
}

Test(deferred, calls_its_canceller_and_fails)
{
    struct steps log = { .code = 0 };
    struct tn_deferred *deferred = tn_deferred_new(log_cancel, &log);

    tn_deferred_add_errback(deferred, mend, &log);
    tn_deferred_cancel(deferred);
    tn_deferred_cancel(deferred);
    cr_assert_str_eq(log.log.text, "canceller mended:-14");
    tn_deferred_free(deferred);
}

static void fire_from_canceller(struct tn_deferred *deferred, void *user)
{
    put_word(user, "canceller");
    tn_deferred_cancel(deferred);
    tn_deferred_callback(deferred, strdup("3"), free);
    tn_deferred_free(deferred);
}

Test(deferred, may_be_fired_and_given_up_by_its_canceller)
{
    struct steps log = { .code = 0 };
    struct tn_deferred *deferred = tn_deferred_new(fire_from_canceller, &log);

    tn_deferred_add_callbacks(deferred, log_value, log_failure, &log);
    tn_deferred_cancel(deferred);
    cr_assert_str_eq(log.log.text, "canceller value:3");
}

/* -- Pausing --------------------------------------------------------------- */

static int pause_it(struct tn_deferred *deferred, void *value, void *user)
{
    (void)value;
    put_word(user, "pauses");
    tn_deferred_pause(deferred);
    return 0;
}

Test(deferred, holds_its_steps_back_while_paused)
{
    struct steps log = { .code = 0 };
    struct tn_deferred *deferred = tn_deferred_new(NULL, NULL);

    tn_deferred_add_callback(deferred, pause_it, &log);
    tn_deferred_add_callback(deferred, log_value, &log);
    tn_deferred_pause(deferred);
    tn_deferred_pause(deferred);
    tn_deferred_callback(deferred, one, NULL);
    tn_deferred_unpause(deferred);
    cr_assert_str_eq(log.log.text, "");
    tn_deferred_unpause(deferred);
    cr_assert_str_eq(log.log.text, "pauses");
    cr_assert_eq(tn_deferred_result(deferred, NULL), TN_EPENDING);
    tn_deferred_free(deferred);
    tn_deferred_unpause(deferred);
    cr_assert_str_eq(log.log.text, "pauses value:1");
}
