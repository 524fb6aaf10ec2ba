/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_LOOP_STATE_H
#define TN__ASYNC_LOOP_STATE_H

#include <pthread.h>
#include <uv.h>

#include <tenon/loop.h>

#include "async/coro.h"
#include "async/loop.h"
#include "async/open.h"
#include "async/ready.h"

/* Calls that other threads ask for, behind a lock that the loop takes only when
 * it is woken. */
struct tn__remote {
    pthread_mutex_t lock;
    struct tn__ready calls;
    uv_async_t wake;
};

/*
 * A loop as the files of this layer see it.
 */
struct tn_loop {
    uv_loop_t uv;
    struct tn__ready ready;     /* what runs in this or the next iteration */
    struct tn__ready late;      /* what runs after those */
    uv_prepare_t before_wait;   /* run what timers made ready */
    uv_check_t after_wait;      /* run what events made ready */
    uv_idle_t awake;            /* keeps the loop from waiting */
    struct tn__remote remote;   /* calls from other threads */
    struct tn__coro_pool coros; /* stacks */
    uv_timer_t trimmer;         /* of them */
    struct tn_task *tasks;      /* all that have not ended */
    size_t ending_count;        /* those of them that were asked to */
    size_t blocking_count;      /* of calls in other threads */
    struct tn_gen *gens;        /* all that are open */
    struct tn_timer *later;     /* calls that have not come */
    struct tn_session *session; /* its own HTTP client; NULL: not needed yet */
    struct tn__open *opens;     /* connections, listeners, signals */
    char *read_buffer;          /* of connections; NULL: none yet */
    bool is_ending;             /* nothing more is opened */
    struct tn__timer *timers;   /* stopped, to be used again */
    size_t timer_count;         /* of them */
    void (*on_report)(const char *message, void *user); /* may be NULL */
    void *report_user;
};

/* Takes back the stack of what has ended on this loop. */
void tn__loop_give_stack(struct tn_loop *loop, struct tn__coro *coro);

#endif
