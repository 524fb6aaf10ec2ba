/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_TASK_H
#define TENON_TASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/loop.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Tasks: functions that run side by side on a loop, each with a stack of its
 * own, and so can be written as if they were alone. The names and their meaning
 * are asyncio's. A task gives back a code; other results it writes where `user`
 * points, which must live until it ended.
 *
 *     struct fetch fetches[2] = { { .url = a }, { .url = b } };
 *     struct tn_call calls[] = {
 *         { .fn = fetch, .user = &fetches[0] },
 *         { .fn = fetch, .user = &fetches[1] },
 *     };
 *     int rc = tn_gather(calls, TN_COUNT(calls));
 *
 * Cancelling asks a task to end: the call that it is suspended in, or the next
 * one that would suspend it, returns TN_ECANCELED, once. What it does then is
 * its own business; most return the code.
 */
struct tn_task;

/* -- Life ------------------------------------------------------------------ */

/* Makes a task of the running loop; it begins in the loop's next iteration
 * (create_task). NULL when memory is short or no loop runs. Owned by the
 * caller; free with tn_task_free(). */
struct tn_task *tn_task_new(tn_task_fn fn, void *user);

/* Gives a task up. One that has not ended runs on, and the loop frees it; when
 * it then fails, that is reported. NULL is fine. */
void tn_task_free(struct tn_task *task);

/* Names a task, for reports; `name` lives as long as the task. */
void tn_task_set_name(struct tn_task *task, const char *name);

/* Returns the name; "task" unless one was given. */
const char *tn_task_name(const struct tn_task *task);

/* Returns the task that runs, NULL where none does (current_task). */
struct tn_task *tn_task_current(void);

/* Returns whether the task has ended. */
bool tn_task_is_done(const struct tn_task *task);

/* Returns what the task returned, TN_EPENDING while it has not ended. */
int tn_task_result(struct tn_task *task);

/* Asks the task to end; returns false where it had ended already. A task that
 * has not begun ends without having begun. */
bool tn_task_cancel(struct tn_task *task);

/* Has the loop call a function soon after the task ended (add_done_callback);
 * one that was given up lives until then. Returns 0 or TN_ENOMEM. */
int tn_task_on_done(struct tn_task *task,
                    void (*fn)(struct tn_task *task, void *user),
                    void *user);

/*
 * Has a function called when the task or generator that calls this has
 * returned, however it came to that: the last registered first, before its end
 * is known to others. It may suspend. Returns 0; TN_ENOMEM, or TN_ENOTASK where
 * neither runs, and then the function is called at once, so that nothing is
 * lost.
 */
int tn_defer(tn_call_fn fn, void *user);

/* -- What suspends --------------------------------------------------------- */

/* Suspends until the task ended; returns what it returned. Cancelling whoever
 * awaits cancels the task, and ends when it has ended. TN_EUSAGE where a task
 * awaits itself, or one that awaits it, directly or by way of others. */
int tn_await(struct tn_task *task);

/* As tn_await(), but cancelling whoever awaits leaves the task alone. */
int tn_shield(struct tn_task *task);

/* As tn_await(), but cancels the task after a time and waits for its end;
 * TN_ETIMEDOUT then. */
int tn_wait_for(struct tn_task *task, uint64_t ms);

/* One call of tn_gather(). */
struct tn_call {
    tn_task_fn fn;
    void *user;
    int result; /* what fn returned */
};

/*
 * Runs all calls as tasks and suspends until all have ended, so that what they
 * work on may stand on the caller's stack. Returns 0, or the code of the one
 * that failed first; the others run on (each has its own result). Cancelling
 * whoever gathers cancels all. TN_ENOMEM: none of them began.
 */
int tn_gather(struct tn_call *calls, size_t count);

enum tn_wait_until {
    TN_ALL_COMPLETED,
    TN_FIRST_COMPLETED,
    TN_FIRST_FAILED, /* asyncio's FIRST_EXCEPTION */
};

/*
 * Suspends until as many tasks have ended as `until` says, or a time is over
 * (UINT64_MAX: none). Neither then nor when the caller is cancelled are the
 * others cancelled. Returns how many have ended, which tn_task_is_done() tells
 * apart; TN_ENOMEM.
 */
int tn_wait(struct tn_task *const *tasks,
            size_t count,
            enum tn_wait_until until,
            uint64_t ms);

/* -- Groups ---------------------------------------------------------------- */

/* Tasks that live and fail together (asyncio.TaskGroup). */
struct tn_group;

/* Returns a group; NULL when memory is short or no loop runs. Owned by the
 * caller; free with tn_group_free() after tn_group_wait(). */
struct tn_group *tn_group_new(void);

/* Frees a group. Tasks that still run are cancelled and given up. */
void tn_group_free(struct tn_group *group);

/* Adds a task. Returns 0; TN_ENOMEM; TN_ECANCELED after one of them failed. */
int tn_group_add(struct tn_group *group, tn_task_fn fn, void *user);

/* Suspends until all have ended, those included that tasks of the group add
 * meanwhile. The first that fails cancels the others; its code is returned.
 * Cancelling whoever waits cancels all. Several may wait for one. */
int tn_group_wait(struct tn_group *group);

#ifdef __cplusplus
}
#endif

#endif
