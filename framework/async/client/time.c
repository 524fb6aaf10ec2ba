/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/client/time.h"

#include "async/client/response.h"

/* Whether it is the other side that is waited for. */
static bool is_reading(const struct tn_http_response *response)
{
    const struct tn__transfer *transfer = &response->transfer;

    return transfer->handle && transfer->is_connected && !transfer->is_paused &&
           !response->request.upload.is_hungry;
}

static void be_late(struct tn_http_response *response, enum tn__late late)
{
    response->transfer.late = late;
    tn__transfer_fail(response, TN_ETIMEDOUT);
}

/* One timer serves both times: it is late by intent, and looks how things
 * stand. */
static void start_timer(struct tn_http_response *response, uint64_t now)
{
    const struct tn__transfer *transfer = &response->transfer;
    uint64_t read_ms = response->request.timeouts.read_ms;
    uint64_t wait = transfer->deadline - now;
    uint64_t idle = now - transfer->active_at;

    if (transfer->deadline == UINT64_MAX)
        wait = UINT64_MAX;
    if (is_reading(response) && idle < read_ms && read_ms != UINT64_MAX)
        read_ms -= idle;
    if (read_ms < wait)
        wait = read_ms;
    if (wait != UINT64_MAX)
        tn__timer_start(transfer->timer, wait ? wait : 1, 0);
}

static void on_time(void *user)
{
    struct tn_http_response *response = user;
    const struct tn__transfer *transfer = &response->transfer;
    uint64_t now = tn__loop_now(response->session->loop);

    /* What has come is there to be read, though late. */
    if (transfer->has_ended && !transfer->waiter)
        return;
    if (now >= transfer->deadline)
        be_late(response, TN__LATE_TOTAL);
    else if (is_reading(response) &&
             now - transfer->active_at >= response->request.timeouts.read_ms)
        be_late(response, TN__LATE_READ);
    else
        start_timer(response, now);
}

int tn__times_start(struct tn_http_response *response)
{
    struct tn__transfer *transfer = &response->transfer;
    struct tn_loop *loop = response->session->loop;
    uint64_t total_ms = response->request.timeouts.total_ms;
    uint64_t now = tn__loop_now(loop);

    transfer->active_at = now;
    transfer->deadline =
        total_ms < UINT64_MAX - now ? now + total_ms : UINT64_MAX;
    transfer->timer = tn__timer_new(loop, on_time, response);
    if (!transfer->timer)
        return TN_ENOMEM;
    start_timer(response, now);
    return 0;
}
