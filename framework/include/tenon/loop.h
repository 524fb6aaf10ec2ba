/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_LOOP_H
#define TENON_LOOP_H

#include <stddef.h>
#include <stdint.h>

#include <tenon/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The event loop: it runs tasks (tenon/task.h) and calls, one at a time, on one
 * thread. Each worker of a program has its own; other programs run one with
 * tn_run(), as with asyncio.run(). What suspends (tn_sleep and all that says
 * so) suspends the task that calls it and nothing else, and ends with
 * TN_ECANCELED when that task is cancelled meanwhile, with TN_ENOTASK where no
 * task runs: in a call of the loop, in another thread, without a loop.
 *
 * Times are milliseconds on a monotonic clock. All functions but
 * tn_call_soon_threadsafe() are for the thread of the loop.
 *
 *     static int hello(void *user)
 *     {
 *         (void)user;
 *         puts("hello");
 *         tn_sleep(1000);
 *         puts("world");
 *         return 0;
 *     }
 *
 *     int main(void)
 *     {
 *         return tn_run(hello, NULL, NULL) ? 1 : 0;
 *     }
 */
struct tn_loop;
struct tn_timer;

/* Runs as a task; 0, or a negative code. */
typedef int (*tn_task_fn)(void *user);

/* Is called by the loop. It must not block, and cannot suspend. */
typedef void (*tn_call_fn)(void *user);

/* -- Running --------------------------------------------------------------- */

struct tn_run_options {
    size_t stack_size; /* bytes of a task's stack, 16 KiB to 64 MiB; 0: 128 KiB.
                        * Other sizes are brought within these limits. */
    /* Told what is wrong with the program and fails no call: tasks that failed
     * or were still running and that nobody awaited, generators left open,
     * failures of deferreds that no errback took, connections and listeners
     * that were open at the end. One line, borrowed for the call. NULL: nobody
     * is told. */
    void (*on_report)(const char *message, void *user);
    void *user;
};

/*
 * Runs a task on a loop of its own, until it ends (asyncio.run,
 * run_until_complete). Then cancels the tasks that are left and waits for them,
 * and closes open generators (shutdown_asyncgens) and connections. SIGPIPE is
 * blocked on this thread meanwhile: a connection that was lost is no reason to
 * end. Returns what the task
 * returned; TN_ENOMEM; TN_EUSAGE where a loop runs on this thread already;
 * TN_EIO when the system has no loop to give. `options` NULL: the defaults.
 */
int tn_run(tn_task_fn fn, void *user, const struct tn_run_options *options);

/* Returns the loop that runs on this thread, NULL when none does
 * (get_running_loop). */
struct tn_loop *tn_loop_current(void);

/* Returns the loop's clock, taken once an iteration; 0 without a loop. */
uint64_t tn_loop_time(void);

/* -- Calls ----------------------------------------------------------------- */

/* Has the loop call a function in its next iteration, in the order of the
 * calls. Returns 0, TN_ENOMEM, or TN_ENOTASK without a loop. */
int tn_call_soon(tn_call_fn fn, void *user);

/* Has the loop call a function once, after a time. Returns what can be
 * cancelled until then; NULL when memory is short, or without a loop. Borrowed
 * from the loop, gone when the call begins. */
struct tn_timer *tn_call_later(uint64_t ms, tn_call_fn fn, void *user);

/* Takes back a call that has not begun. NULL is fine. */
void tn_timer_cancel(struct tn_timer *timer);

/* As tn_call_soon(), for a loop of another thread, which must be running still:
 * the one function that any thread may call. Returns 0, or TN_ENOMEM. */
int tn_call_soon_threadsafe(struct tn_loop *loop, tn_call_fn fn, void *user);

/* -- What suspends --------------------------------------------------------- */

/* Suspends for a time; 0 lets the others run. */
int tn_sleep(uint64_t ms);

/*
 * Runs a function in another thread (asyncio.to_thread) and suspends until it
 * returned, with what it returned. A cancelled task still waits for a function
 * that has begun, for what it works on is the task's, and gets TN_ECANCELED
 * then. `fn` must call nothing of the loop but tn_call_soon_threadsafe().
 * TN_ENOMEM when memory is short.
 */
int tn_blocking(tn_task_fn fn, void *user);

/* -- Stacks that are used up ----------------------------------------------- */

/*
 * Has the program, when a task of this thread uses up its stack, write one line
 * that says so to standard error before it dies of SIGSEGV (or SIGBUS), as it
 * does in any case. For programs: it catches these signals, once for the
 * process, and hands all other faults to what caught them before; and it gives
 * the thread a stack for the handler, unless it has one. tn_main() does this
 * for all its threads. Returns 0 or TN_ENOMEM.
 */
int tn_overflow_report_start(void);

/* Frees that stack, before the thread ends. */
void tn_overflow_report_stop(void);

#ifdef __cplusplus
}
#endif

#endif
