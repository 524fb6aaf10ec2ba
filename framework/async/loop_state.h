/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_LOOP_STATE_H
#define TN__ASYNC_LOOP_STATE_H

#include <pthread.h>
#include <uv.h>

#include <tenon/loop.h>

#include "async/coro.h"
#include "async/loop.h"
#include "async/ready.h"

/*
 * A loop as the files of this layer see it.
 */
struct tn_loop {
    uv_loop_t uv;
    struct tn__ready ready;      /* what runs in this or the next iteration */
    uv_prepare_t before_wait;    /* run what timers made ready */
    uv_check_t after_wait;       /* run what events made ready */
    uv_idle_t awake;             /* keeps the loop from waiting */
    struct tn__remote remote;    /* calls from other threads */
    struct tn__coro_pool coros;  /* stacks */
    struct tn_task *tasks;       /* all that have not ended */
    struct tn_gen *gens;         /* all that are open */
    struct tn_session *session;  /* its own HTTP client; NULL: not needed yet */
    struct tn_session *sessions; /* all that are open */
    struct tn__timer *timers;    /* stopped, to be used again */
    size_t timer_count;          /* of them */
    void (*on_report)(const char *message, void *user); /* may be NULL */
    void *report_user;
};

#endif
