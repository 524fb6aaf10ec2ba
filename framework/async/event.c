/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/sync.h>

#include <stdlib.h>

#include <tenon/task.h>

#include "async/wait.h"

struct tn_event {
    struct tn__waiters waiters;
    bool is_set;
};

struct tn_event *tn_event_new(void)
{
    return calloc(1, sizeof(struct tn_event));
}

void tn_event_free(struct tn_event *event)
{
    if (event)
        tn__waiters_wake_all(&event->waiters, TN_ECLOSED);
    free(event);
}

void tn_event_set(struct tn_event *event)
{
    event->is_set = true;
    tn__waiters_wake_all(&event->waiters, 0);
}

void tn_event_clear(struct tn_event *event)
{
    event->is_set = false;
}

bool tn_event_is_set(const struct tn_event *event)
{
    return event->is_set;
}

int tn_event_wait(struct tn_event *event)
{
    if (!tn_task_current())
        return TN_ENOTASK;
    return event->is_set ? 0 : tn__wait_in(&event->waiters);
}
