/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/ready.h"

#include <stdlib.h>

#include "async/loop_state.h"
#include "async/thread.h"

/* -- The queue ------------------------------------------------------------- */

static void queue_init(struct tn__ready *queue)
{
    queue->first = NULL;
    queue->end = &queue->first;
}

static void queue_add(struct tn__ready *queue, struct tn__call *call)
{
    call->next = NULL;
    *queue->end = call;
    queue->end = &call->next;
}

/* Takes out the call that `at` points to. */
static struct tn__call *queue_take(struct tn__ready *queue,
                                   struct tn__call **at)
{
    struct tn__call *call = *at;

    *at = call->next;
    if (queue->end == &call->next)
        queue->end = at;
    if (queue->last == &call->next)
        queue->last = at;
    return call;
}

static void on_awake(uv_idle_t *awake)
{
    (void)awake; /* that it is there keeps the loop from waiting */
}

static bool is_idle(const struct tn_loop *loop)
{
    return !loop->ready.first && !loop->late.first;
}

void tn__ready_add(struct tn_loop *loop, struct tn__call *call)
{
    if (is_idle(loop))
        uv_idle_start(&loop->awake, on_awake);
    queue_add(&loop->ready, call);
}

void tn__ready_add_late(struct tn_loop *loop, struct tn__call *call)
{
    if (is_idle(loop))
        uv_idle_start(&loop->awake, on_awake);
    queue_add(&loop->late, call);
}

void tn__ready_remove(struct tn_loop *loop, struct tn__call *call)
{
    struct tn__call **at = &loop->ready.first;

    while (*at && *at != call)
        at = &(*at)->next;
    if (*at)
        queue_take(&loop->ready, at);
}

/* Runs what is in a queue now; each call may end itself and add others. */
static void run_queue(struct tn__ready *queue)
{
    queue->last = queue->end;
    while (queue->last != &queue->first) {
        struct tn__call *call = queue_take(queue, &queue->first);

        call->fn(call->user);
    }
}

void tn__ready_run(struct tn_loop *loop)
{
    run_queue(&loop->ready);
    run_queue(&loop->late);
    if (is_idle(loop))
        uv_idle_stop(&loop->awake);
}

static void drop_all(struct tn__ready *queue)
{
    while (queue->first) {
        struct tn__call *call = queue_take(queue, &queue->first);

        if (call->is_heap)
            free(call->user);
    }
}

/* -- In the loop ----------------------------------------------------------- */

static void on_before_wait(uv_prepare_t *prepare)
{
    tn__ready_run(prepare->data);
}

static void on_after_wait(uv_check_t *check)
{
    tn__ready_run(check->data);
}

static void on_remote(uv_async_t *wake)
{
    struct tn_loop *loop = wake->data;
    struct tn__call *call;

    pthread_mutex_lock(&loop->remote.lock);
    call = loop->remote.calls.first;
    queue_init(&loop->remote.calls);
    pthread_mutex_unlock(&loop->remote.lock);
    while (call) {
        struct tn__call *next = call->next;

        tn__ready_add(loop, call);
        call = next;
    }
}

int tn__ready_init(struct tn_loop *loop)
{
    queue_init(&loop->ready);
    queue_init(&loop->late);
    queue_init(&loop->remote.calls);
    if (pthread_mutex_init(&loop->remote.lock, NULL))
        return TN_EIO;
    if (uv_async_init(&loop->uv, &loop->remote.wake, on_remote)) {
        pthread_mutex_destroy(&loop->remote.lock);
        return TN_EIO;
    }
    uv_idle_init(&loop->uv, &loop->awake);
    uv_prepare_init(&loop->uv, &loop->before_wait);
    uv_prepare_start(&loop->before_wait, on_before_wait);
    uv_check_init(&loop->uv, &loop->after_wait);
    uv_check_start(&loop->after_wait, on_after_wait);
    loop->remote.wake.data = loop->before_wait.data = loop->after_wait.data =
        loop;
    /* The loop may end though these are there. */
    uv_unref((uv_handle_t *)&loop->remote.wake);
    uv_unref((uv_handle_t *)&loop->before_wait);
    uv_unref((uv_handle_t *)&loop->after_wait);
    return 0;
}

void tn__ready_deinit(struct tn_loop *loop)
{
    uv_close((uv_handle_t *)&loop->remote.wake, NULL);
    uv_close((uv_handle_t *)&loop->awake, NULL);
    uv_close((uv_handle_t *)&loop->before_wait, NULL);
    uv_close((uv_handle_t *)&loop->after_wait, NULL);
    drop_all(&loop->ready);
    drop_all(&loop->late);
    drop_all(&loop->remote.calls);
    pthread_mutex_destroy(&loop->remote.lock);
}

/* -- tn_call_soon ---------------------------------------------------------- */

/* A call of tn_call_soon(). */
struct soon {
    struct tn__call call;
    tn_call_fn fn;
    void *user;
};

static void run_soon(void *user)
{
    struct soon soon = *(struct soon *)user;

    free(user);
    soon.fn(soon.user);
}

static struct soon *soon_new(tn_call_fn fn, void *user)
{
    struct soon *soon = malloc(sizeof(*soon));

    if (soon)
        *soon = (struct soon){
            .call = { .fn = run_soon, .user = soon, .is_heap = true },
            .fn = fn,
            .user = user,
        };
    return soon;
}

int tn_call_soon(tn_call_fn fn, void *user)
{
    struct tn_loop *loop = tn_loop_current();
    struct soon *soon;

    if (!loop)
        return TN_ENOTASK;
    soon = soon_new(fn, user);
    if (!soon)
        return TN_ENOMEM;
    tn__ready_add(loop, &soon->call);
    return 0;
}

int tn_call_soon_threadsafe(struct tn_loop *loop, tn_call_fn fn, void *user)
{
    struct soon *soon = soon_new(fn, user);

    if (!soon)
        return TN_ENOMEM;
    pthread_mutex_lock(&loop->remote.lock);
    queue_add(&loop->remote.calls, &soon->call);
    pthread_mutex_unlock(&loop->remote.lock);
    uv_async_send(&loop->remote.wake);
    return 0;
}
