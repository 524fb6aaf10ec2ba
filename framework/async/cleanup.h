/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_CLEANUP_H
#define TN__ASYNC_CLEANUP_H

struct tn__coro;

/* Calls what tn_defer() registered, on the coroutine's own stack, the last
 * first; what one registers is called as well. */
void tn__cleanups_run(struct tn__coro *coro);

/* Forgets them without a call, for a coroutine that is abandoned. */
void tn__cleanups_drop(struct tn__coro *coro);

#endif
