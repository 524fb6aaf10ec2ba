/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/sync.h>

#include <stdint.h>
#include <stdlib.h>

#include <tenon/task.h>

#include "async/wait.h"

/* Where someone waits the value is 0. */
struct tn_semaphore {
    struct tn__waiters waiters;
    size_t value;
    size_t limit; /* of the value */
};

static struct tn_semaphore *semaphore_new(size_t value, size_t limit)
{
    struct tn_semaphore *semaphore = malloc(sizeof(*semaphore));

    if (semaphore)
        *semaphore = (struct tn_semaphore){ .value = value, .limit = limit };
    return semaphore;
}

struct tn_semaphore *tn_semaphore_new(size_t value)
{
    return semaphore_new(value, SIZE_MAX);
}

struct tn_semaphore *tn_semaphore_new_bounded(size_t value)
{
    return semaphore_new(value, value);
}

void tn_semaphore_free(struct tn_semaphore *semaphore)
{
    if (semaphore)
        tn__waiters_wake_all(&semaphore->waiters, TN_ECLOSED);
    free(semaphore);
}

int tn_semaphore_acquire(struct tn_semaphore *semaphore)
{
    if (!tn_task_current())
        return TN_ENOTASK;
    if (semaphore->value == 0)
        return tn__wait_in(&semaphore->waiters);
    semaphore->value--;
    return 0;
}

int tn_semaphore_release(struct tn_semaphore *semaphore)
{
    if (semaphore->value >= semaphore->limit)
        return TN_EUSAGE;
    if (semaphore->waiters.first)
        tn__waiters_wake_one(&semaphore->waiters, 0);
    else
        semaphore->value++;
    return 0;
}

bool tn_semaphore_is_locked(const struct tn_semaphore *semaphore)
{
    return semaphore->value == 0;
}
