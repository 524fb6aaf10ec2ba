/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/blocking.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "async/loop_state.h"
#include "async/task.h"

/* Stands on the stack of the task that waits for it. */
struct work {
    uv_work_t uv;
    struct tn__waiter waiter;
    struct tn_loop *loop;
    tn_task_fn fn;
    void *user;
    int result;
    bool is_cancelled;
};

/* In another thread. */
static void do_work(uv_work_t *uv)
{
    struct work *work = uv->data;

    work->result = work->fn(work->user);
}

static void after_work(uv_work_t *uv, int status)
{
    struct work *work = uv->data;

    work->loop->blocking_count--;
    if (status == UV_ECANCELED || work->is_cancelled)
        work->result = TN_ECANCELED;
    tn__wake(&work->waiter, work->result);
}

/* What has begun cannot be stopped: it is waited for. */
static void cancel_work(struct tn__waiter *waiter)
{
    struct work *work = waiter->user;

    work->is_cancelled = true;
    uv_cancel((uv_req_t *)&work->uv);
}

int tn_blocking(tn_task_fn fn, void *user)
{
    struct work work = {
        .loop = tn_loop_current(),
        .fn = fn,
        .user = user,
    };

    if (!tn_task_current())
        return TN_ENOTASK;
    work.uv.data = &work;
    work.waiter.user = &work;
    work.waiter.on_cancel = cancel_work;
    if (uv_queue_work(&work.loop->uv, &work.uv, do_work, after_work))
        return TN_ENOMEM;
    work.loop->blocking_count++;
    return tn__wait(&work.waiter);
}

void tn__blocking_set_threads(unsigned count)
{
    char text[16];

    snprintf(text, sizeof(text), "%u", count);
    setenv("UV_THREADPOOL_SIZE", text, 1);
}
