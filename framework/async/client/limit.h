/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_CLIENT_LIMIT_H
#define TN__ASYNC_CLIENT_LIMIT_H

#include <stdbool.h>

#include <tenon/str.h>

#include "async/wait.h"

/*
 * How many connections a session uses at a time: in all, and to one host. Who
 * finds no place queues; the first of a host goes first, and hosts take turns.
 */
struct tn__host;

struct tn__limiter {
    struct tn__host *hosts; /* in a circle; the next to have its turn */
    unsigned used;
    unsigned limit;
    unsigned host_limit;
    unsigned queued;
    unsigned queue_limit;
};

/* A place, or the wish for one; in memory that is the caller's. Zeroed it is
 * none. */
struct tn__slot {
    struct tn__waiter waiter;
    struct tn__slot *next; /* in the queue of its host */
    struct tn__slot *previous;
    struct tn__host *host; /* NULL: neither taken nor queued */
    bool is_taken;
};

/* Takes a place, for which it may suspend; whoever wakes slot->waiter with a
 * code ends the waiting. Returns 0; TN_ELIMIT where too many queue; TN_ENOMEM;
 * that code. */
int tn__slot_take(struct tn__limiter *limiter,
                  struct tn__slot *slot,
                  struct tn_str host);

/* Gives the place back, to whoever is next, or the wish for one up. One that is
 * neither is fine. */
void tn__slot_give(struct tn__limiter *limiter, struct tn__slot *slot);

#endif
