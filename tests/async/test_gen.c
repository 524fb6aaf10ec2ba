/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/gen.h>

#include <criterion/criterion.h>
#include <stdlib.h>
#include <tenon/task.h>

#include "async/log.h"

/* Without a loop; test_gen_task.c has what tasks add. */

/* Asks for the next value and writes it down, or how it ended. */
static void put_next(struct log *log, struct tn_gen *gen)
{
    void *value = NULL;
    int rc = tn_gen_next(gen, &value);

    if (rc == 0)
        putf(log, "%d", *(const int *)value);
    else
        putf(log, "%s", rc == TN_ESTOP ? "stop" : tn_error_text(rc));
}

/* -- PEP 255: simple generators -------------------------------------------- */

static int count_to(void *user)
{
    int rc = 0;

    for (int i = 1; rc == 0 && i <= *(const int *)user; i++)
        rc = tn_gen_yield(&i, NULL);
    return rc;
}

Test(gen, gives_value_after_value_and_then_its_end_for_ever)
{
    int last = 2;
    struct tn_gen *gen = tn_gen_new(count_to, &last);
    struct log log = { "" };

    cr_assert(tn_gen_is_open(gen));
    for (int i = 0; i < 4; i++)
        put_next(&log, gen);
    cr_assert_str_eq(log.text, "1 2 stop stop");
    cr_assert_not(tn_gen_is_open(gen));
    tn_gen_free(gen);
}

static int say_and_yield(void *user)
{
    putf(user, "begun");
    return tn_gen_yield(NULL, NULL);
}

Test(gen, does_nothing_until_it_is_asked)
{
    struct log log = { "" };
    struct tn_gen *gen = tn_gen_new(say_and_yield, &log);

    cr_assert_str_eq(log.text, "");
    cr_assert_eq(tn_gen_next(gen, NULL), 0);
    cr_assert_str_eq(log.text, "begun");
    tn_gen_free(gen);
}

Test(gen, that_never_began_does_not_begin_when_it_is_freed)
{
    struct log log = { "" };

    tn_gen_free(tn_gen_new(say_and_yield, &log));
    tn_gen_free(NULL);
    cr_assert_str_eq(log.text, "");
}

static int fail_after_one(void *user)
{
    int rc = tn_gen_yield(user, NULL);

    return rc ? rc : TN_EIO;
}

Test(gen, that_fails_tells_its_code_once_and_has_ended)
{
    int one = 1;
    struct tn_gen *gen = tn_gen_new(fail_after_one, &one);
    void *value = NULL;

    cr_assert_eq(tn_gen_next(gen, &value), 0);
    cr_assert_eq(value, &one);
    cr_assert_eq(tn_gen_next(gen, &value), TN_EIO);
    cr_assert_eq(value, &one, "what is not given is not written");
    cr_assert_eq(tn_gen_next(gen, &value), TN_ESTOP);
    tn_gen_free(gen);
}

struct self {
    struct tn_gen *gen;
    int next, sent, thrown, closed;
};

static int ask_itself(void *user)
{
    struct self *self = user;

    self->next = tn_gen_next(self->gen, NULL);
    self->sent = tn_gen_send(self->gen, self, NULL);
    self->thrown = tn_gen_throw(self->gen, TN_EIO, NULL);
    self->closed = tn_gen_close(self->gen);
    return tn_gen_yield(NULL, NULL);
}

Test(gen, that_runs_cannot_be_asked)
{
    struct self self = { 0 };

    self.gen = tn_gen_new(ask_itself, &self);
    cr_assert_eq(tn_gen_next(self.gen, NULL), 0);
    cr_assert_eq(self.next, TN_EUSAGE);
    cr_assert_eq(self.sent, TN_EUSAGE);
    cr_assert_eq(self.thrown, TN_EUSAGE);
    cr_assert_eq(self.closed, TN_EUSAGE);
    cr_assert_eq(tn_gen_next(self.gen, NULL), TN_ESTOP);
    tn_gen_free(self.gen);
}

Test(gen, yields_in_a_generator_only)
{
    cr_assert_eq(tn_gen_yield(NULL, NULL), TN_ENOGEN);
    cr_assert_eq(tn_gen_return(NULL), TN_ENOGEN);
}

/* -- PEP 342: send, throw, close ------------------------------------------- */

/* Yields what was sent, until nothing is. */
static int echo(void *user)
{
    struct log *log = user;
    void *sent = NULL;
    int rc;

    do {
        rc = tn_gen_yield(sent, &sent);
        putf(log, rc ? "got %d" : "fine", rc);
    } while (rc == 0 && sent);
    return rc;
}

Test(gen, takes_what_is_sent)
{
    struct log log = { "" };
    struct tn_gen *gen = tn_gen_new(echo, &log);
    int a = 1;
    void *value = &value;

    cr_assert_eq(tn_gen_send(gen, &a, &value), TN_EUSAGE, "not begun");
    cr_assert_eq(tn_gen_send(gen, NULL, &value), 0);
    cr_assert_null(value);
    cr_assert_eq(tn_gen_send(gen, &a, &value), 0);
    cr_assert_eq(value, &a);
    cr_assert_eq(tn_gen_next(gen, &value), TN_ESTOP, "next sends NULL");
    cr_assert_eq(tn_gen_send(gen, &a, &value), TN_ESTOP);
    cr_assert_str_eq(log.text, "fine fine");
    tn_gen_free(gen);
}

/* Goes on after each failure, and yields it. */
static int survive(void *user)
{
    int code = 0;

    (void)user;
    while (code != TN_EIO && code != TN_ECLOSED)
        code = tn_gen_yield(&code, NULL);
    return code;
}

Test(gen, may_go_on_after_what_is_thrown)
{
    struct tn_gen *gen = tn_gen_new(survive, NULL);
    void *value = NULL;

    cr_assert_eq(tn_gen_next(gen, NULL), 0);
    cr_assert_eq(tn_gen_throw(gen, TN_EJSON, &value), 0);
    cr_assert_eq(*(const int *)value, TN_EJSON);
    cr_assert_eq(tn_gen_throw(gen, 0, &value), TN_EUSAGE, "0 is no failure");
    cr_assert_eq(tn_gen_throw(gen, 5, &value), TN_EUSAGE);
    cr_assert_eq(tn_gen_throw(gen, TN_EIO, &value), TN_EIO);
    cr_assert_not(tn_gen_is_open(gen));
    cr_assert_eq(tn_gen_throw(gen, TN_EJSON, &value), TN_EJSON, "it ended");
    tn_gen_free(gen);
}

Test(gen, that_has_not_begun_ends_with_what_is_thrown)
{
    struct log log = { "" };
    struct tn_gen *gen = tn_gen_new(say_and_yield, &log);

    cr_assert_eq(tn_gen_throw(gen, TN_EIO, NULL), TN_EIO);
    cr_assert_eq(tn_gen_next(gen, NULL), TN_ESTOP);
    cr_assert_str_eq(log.text, "");
    tn_gen_free(gen);
}

Test(gen, that_is_closed_ends)
{
    struct log log = { "" };
    struct tn_gen *gen = tn_gen_new(echo, &log);

    cr_assert_eq(tn_gen_next(gen, NULL), 0);
    cr_assert_eq(tn_gen_close(gen), 0);
    cr_assert_eq(tn_gen_close(gen), 0, "again");
    cr_assert_eq(tn_gen_next(gen, NULL), TN_ESTOP);
    cr_assert_str_eq(log.text, "got -20");
    tn_gen_free(gen);
}

static int end_well(void *user)
{
    (void)user;
    tn_gen_yield(NULL, NULL);
    return 0;
}

static int end_badly(void *user)
{
    (void)user;
    tn_gen_yield(NULL, NULL);
    return TN_EIO;
}

Test(gen, may_end_well_or_badly_when_it_is_closed)
{
    struct tn_gen *well = tn_gen_new(end_well, NULL);
    struct tn_gen *badly = tn_gen_new(end_badly, NULL);
    struct tn_gen *unbegun = tn_gen_new(end_badly, NULL);

    cr_assert_eq(tn_gen_next(well, NULL), 0);
    cr_assert_eq(tn_gen_close(well), 0);
    cr_assert_eq(tn_gen_next(badly, NULL), 0);
    cr_assert_eq(tn_gen_close(badly), TN_EIO);
    cr_assert_eq(tn_gen_close(badly), 0);
    cr_assert_eq(tn_gen_close(unbegun), 0);
    cr_assert_eq(tn_gen_next(unbegun, NULL), TN_ESTOP);
    tn_gen_free(well);
    tn_gen_free(badly);
    tn_gen_free(unbegun);
}

/* -- PEP 380: what it returns with ----------------------------------------- */

static int return_total(void *user)
{
    int rc = tn_gen_yield(NULL, NULL);

    tn_gen_return(user);
    return rc;
}

Test(gen, returns_with_a_value_when_it_ends_well)
{
    int total = 3;
    struct tn_gen *gen = tn_gen_new(return_total, &total);

    cr_assert_eq(tn_gen_next(gen, NULL), 0);
    cr_assert_null(tn_gen_value(gen));
    cr_assert_eq(tn_gen_next(gen, NULL), TN_ESTOP);
    cr_assert_eq(tn_gen_value(gen), &total);
    tn_gen_free(gen);

    gen = tn_gen_new(return_total, &total);
    cr_assert_eq(tn_gen_next(gen, NULL), 0);
    cr_assert_eq(tn_gen_throw(gen, TN_EIO, NULL), TN_EIO);
    cr_assert_null(tn_gen_value(gen));
    tn_gen_free(gen);
}

/* -- PEP 479: the end of another is no end --------------------------------- */

static int pass_on_the_end(void *user)
{
    int rc = tn_gen_yield(NULL, NULL);

    (void)user;
    return rc ? rc : TN_ESTOP;
}

Test(gen, does_not_end_its_callers_loop_unseen)
{
    struct tn_gen *gen = tn_gen_new(pass_on_the_end, NULL);

    cr_assert_eq(tn_gen_next(gen, NULL), 0);
    cr_assert_eq(tn_gen_next(gen, NULL), TN_EUSAGE);
    cr_assert_eq(tn_gen_next(gen, NULL), TN_ESTOP);
    cr_assert_eq(tn_gen_throw(gen, TN_ESTOP, NULL), TN_ESTOP);
    tn_gen_free(gen);

    gen = tn_gen_new(pass_on_the_end, NULL);
    cr_assert_eq(tn_gen_throw(gen, TN_ESTOP, NULL), TN_EUSAGE);
    tn_gen_free(gen);
}

/* -- Clean-ups ------------------------------------------------------------- */

static void say_cleaned(void *user)
{
    putf(user, "cleaned");
}

static int with_cleanup(void *user)
{
    int rc;

    tn_defer(say_cleaned, user);
    rc = tn_gen_yield(NULL, NULL);
    putf(user, rc == TN_ECLOSED ? "closed" : "body");
    return rc;
}

Test(gen, cleans_up_when_it_ends_and_when_it_is_freed)
{
    struct log log = { "" };
    struct tn_gen *gen = tn_gen_new(with_cleanup, &log);

    tn_gen_next(gen, NULL);
    tn_gen_next(gen, NULL);
    cr_assert_str_eq(log.text, "body cleaned");
    tn_gen_free(gen);
    cr_assert_str_eq(log.text, "body cleaned");

    gen = tn_gen_new(with_cleanup, &log);
    tn_gen_next(gen, NULL);
    tn_gen_free(gen);
    cr_assert_str_eq(log.text, "body cleaned closed cleaned");
}

static void yield_in_cleanup(void *user)
{
    tn_gen_yield(user, NULL);
}

/* try: yield 1
 * finally: yield 2 */
static int yield_at_the_end(void *user)
{
    int *numbers = user;

    tn_defer(yield_in_cleanup, &numbers[1]);
    return tn_gen_yield(&numbers[0], NULL);
}

Test(gen, may_yield_in_its_cleanup)
{
    int numbers[] = { 1, 2 };
    struct tn_gen *gen = tn_gen_new(yield_at_the_end, numbers);
    struct log log = { "" };

    put_next(&log, gen);
    cr_assert_eq(tn_gen_throw(gen, TN_EIO, NULL), 0);
    put_next(&log, gen);
    cr_assert_str_eq(log.text, "1 input or output failed");
    tn_gen_free(gen);
}

/* -- Those that do not end ------------------------------------------------- */

/* Yields a number of times whatever it is told. */
static int be_stubborn(void *user)
{
    const int *times = user;

    for (int i = 0; i < *times; i++)
        tn_gen_yield(&i, NULL);
    return 0;
}

Test(gen, that_yields_when_it_is_closed_stays_open)
{
    int times = 3;
    struct tn_gen *gen = tn_gen_new(be_stubborn, &times);
    struct log log = { "" };

    put_next(&log, gen);
    cr_assert_eq(tn_gen_close(gen), TN_EUSAGE);
    cr_assert(tn_gen_is_open(gen));
    put_next(&log, gen);
    put_next(&log, gen);
    cr_assert_str_eq(log.text, "0 2 stop");
    tn_gen_free(gen);
}

struct stubborn {
    struct log *log;
    int yields;
    bool is_over;
};

static int count_yields(void *user)
{
    struct stubborn *stubborn = user;
    char big[4096];

    memset(big, 'x', sizeof(big));
    tn_defer(say_cleaned, stubborn->log);
    while (!stubborn->is_over) {
        tn_gen_yield(big, NULL);
        stubborn->yields++;
    }
    putf(stubborn->log, "not reached");
    return 0;
}

Test(gen, that_never_ends_is_given_up_with_its_cleanups_run)
{
    struct log log = { "" };
    struct stubborn stubborn = { .log = &log };

    for (int i = 0; i < 3; i++) {
        struct tn_gen *gen = tn_gen_new(count_yields, &stubborn);

        stubborn.yields = 0;
        cr_assert_eq(tn_gen_next(gen, NULL), 0);
        tn_gen_free(gen);
        cr_assert_eq(stubborn.yields, 1000);
    }
    cr_assert_str_eq(log.text, "cleaned cleaned cleaned");
}

static int free_itself(void *user)
{
    struct self *self = user;

    tn_gen_free(self->gen);
    self->next = tn_gen_yield(self, NULL);
    return self->next;
}

Test(gen, that_is_freed_while_it_runs_is_freed_when_it_yields)
{
    struct self self = { 0 };
    void *value = NULL;

    self.gen = tn_gen_new(free_itself, &self);
    cr_assert_eq(tn_gen_next(self.gen, &value), TN_ECLOSED);
    cr_assert_null(value);
    cr_assert_eq(self.next, TN_ECLOSED);
}

/* -- Many ------------------------------------------------------------------ */

/* The sieve of Eratosthenes: each prime strains what the one below it lets
 * through. */
struct strainer {
    struct tn_gen *below;
    int prime;
};

static int integers(void *user)
{
    int rc = 0;

    (void)user;
    for (int i = 2; rc == 0; i++)
        rc = tn_gen_yield(&i, NULL);
    return rc;
}

static int strain(void *user)
{
    struct strainer *strainer = user;
    void *value = NULL;
    int rc = tn_gen_next(strainer->below, &value);

    while (rc == 0) {
        if (*(const int *)value % strainer->prime)
            rc = tn_gen_yield(value, NULL);
        if (rc == 0)
            rc = tn_gen_next(strainer->below, &value);
    }
    return rc;
}

Test(gen, asks_others_that_ask_others)
{
    struct strainer strainers[100];
    struct tn_gen *top = tn_gen_new(integers, NULL);
    void *value = NULL;

    for (int i = 0; i < 100; i++) {
        cr_assert_eq(tn_gen_next(top, &value), 0);
        strainers[i].below = top;
        strainers[i].prime = *(const int *)value;
        top = tn_gen_new(strain, &strainers[i]);
    }
    cr_assert_eq(strainers[99].prime, 541);
    tn_gen_free(top);
    for (int i = 99; i >= 0; i--)
        tn_gen_free(strainers[i].below);
}
