/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_RUN_H
#define TN__ASYNC_RUN_H

struct tn_loop;

/* Makes the loop the one that runs on this thread, and ends that. Between them
 * tasks may be made and run. Returns 0, or TN_EUSAGE where another one is. */
int tn__loop_enter(struct tn_loop *loop);
void tn__loop_leave(struct tn_loop *loop);

/* Cancels the tasks that are left, closes the generators that are open, and
 * runs the loop until all have ended, and at most for a time; 0: as long as it
 * takes. */
void tn__loop_finish(struct tn_loop *loop, unsigned deadline_ms);

#endif
