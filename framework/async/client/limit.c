/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/client/limit.h"

#include <stdlib.h>

#include <tenon/error.h>

/* A host with connections in use or wished for; others are not remembered. */
struct tn__host {
    struct tn__host *next; /* in the circle */
    struct tn__host *previous;
    struct tn__slot *first; /* that queue */
    struct tn__slot *last;
    unsigned used;
    size_t name_size;
    char name[];
};

/* -- Hosts ----------------------------------------------------------------- */

static struct tn__host *find(const struct tn__limiter *limiter,
                             struct tn_str name)
{
    struct tn__host *host = limiter->hosts;

    if (!host)
        return NULL;
    do {
        if (host->name_size == name.len &&
            memcmp(host->name, name.ptr, name.len) == 0)
            return host;
        host = host->next;
    } while (host != limiter->hosts);
    return NULL;
}

static struct tn__host *add(struct tn__limiter *limiter, struct tn_str name)
{
    struct tn__host *host = calloc(1, sizeof(*host) + name.len);

    if (!host)
        return NULL;
    memcpy(host->name, name.ptr, name.len);
    host->name_size = name.len;
    host->next = host->previous = host;
    if (limiter->hosts) {
        host->next = limiter->hosts;
        host->previous = limiter->hosts->previous;
        host->next->previous = host->previous->next = host;
    } else {
        limiter->hosts = host;
    }
    return host;
}

static void forget_unused(struct tn__limiter *limiter, struct tn__host *host)
{
    if (host->used || host->first)
        return;
    if (limiter->hosts == host)
        limiter->hosts = host->next == host ? NULL : host->next;
    host->previous->next = host->next;
    host->next->previous = host->previous;
    free(host);
}

/* -- Queues ---------------------------------------------------------------- */

static void enqueue(struct tn__limiter *limiter, struct tn__slot *slot)
{
    struct tn__host *host = slot->host;

    slot->next = NULL;
    slot->previous = host->last;
    if (host->last)
        host->last->next = slot;
    else
        host->first = slot;
    host->last = slot;
    limiter->queued++;
}

static void dequeue(struct tn__limiter *limiter, struct tn__slot *slot)
{
    struct tn__host *host = slot->host;

    if (slot->previous)
        slot->previous->next = slot->next;
    else
        host->first = slot->next;
    if (slot->next)
        slot->next->previous = slot->previous;
    else
        host->last = slot->previous;
    limiter->queued--;
}

static bool has_room(const struct tn__limiter *limiter,
                     const struct tn__host *host)
{
    return limiter->used < limiter->limit && host->used < limiter->host_limit;
}

static void grant(struct tn__limiter *limiter, struct tn__slot *slot)
{
    limiter->used++;
    slot->host->used++;
    slot->is_taken = true;
}

/* Gives one place to the first of the next host that has room. */
static void serve_next(struct tn__limiter *limiter)
{
    struct tn__host *host = limiter->hosts;
    struct tn__slot *slot;

    if (!host || !limiter->queued)
        return;
    while (!host->first || !has_room(limiter, host)) {
        host = host->next;
        if (host == limiter->hosts)
            return;
    }
    limiter->hosts = host->next;
    slot = host->first;
    dequeue(limiter, slot);
    grant(limiter, slot);
    tn__wake(&slot->waiter, 0);
}

/* -- Places ---------------------------------------------------------------- */

int tn__slot_take(struct tn__limiter *limiter,
                  struct tn__slot *slot,
                  struct tn_str host)
{
    int rc;

    slot->is_taken = false;
    slot->host = find(limiter, host);
    if (!slot->host)
        slot->host = add(limiter, host);
    if (!slot->host)
        return TN_ENOMEM;
    if (!slot->host->first && has_room(limiter, slot->host)) {
        grant(limiter, slot);
        return 0;
    }
    if (limiter->queued >= limiter->queue_limit) {
        forget_unused(limiter, slot->host);
        slot->host = NULL;
        return TN_ELIMIT;
    }
    enqueue(limiter, slot);
    slot->waiter = (struct tn__waiter){ 0 };
    rc = tn__wait(&slot->waiter);
    if (!slot->is_taken)
        tn__slot_give(limiter, slot);
    return rc;
}

void tn__slot_give(struct tn__limiter *limiter, struct tn__slot *slot)
{
    struct tn__host *host = slot->host;

    if (!host)
        return;
    if (slot->is_taken) {
        limiter->used--;
        host->used--;
        serve_next(limiter);
    } else {
        dequeue(limiter, slot);
    }
    slot->is_taken = false;
    slot->host = NULL;
    forget_unused(limiter, host);
}
