/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdatomic.h>
#include <stdlib.h>

#include "operations.h"

/* The linker leads Tenon's calls here (--wrap), not those of libraries. */
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *ptr, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *ptr, size_t size);

static atomic_size_t calls;
static atomic_size_t failures; /* still to come */

/* Counts a call; returns whether it fails. */
static int fails(void)
{
    size_t left = atomic_load(&failures);

    atomic_fetch_add(&calls, 1);
    while (left && !atomic_compare_exchange_weak(&failures, &left, left - 1))
        continue;
    return left > 0;
}

void allocations_fail(size_t count)
{
    atomic_store(&failures, count);
}

size_t allocations_count(void)
{
    return atomic_load(&calls);
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *ptr, size_t size)
{
    return fails() ? NULL : __real_realloc(ptr, size);
}
