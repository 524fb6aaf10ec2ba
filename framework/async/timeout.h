/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_TIMEOUT_H
#define TN__ASYNC_TIMEOUT_H

#include <stdbool.h>

#include <tenon/loop.h>

/* A call of the running loop after a time, unless it is stopped before: what
 * those who wait wait for at most. */
struct tn__timer;

struct tn__timeout {
    struct tn__timer *timer;
    tn_call_fn fn;
    void *user;
    bool is_over; /* the call was made */
};

/* Starts one; UINT64_MAX: it never comes. Returns 0, TN_ENOMEM or TN_ENOTASK.
 * To be stopped in any case, and kept where it is until then. */
int tn__timeout_start(struct tn__timeout *timeout,
                      uint64_t ms,
                      tn_call_fn fn,
                      void *user);

/* A zeroed one, and one that has come, are fine. */
void tn__timeout_stop(struct tn__timeout *timeout);

#endif
