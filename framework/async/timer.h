/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_TIMER_H
#define TN__ASYNC_TIMER_H

struct tn_loop;

/* Takes back all calls of tn_call_later() that have not come. */
void tn__timers_drop(struct tn_loop *loop);

#endif
