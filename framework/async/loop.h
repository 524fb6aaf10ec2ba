/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_LOOP_H
#define TN__ASYNC_LOOP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A worker's event loop. libuv is known here only. One thread runs a loop and
 * uses what belongs to it; tn__wake_send() alone may be called from others.
 */
struct tn_loop;

/* Returns a loop, NULL when the system has none to give. Owned by the caller;
 * free with tn__loop_free() after all that watches on it was freed, and where
 * tasks ran after tn__loop_finish(). */
struct tn_loop *tn__loop_new(void);
void tn__loop_free(struct tn_loop *loop);

/* Sets the bytes of the stacks of tasks that are made from now on; 0: the
 * default. */
void tn__loop_set_stack_size(struct tn_loop *loop, size_t size);

/* Runs until tn__loop_stop() or nothing is left to wait for. */
void tn__loop_run(struct tn_loop *loop);
void tn__loop_stop(struct tn_loop *loop);

/* Returns the loop's clock, taken once an iteration: milliseconds, monotonic.
 */
uint64_t tn__loop_now(const struct tn_loop *loop);

typedef void (*tn__loop_fn)(void *user);

/* -- Timers: `_new` NULL when memory is short; free when done ---------------
 * One that starts itself again from its own call needs a time above 0: the
 * loop would do nothing else. That is what tn__idle is for. */
struct tn__timer;
struct tn__timer *
tn__timer_new(struct tn_loop *loop, tn__loop_fn fn, void *user);
void tn__timer_free(struct tn__timer *timer);
void tn__timer_start(struct tn__timer *timer, uint64_t ms, uint64_t repeat_ms);
void tn__timer_stop(struct tn__timer *timer);

/* -- Readable descriptors -------------------------------------------------- */
struct tn__watch;
struct tn__watch *
tn__watch_new(struct tn_loop *loop, int fd, tn__loop_fn fn, void *user);
void tn__watch_free(struct tn__watch *watch);

/* -- A call in each iteration, which then does not sleep, while started ---- */
struct tn__idle;
struct tn__idle *tn__idle_new(struct tn_loop *loop, tn__loop_fn fn, void *user);
void tn__idle_free(struct tn__idle *idle);
void tn__idle_start(struct tn__idle *idle);
void tn__idle_stop(struct tn__idle *idle);

/* -- A call before the loop sleeps, once an iteration ---------------------- */
struct tn__hook;
struct tn__hook *tn__hook_new(struct tn_loop *loop, tn__loop_fn fn, void *user);
void tn__hook_free(struct tn__hook *hook);

/* -- Wake-ups from other threads ------------------------------------------- */
struct tn__wake;
struct tn__wake *tn__wake_new(struct tn_loop *loop, tn__loop_fn fn, void *user);
void tn__wake_free(struct tn__wake *wake);
void tn__wake_send(struct tn__wake *wake);

/* -- Signals (to be used by programs only) --------------------------------- */
struct tn__signal;
struct tn__signal *
tn__signal_new(struct tn_loop *loop, int number, tn__loop_fn fn, void *user);
void tn__signal_free(struct tn__signal *signal);

#endif
