/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_READY_H
#define TN__ASYNC_READY_H

#include <stdbool.h>

#include <tenon/loop.h>

/*
 * What a loop runs next: calls in the order in which they became ready, each
 * part of what it belongs to. Those that become ready meanwhile have their turn
 * in the next iteration, so that none can hold the loop.
 */
struct tn__call {
    struct tn__call *next;
    tn_call_fn fn;
    void *user;
    bool is_heap; /* `user` came from malloc; freed where the call is dropped */
};

struct tn__ready {
    struct tn__call *first;
    struct tn__call **end;
    struct tn__call **last; /* while it runs: where those of this turn end */
};

/* Prepares a loop to run calls. Returns 0 or TN_EIO. */
int tn__ready_init(struct tn_loop *loop);

/* Ends that; calls that are left are dropped. */
void tn__ready_deinit(struct tn_loop *loop);

/* Has the loop make a call, once; `call` lives until it begins. */
void tn__ready_add(struct tn_loop *loop, struct tn__call *call);

/* As that, after all others that are ready then: for what they leave to do
 * once. */
void tn__ready_add_late(struct tn_loop *loop, struct tn__call *call);

/* Takes back a call that has not begun, if it stands there. */
void tn__ready_remove(struct tn_loop *loop, struct tn__call *call);

/* Makes the calls that are ready now. Not from within one. */
void tn__ready_run(struct tn_loop *loop);

#endif
