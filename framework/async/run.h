/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_RUN_H
#define TN__ASYNC_RUN_H

#include <tenon/loop.h>

/* Makes the loop the one that runs on this thread, and ends that. Between them
 * tasks may be made. Returns 0, or TN_EUSAGE where a loop runs already. */
int tn__loop_enter(struct tn_loop *loop);
void tn__loop_leave(struct tn_loop *loop);

/* Has a loop report to someone; without it nobody is told. */
void tn__loop_report_to(struct tn_loop *loop,
                        void (*fn)(const char *message, void *user),
                        void *user);

/* Runs the loop until a task has ended that is made of the function; returns
 * what it returned. */
int tn__loop_run_task(struct tn_loop *loop, tn_task_fn fn, void *user);

/* Asks the loop's tasks to end, closes the generators that are open, and runs
 * it until none is left, for a time at most (0: as long as it takes); what has
 * begun in another thread is waited for in any case. Tasks that are left then
 * end with tn__loop_free(). */
void tn__loop_finish(struct tn_loop *loop, unsigned deadline_ms);

#endif
