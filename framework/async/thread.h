/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_THREAD_H
#define TN__ASYNC_THREAD_H

#include "async/coro.h"
#include "base/compat.h"

/*
 * What runs on this thread: the one thing here that belongs to a thread and not
 * to an object, as the processor's own registers do. So tn_sleep() needs to be
 * told nothing, as in asyncio, whose running loop is the thread's as well.
 */
struct tn_loop;
struct tn_task;

struct tn__thread {
    struct tn__coro root;  /* the thread's own stack */
    struct tn__coro *coro; /* what runs; NULL: root, nothing else ever did */
    struct tn_loop *loop;  /* the loop that runs; NULL: none */
    struct tn__coro *home; /* where it runs: root, or a generator's */
    /* The home's own: as long as the loop runs, nothing may leave it there. */
    int (*home_yield)(void *user, void *value, void **sent);
    struct tn_task *task; /* the task that runs; NULL: none */
    void *alternate;      /* a stack for signals (overflow.c); NULL: none */
};

extern _Thread_local struct tn__thread tn__thread_running;

/* A call would be a fourth of what a switch costs. */
TN__INLINE struct tn__thread *tn__thread(void)
{
    return &tn__thread_running;
}

#endif
