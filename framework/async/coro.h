/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_CORO_H
#define TN__ASYNC_CORO_H

#include <stdbool.h>
#include <stddef.h>

#include "base/compat_fiber.h"

/*
 * Coroutines with a stack of their own: control goes from one to another with
 * tn__coro_switch(), and each goes on where it left off. They switch by
 * Boost.Context's C entry points, in 10 ns or so.
 *
 * A stack is mapped with a guard below it, which no access comes past, and kept
 * in a pool when its coroutine ended; its memory is taken page by page as it is
 * used. All belongs to one thread.
 */
struct tn__cleanup;

struct tn__coro {
    void *context;         /* where it goes on */
    struct tn__coro *back; /* where control goes when it ends */
    struct tn__coro *next; /* in the pool's list of the unused */
    void (*run)(void *user);
    void *user;
    /* Takes a value that its code yields (tenon/gen.h); NULL: it may not. */
    int (*yield)(void *user, void *value, void **sent);
    void *yield_user;
    bool is_trimmed;              /* while it is unused */
    struct tn__cleanup *cleanups; /* cleanup.h: run at its end, last first */
    char *stack;                  /* the lowest byte that may be used */
    size_t stack_size;            /* bytes from there to this struct */
    size_t mapped_size;           /* bytes from there to the end of its pages */
    struct tn__fiber fiber;
};

/* Stacks that wait for work. Zeroed with stack_size set it is ready. */
struct tn__coro_pool {
    struct tn__coro *unused; /* the last given back first */
    size_t unused_count;
    bool wants_trim;   /* some that are rarely needed may hold much memory */
    size_t stack_size; /* bytes, brought within the limits; 0: the default */
};

#define TN__STACK_SIZE     ((size_t)128 * 1024)
#define TN__STACK_SIZE_MIN ((size_t)16 * 1024)
#define TN__STACK_SIZE_MAX ((size_t)64 * 1024 * 1024)

/* Returns a coroutine that will call run(user) when it is first switched to,
 * and go back to `back` after it; NULL when the system has no memory for a
 * stack. `pool` NULL: a stack of the default size that no pool keeps. To be
 * given back with tn__coro_give(). */
struct tn__coro *tn__coro_take(struct tn__coro_pool *pool);

/* Takes back a coroutine that has ended or was never switched to; `pool` is
 * that of tn__coro_take(). */
void tn__coro_give(struct tn__coro_pool *pool, struct tn__coro *coro);

/* Frees a coroutine that stands somewhere in its function, and is not to go on.
 */
void tn__coro_abandon(struct tn__coro *coro);

/* Leaves the coroutine that runs on this thread, for another. Returns when
 * something switches back to it. */
void tn__coro_switch(struct tn__coro *to);

/* Takes from those that were not needed lately all but their topmost pages, so
 * that one deep call of every coroutine is not remembered for ever. Costs a
 * call of the system for each: to be done some time after `wants_trim` came up.
 */
void tn__coro_pool_trim(struct tn__coro_pool *pool);

/* Frees the stacks in the pool. A zeroed pool is fine. */
void tn__coro_pool_deinit(struct tn__coro_pool *pool);

/* Returns the bytes that a coroutine's stack was to have. Fit for a handler of
 * signals. */
size_t tn__coro_asked_size(const struct tn__coro *coro);

/* Returns whether an address lies in the guard of the running coroutine's
 * stack: it was used up. Fit for a handler of signals. */
bool tn__coro_has_overflowed(const void *address);

#endif
