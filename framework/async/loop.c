/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/loop.h"

#include <stdlib.h>

#include "async/loop_state.h"
#include "async/run.h"
#include "async/task.h"
#include "async/timer.h"

/* Timers that are kept for those who wait next. */
#define KEPT_TIMERS 4096

/* Stacks that were needed at once may be needed again so soon. */
#define TRIM_MS 1000

/* What is common to all watchers: the callback, and the handle, which libuv
 * needs until its close callback ran. It is the first member of each. */
struct source {
    tn__loop_fn fn;
    void *user;
    union {
        uv_handle_t handle;
        uv_timer_t timer;
        uv_poll_t poll;
        uv_idle_t idle;
        uv_prepare_t prepare;
        uv_async_t async;
        uv_signal_t signal;
    } uv;
};

struct tn__timer {
    struct source source;
    struct tn_loop *loop;
    struct tn__timer *next; /* among the unused */
};
struct tn__watch {
    struct source source;
};
struct tn__idle {
    struct source source;
};
struct tn__hook {
    struct source source;
};
struct tn__wake {
    struct source source;
};
struct tn__signal {
    struct source source;
};

/* -- The loop -------------------------------------------------------------- */

struct tn_loop *tn__loop_new(void)
{
    struct tn_loop *loop = calloc(1, sizeof(*loop));

    if (!loop)
        return NULL;
    if (uv_loop_init(&loop->uv)) {
        free(loop);
        return NULL;
    }
    if (tn__ready_init(loop)) {
        uv_loop_close(&loop->uv);
        free(loop);
        return NULL;
    }
    uv_timer_init(&loop->uv, &loop->trimmer);
    uv_unref((uv_handle_t *)&loop->trimmer);
    loop->trimmer.data = loop;
    return loop;
}

static void source_free(struct source *source);

static void trim_stacks(uv_timer_t *trimmer)
{
    struct tn_loop *loop = trimmer->data;

    tn__coro_pool_trim(&loop->coros);
}

void tn__loop_give_stack(struct tn_loop *loop, struct tn__coro *coro)
{
    bool wanted_trim = loop->coros.wants_trim;

    tn__coro_give(&loop->coros, coro);
    if (loop->coros.wants_trim && !wanted_trim)
        uv_timer_start(&loop->trimmer, trim_stacks, TRIM_MS, 0);
}

/* Those that are kept, and those of tasks that were abandoned. */
static void close_timer(uv_handle_t *handle, void *user)
{
    (void)user;
    if (handle->type == UV_TIMER && !uv_is_closing(handle))
        source_free(handle->data);
}

void tn__loop_free(struct tn_loop *loop)
{
    if (!loop)
        return;
    tn__ready_deinit(loop);
    uv_close((uv_handle_t *)&loop->trimmer, NULL);
    tn__tasks_abandon(loop);
    tn__timers_drop(loop);
    uv_walk(&loop->uv, close_timer, NULL);
    tn__coro_pool_deinit(&loop->coros);
    free(loop->read_buffer);
    /* Watchers that were freed are closed in the loop's next iteration. */
    uv_run(&loop->uv, UV_RUN_NOWAIT);
    uv_loop_close(&loop->uv);
    free(loop);
}

void tn__loop_set_stack_size(struct tn_loop *loop, size_t size)
{
    loop->coros.stack_size = size;
}

void tn__loop_run(struct tn_loop *loop)
{
    bool has_entered = tn__loop_enter(loop) == 0;

    uv_run(&loop->uv, UV_RUN_DEFAULT);
    if (has_entered)
        tn__loop_leave(loop);
}

void tn__loop_stop(struct tn_loop *loop)
{
    uv_stop(&loop->uv);
}

uint64_t tn__loop_now(const struct tn_loop *loop)
{
    return uv_now(&loop->uv);
}

/* -- Watchers -------------------------------------------------------------- */

static void *source_new(size_t size, tn__loop_fn fn, void *user)
{
    struct source *source = calloc(1, size);

    if (source) {
        source->fn = fn;
        source->user = user;
        source->uv.handle.data = source;
    }
    return source;
}

static void after_close(uv_handle_t *handle)
{
    free(handle->data);
}

static void source_free(struct source *source)
{
    if (!source)
        return;
    source->fn = NULL;
    uv_close(&source->uv.handle, after_close);
}

/* Calls back, unless the watcher was freed in this iteration. */
static void source_fire(struct source *source)
{
    if (source->fn)
        source->fn(source->user);
}

static void on_timer(uv_timer_t *timer)
{
    source_fire(timer->data);
}

static void on_poll(uv_poll_t *poll, int status, int events)
{
    (void)status; /* a descriptor in error reads as an error */
    (void)events;
    source_fire(poll->data);
}

static void on_idle(uv_idle_t *idle)
{
    source_fire(idle->data);
}

static void on_prepare(uv_prepare_t *prepare)
{
    source_fire(prepare->data);
}

static void on_async(uv_async_t *async)
{
    source_fire(async->data);
}

static void on_signal(uv_signal_t *signal, int number)
{
    (void)number;
    source_fire(signal->data);
}

struct tn__timer *
tn__timer_new(struct tn_loop *loop, tn__loop_fn fn, void *user)
{
    struct tn__timer *timer = loop->timers;

    if (timer) {
        loop->timers = timer->next;
        loop->timer_count--;
        timer->source.fn = fn;
        timer->source.user = user;
        return timer;
    }
    timer = source_new(sizeof(*timer), fn, user);
    if (timer) {
        timer->loop = loop;
        uv_timer_init(&loop->uv, &timer->source.uv.timer);
    }
    return timer;
}

void tn__timer_free(struct tn__timer *timer)
{
    struct tn_loop *loop = timer ? timer->loop : NULL;

    if (!loop)
        return;
    if (loop->timer_count >= KEPT_TIMERS) {
        source_free(&timer->source);
        return;
    }
    uv_timer_stop(&timer->source.uv.timer);
    timer->next = loop->timers;
    loop->timers = timer;
    loop->timer_count++;
}

void tn__timer_start(struct tn__timer *timer, uint64_t ms, uint64_t repeat_ms)
{
    uv_timer_start(&timer->source.uv.timer, on_timer, ms, repeat_ms);
}

void tn__timer_stop(struct tn__timer *timer)
{
    uv_timer_stop(&timer->source.uv.timer);
}

struct tn__watch *
tn__watch_new(struct tn_loop *loop, int fd, tn__loop_fn fn, void *user)
{
    struct tn__watch *watch = source_new(sizeof(*watch), fn, user);

    if (!watch)
        return NULL;
    if (uv_poll_init(&loop->uv, &watch->source.uv.poll, fd)) {
        free(watch);
        return NULL;
    }
    uv_poll_start(&watch->source.uv.poll, UV_READABLE, on_poll);
    return watch;
}

void tn__watch_free(struct tn__watch *watch)
{
    source_free(watch ? &watch->source : NULL);
}

struct tn__idle *tn__idle_new(struct tn_loop *loop, tn__loop_fn fn, void *user)
{
    struct tn__idle *idle = source_new(sizeof(*idle), fn, user);

    if (idle)
        uv_idle_init(&loop->uv, &idle->source.uv.idle);
    return idle;
}

void tn__idle_free(struct tn__idle *idle)
{
    source_free(idle ? &idle->source : NULL);
}

void tn__idle_start(struct tn__idle *idle)
{
    uv_idle_start(&idle->source.uv.idle, on_idle);
}

void tn__idle_stop(struct tn__idle *idle)
{
    uv_idle_stop(&idle->source.uv.idle);
}

struct tn__hook *tn__hook_new(struct tn_loop *loop, tn__loop_fn fn, void *user)
{
    struct tn__hook *hook = source_new(sizeof(*hook), fn, user);

    if (hook) {
        uv_prepare_init(&loop->uv, &hook->source.uv.prepare);
        uv_prepare_start(&hook->source.uv.prepare, on_prepare);
    }
    return hook;
}

void tn__hook_free(struct tn__hook *hook)
{
    source_free(hook ? &hook->source : NULL);
}

struct tn__wake *tn__wake_new(struct tn_loop *loop, tn__loop_fn fn, void *user)
{
    struct tn__wake *wake = source_new(sizeof(*wake), fn, user);

    if (!wake)
        return NULL;
    if (uv_async_init(&loop->uv, &wake->source.uv.async, on_async)) {
        free(wake);
        return NULL;
    }
    return wake;
}

void tn__wake_free(struct tn__wake *wake)
{
    source_free(wake ? &wake->source : NULL);
}

void tn__wake_send(struct tn__wake *wake)
{
    uv_async_send(&wake->source.uv.async);
}

struct tn__signal *
tn__signal_new(struct tn_loop *loop, int number, tn__loop_fn fn, void *user)
{
    struct tn__signal *signal = source_new(sizeof(*signal), fn, user);

    if (!signal)
        return NULL;
    if (uv_signal_init(&loop->uv, &signal->source.uv.signal)) {
        free(signal);
        return NULL;
    }
    if (uv_signal_start(&signal->source.uv.signal, on_signal, number)) {
        tn__signal_free(signal);
        return NULL;
    }
    return signal;
}

void tn__signal_free(struct tn__signal *signal)
{
    source_free(signal ? &signal->source : NULL);
}
