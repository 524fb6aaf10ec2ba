/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/gen.h"

#include <stdlib.h>

#include <tenon/gen.h>

#include "async/cleanup.h"
#include "async/coro_switch.h"
#include "async/loop_state.h"
#include "async/report.h"
#include "async/thread.h"
#include "base/list.h"

/* How often one that is freed may yield again before it is given up: a function
 * that forgets to look at what tn_gen_yield() returns comes to its end. */
#define CLOSE_TRIES 1000

enum state {
    IS_NEW,
    IS_SUSPENDED,
    IS_RUNNING,
    IS_ENDED,
};

struct tn_gen {
    struct tn_gen *next; /* in the loop's list */
    struct tn_gen **link;
    struct tn_loop *loop;  /* it was made on; NULL: none, or ended */
    struct tn__coro *coro; /* NULL: ended */
    tn_gen_fn fn;
    void *user;
    enum state state;
    bool is_given_up; /* freed while it ran */
    int code;         /* tn_gen_yield() returns it */
    int result;       /* of fn */
    void *sent;       /* tn_gen_yield() gives it */
    void *value;      /* that it yielded */
    void *returned;   /* tn_gen_return() */
};

TN__RETURN_JUMP;

/* -- Life ------------------------------------------------------------------ */

static void add_to_loop(struct tn_gen *gen, struct tn_loop *loop)
{
    gen->loop = loop;
    tn__list_add(&loop->gens, gen);
}

static void remove_from_loop(struct tn_gen *gen)
{
    tn__list_remove(gen);
    gen->loop = NULL;
}

static struct tn__coro_pool *pool_of(const struct tn_gen *gen)
{
    return gen->loop ? &gen->loop->coros : NULL;
}

/* On the generator's stack, from its beginning to its end. */
static void run(void *user)
{
    struct tn_gen *gen = user;

    gen->result = gen->fn(gen->user);
    tn__cleanups_run(gen->coro);
}

TN__RETURNS_BY_JUMP static int yield(void *user, void *value, void **sent)
{
    struct tn_gen *gen = user;

    gen->value = value;
    tn__coro_jump(tn__thread(), gen->coro->back, false);
    if (gen->code)
        return gen->code;
    if (sent)
        *sent = gen->sent;
    return 0;
}

struct tn_gen *tn_gen_new(tn_gen_fn fn, void *user)
{
    struct tn_loop *loop = tn_loop_current();
    struct tn_gen *gen = calloc(1, sizeof(*gen));

    if (!gen)
        return NULL;
    gen->coro = tn__coro_take(loop ? &loop->coros : NULL);
    if (!gen->coro) {
        free(gen);
        return NULL;
    }
    gen->fn = fn;
    gen->user = user;
    gen->coro->run = run;
    gen->coro->user = gen;
    gen->coro->yield = yield;
    gen->coro->yield_user = gen;
    if (loop)
        add_to_loop(gen, loop);
    return gen;
}

/* It has ended, or never begins. Returns what its caller is told. A function
 * that passes on the end of another generator would end its caller's loop
 * unseen (PEP 479). */
static int end(struct tn_gen *gen, int result)
{
    tn__coro_give(pool_of(gen), gen->coro);
    gen->coro = NULL;
    remove_from_loop(gen);
    gen->state = IS_ENDED;
    if (result)
        gen->returned = NULL;
    if (result == TN_ESTOP)
        return TN_EUSAGE;
    return result ? result : TN_ESTOP;
}

/* Goes to where the generator stands; comes back when it yields or ends. */
static int step(struct tn_gen *gen, void *sent, int code)
{
    struct tn__thread *thread = tn__thread();
    struct tn__coro *coro = gen->coro;

    gen->sent = sent;
    gen->code = code;
    gen->state = IS_RUNNING;
    coro->back = thread->coro ? thread->coro : &thread->root;
    tn__coro_jump(thread, coro, false);
    if (!coro->run)
        return end(gen, gen->result);
    gen->state = IS_SUSPENDED;
    return 0;
}

/* It yields on and on: what its function holds is lost but for tn_defer()'s. */
static void give_up(struct tn_gen *gen)
{
    struct tn__coro *coro = gen->coro;

    if (gen->loop)
        tn__report(gen->loop, "a generator yielded on when it was closed: what "
                              "its function held is lost");
    gen->coro = NULL;
    remove_from_loop(gen);
    gen->state = IS_ENDED;
    tn__cleanups_run(coro);
    tn__coro_abandon(coro);
}

/* Ends it whatever its function does. */
static void finish(struct tn_gen *gen)
{
    struct tn_loop *loop = gen->loop;
    int rc = 0;

    if (gen->state == IS_NEW)
        rc = end(gen, 0);
    for (int i = 0; gen->state == IS_SUSPENDED && i < CLOSE_TRIES; i++)
        rc = step(gen, NULL, TN_ECLOSED);
    if (gen->state == IS_SUSPENDED)
        give_up(gen);
    else if (loop && rc && rc != TN_ECLOSED && rc != TN_ESTOP)
        tn__report(loop, "a generator failed when it was closed: %s",
                   tn_error_text(rc));
}

void tn_gen_free(struct tn_gen *gen)
{
    if (!gen)
        return;
    if (gen->state == IS_RUNNING) {
        gen->is_given_up = true;
        return;
    }
    finish(gen);
    free(gen);
}

/* -- Use ------------------------------------------------------------------- */

static int resume(struct tn_gen *gen, void *sent, int code, void **value)
{
    int rc = step(gen, sent, code);

    if (gen->is_given_up) {
        tn_gen_free(gen);
        return TN_ECLOSED;
    }
    if (rc == 0 && value)
        *value = gen->value;
    return rc;
}

TN__RETURNS_BY_JUMP int tn_gen_next(struct tn_gen *gen, void **value)
{
    return tn_gen_send(gen, NULL, value);
}

TN__RETURNS_BY_JUMP int
tn_gen_send(struct tn_gen *gen, void *sent, void **value)
{
    if (gen->state == IS_RUNNING || (gen->state == IS_NEW && sent))
        return TN_EUSAGE;
    if (gen->state == IS_ENDED)
        return TN_ESTOP;
    return resume(gen, sent, 0, value);
}

int tn_gen_throw(struct tn_gen *gen, int code, void **value)
{
    if (gen->state == IS_RUNNING || code >= 0)
        return TN_EUSAGE;
    if (gen->state == IS_ENDED)
        return code;
    if (gen->state == IS_NEW)
        return end(gen, code);
    return resume(gen, NULL, code, value);
}

int tn_gen_close(struct tn_gen *gen)
{
    int rc;

    if (gen->state == IS_ENDED)
        return 0;
    rc = tn_gen_throw(gen, TN_ECLOSED, NULL);
    if (rc == 0)
        return TN_EUSAGE;
    return rc == TN_ECLOSED || rc == TN_ESTOP ? 0 : rc;
}

void *tn_gen_value(const struct tn_gen *gen)
{
    return gen->state == IS_ENDED ? gen->returned : NULL;
}

bool tn_gen_is_open(const struct tn_gen *gen)
{
    return gen->state != IS_ENDED;
}

/* -- Within ---------------------------------------------------------------- */

int tn_gen_yield(void *value, void **sent)
{
    struct tn__coro *coro = tn__thread()->coro;

    if (!coro || !coro->yield)
        return TN_ENOGEN;
    return coro->yield(coro->yield_user, value, sent);
}

int tn_gen_return(void *value)
{
    struct tn__coro *coro = tn__thread()->coro;

    if (!coro || !coro->yield)
        return TN_ENOGEN;
    if (coro->yield == yield)
        ((struct tn_gen *)coro->yield_user)->returned = value;
    return 0;
}

/* -- The loop's end -------------------------------------------------------- */

/* The oldest comes first: those that came after may well belong to it. */
static void reverse(struct tn_loop *loop)
{
    struct tn_gen *gen = loop->gens;

    loop->gens = NULL;
    while (gen) {
        struct tn_gen *next = gen->next;

        add_to_loop(gen, loop);
        gen = next;
    }
}

void tn__gens_close(struct tn_loop *loop)
{
    reverse(loop);
    while (loop->gens) {
        struct tn_gen *gen = loop->gens;

        tn__report(loop, "a generator was still open at the end");
        /* One that runs belongs to a task that would not end. */
        if (gen->state == IS_RUNNING)
            remove_from_loop(gen);
        else
            finish(gen);
        if (gen->state == IS_ENDED && gen->is_given_up)
            free(gen);
    }
}
