/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/queue.h>

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include <tenon/task.h>

#include "async/wait.h"

#define CAPACITY_MIN 16

/* Where someone waits to get, no item is there; where someone waits to put,
 * there is no room. */
struct tn_queue {
    void **items; /* a ring */
    size_t capacity;
    size_t first;
    size_t count;
    size_t limit;
    size_t unfinished; /* put, and not told to be done */
    bool is_shut;
    struct tn__waiters getters;
    struct tn__waiters putters;
    struct tn__waiters joiners;
};

/* Someone who waits to get or to put. */
struct exchange {
    struct tn__waiter waiter;
    void *item;
};

/* -- The ring -------------------------------------------------------------- */

/* Returns a place in the ring, counted on past its end. */
static size_t wrap(const struct tn_queue *queue, size_t at)
{
    return at < queue->capacity ? at : at - queue->capacity;
}

static int grow(struct tn_queue *queue)
{
    size_t capacity = queue->capacity ? 2 * queue->capacity : CAPACITY_MIN;
    void **items;

    if (capacity > queue->limit)
        capacity = queue->limit;
    if (capacity > SIZE_MAX / 2 / sizeof(*items))
        return TN_ENOMEM;
    items = malloc(capacity * sizeof(*items));
    if (!items)
        return TN_ENOMEM;
    for (size_t i = 0; i < queue->count; i++)
        items[i] = queue->items[wrap(queue, queue->first + i)];
    free(queue->items);
    queue->items = items;
    queue->capacity = capacity;
    queue->first = 0;
    return 0;
}

static void push(struct tn_queue *queue, void *item)
{
    queue->items[wrap(queue, queue->first + queue->count++)] = item;
}

static void *pop(struct tn_queue *queue)
{
    void *item = queue->items[queue->first];

    queue->first = wrap(queue, queue->first + 1);
    queue->count--;
    return item;
}

/* -- Life cycle ------------------------------------------------------------ */

struct tn_queue *tn_queue_new(size_t limit)
{
    struct tn_queue *queue = calloc(1, sizeof(*queue));

    if (queue)
        queue->limit = limit ? limit : TN_QUEUE_LIMIT;
    return queue;
}

void tn_queue_free(struct tn_queue *queue)
{
    if (!queue)
        return;
    tn_queue_shutdown(queue);
    tn__waiters_wake_all(&queue->joiners, TN_ECLOSED);
    free(queue->items);
    free(queue);
}

void tn_queue_shutdown(struct tn_queue *queue)
{
    queue->is_shut = true;
    tn__waiters_wake_all(&queue->putters, TN_ECLOSED);
    tn__waiters_wake_all(&queue->getters, TN_ECLOSED);
}

/* -- Items ----------------------------------------------------------------- */

static int wait_to_exchange(struct tn__waiters *waiters,
                            struct exchange *exchange)
{
    exchange->waiter.user = exchange;
    tn__waiters_add(waiters, &exchange->waiter);
    return tn__wait(&exchange->waiter);
}

int tn_queue_put(struct tn_queue *queue, void *item)
{
    struct exchange exchange = { .item = item };
    int rc;

    if (!tn_task_current())
        return TN_ENOTASK;
    rc = tn_queue_put_nowait(queue, item);
    return rc == TN_ELIMIT ? wait_to_exchange(&queue->putters, &exchange) : rc;
}

int tn_queue_put_nowait(struct tn_queue *queue, void *item)
{
    struct tn__waiter *getter = queue->getters.first;

    if (queue->is_shut)
        return TN_ECLOSED;
    if (queue->count == queue->limit)
        return TN_ELIMIT;
    if (getter) {
        ((struct exchange *)getter->user)->item = item;
        tn__wake(getter, 0);
    } else {
        if (queue->count == queue->capacity && grow(queue))
            return TN_ENOMEM;
        push(queue, item);
    }
    queue->unfinished++;
    return 0;
}

int tn_queue_get(struct tn_queue *queue, void **item)
{
    struct exchange exchange = { .item = NULL };
    int rc;

    if (!tn_task_current())
        return TN_ENOTASK;
    rc = tn_queue_get_nowait(queue, item);
    if (rc != TN_EPENDING)
        return rc;
    rc = wait_to_exchange(&queue->getters, &exchange);
    if (rc == 0)
        *item = exchange.item;
    return rc;
}

int tn_queue_get_nowait(struct tn_queue *queue, void **item)
{
    struct tn__waiter *putter = queue->putters.first;

    if (!queue->count)
        return queue->is_shut ? TN_ECLOSED : TN_EPENDING;
    *item = pop(queue);
    if (putter) {
        push(queue, ((struct exchange *)putter->user)->item);
        queue->unfinished++;
        tn__wake(putter, 0);
    }
    return 0;
}

size_t tn_queue_count(const struct tn_queue *queue)
{
    return queue->count;
}

/* -- Work ------------------------------------------------------------------ */

int tn_queue_task_done(struct tn_queue *queue)
{
    if (!queue->unfinished)
        return TN_EUSAGE;
    if (--queue->unfinished == 0)
        tn__waiters_wake_all(&queue->joiners, 0);
    return 0;
}

int tn_queue_join(struct tn_queue *queue)
{
    if (!tn_task_current())
        return TN_ENOTASK;
    return queue->unfinished ? tn__wait_in(&queue->joiners) : 0;
}
