/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_SIGNAL_H
#define TENON_SIGNAL_H

#include <tenon/loop.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Signals of the system as calls of the loop: for programs that run a loop with
 * tn_run(), and want to end in order. Not for libraries: signals belong to the
 * program, and tn_main() has its own.
 *
 *     static void stop(void *user)
 *     {
 *         tn_task_cancel(user);
 *     }
 *
 *     struct tn_signal *term = tn_signal_new(SIGTERM, stop, task);
 *
 * While there is one for a signal, its default action is off.
 */
struct tn_signal;

/* Has the running loop call a function whenever a signal comes. Returns NULL
 * when memory is short, without a loop, or where the signal cannot be caught.
 * Owned by the caller; free with tn_signal_free(), or leave it to the end of
 * the loop. */
struct tn_signal *tn_signal_new(int number, tn_call_fn fn, void *user);

/* Stops that. NULL is fine. */
void tn_signal_free(struct tn_signal *signal);

#ifdef __cplusplus
}
#endif

#endif
