/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "allocations.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);

static atomic_size_t calls;
static atomic_size_t first_failure;
static atomic_size_t failures;

void allocations_fail(size_t after, size_t count)
{
    atomic_store(&calls, 0);
    atomic_store(&first_failure, after);
    atomic_store(&failures, count);
}

static bool fails(void)
{
    size_t call = atomic_fetch_add(&calls, 1);
    size_t first = atomic_load(&first_failure);

    return call >= first && call - first < atomic_load(&failures);
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}
