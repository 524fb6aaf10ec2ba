/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_QUEUE_H
#define TENON_QUEUE_H

#include <stddef.h>

#include <tenon/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * A queue between tasks of one loop (asyncio.Queue): some put, others get, the
 * first in first out, and whoever puts too much waits. It stands in plain
 * memory, may be made before the loop runs, and belongs to the loop's thread.
 * An item is a pointer (NULL is one, too) to what stays its owner's.
 *
 * Those who wait are served in the order of their coming. An item is handed
 * over at once: to a task that waits for it, or, when room comes up, from one
 * that waits to put it. A task that is cancelled while it waits has got or put
 * nothing. Freeing wakes all who wait with TN_ECLOSED.
 *
 *     static int consume(void *user)
 *     {
 *         struct tn_queue *queue = user;
 *         void *item;
 *         int rc;
 *
 *         while ((rc = tn_queue_get(queue, &item)) == 0) {
 *             work_on(item);
 *             tn_queue_task_done(queue);
 *         }
 *         return rc == TN_ECLOSED ? 0 : rc;
 *     }
 */
struct tn_queue;

/* The limit of a queue that is given none. */
#define TN_QUEUE_LIMIT ((size_t)1 << 20)

/* -- Life cycle ------------------------------------------------------------ */

/* Returns a queue that holds `limit` items at most; 0: TN_QUEUE_LIMIT. NULL
 * when memory is short. Owned by the caller; free with tn_queue_free(). */
struct tn_queue *tn_queue_new(size_t limit);

/* Frees a queue; the items in it are not its own. NULL is fine. */
void tn_queue_free(struct tn_queue *queue);

/* Lets no more be put (asyncio.Queue.shutdown): whoever waits to put, or tries
 * to, gets TN_ECLOSED; whoever gets does so when all that is there was taken.
 */
void tn_queue_shutdown(struct tn_queue *queue);

/* -- Items ----------------------------------------------------------------- */

/* Suspends until there is room, and puts an item. Returns 0, TN_ENOMEM,
 * TN_ECLOSED, TN_ENOTASK or TN_ECANCELED; put with 0 only. */
int tn_queue_put(struct tn_queue *queue, void *item);

/* Puts an item. Returns 0; TN_ELIMIT where the queue is full; TN_ENOMEM;
 * TN_ECLOSED. */
int tn_queue_put_nowait(struct tn_queue *queue, void *item);

/* Suspends until there is an item, and takes it. Returns 0, TN_ECLOSED,
 * TN_ENOTASK or TN_ECANCELED; `item` is written with 0 only. */
int tn_queue_get(struct tn_queue *queue, void **item);

/* Takes an item. Returns 0; TN_EPENDING where there is none; TN_ECLOSED where
 * there will be none. */
int tn_queue_get_nowait(struct tn_queue *queue, void **item);

/* Returns how many items are there. */
size_t tn_queue_count(const struct tn_queue *queue);

/* -- Work ------------------------------------------------------------------ */

/* Says that what one item stood for is done, once for each item taken. Returns
 * 0; TN_EUSAGE where more was done than put. */
int tn_queue_task_done(struct tn_queue *queue);

/* Suspends until all that was put is done. Returns 0, TN_ENOTASK, TN_ECANCELED
 * or TN_ECLOSED. */
int tn_queue_join(struct tn_queue *queue);

#ifdef __cplusplus
}
#endif

#endif
