/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_RUN_H
#define TN__ASYNC_RUN_H

struct tn_loop;

/* Runs the loop until no task is left, and at most for a time; tasks that are
 * left were asked to end before. */
void tn__loop_finish(struct tn_loop *loop, unsigned deadline_ms);

#endif
