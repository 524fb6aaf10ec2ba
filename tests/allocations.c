/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "allocations.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/mman.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *ptr, size_t size);
void *__real_mmap(void *at, size_t size, int access, int flags, int fd, off_t);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *ptr, size_t size);
void *__wrap_mmap(void *at, size_t size, int access, int flags, int fd, off_t);

static atomic_size_t calls;
static atomic_size_t spared;   /* calls that succeed before any fails */
static atomic_size_t failures; /* still to come */
static atomic_size_t failed;
static atomic_size_t mappings; /* that are still to fail */

/* Takes one from a number; returns whether there was one. */
static bool take(atomic_size_t *number)
{
    size_t left = atomic_load(number);

    while (left && !atomic_compare_exchange_weak(number, &left, left - 1))
        continue;
    return left > 0;
}

static bool fails(void)
{
    atomic_fetch_add(&calls, 1);
    if (take(&spared) || !take(&failures))
        return false;
    atomic_fetch_add(&failed, 1);
    return true;
}

size_t allocations_count(void)
{
    return atomic_load(&calls);
}

void allocations_fail(size_t after, size_t count)
{
    atomic_store(&failures, 0);
    atomic_store(&spared, after);
    atomic_store(&failed, 0);
    atomic_store(&failures, count);
}

size_t allocations_failed(void)
{
    return atomic_load(&failed);
}

void allocations_fail_mappings(size_t count)
{
    atomic_store(&mappings, count);
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

/* Its parameters are the system's. */
/* NOLINTBEGIN(readability-function-size) */
void *
__wrap_mmap(void *at, size_t size, int access, int flags, int fd, off_t offset)
{
    if (take(&mappings))
        return MAP_FAILED;
    return __real_mmap(at, size, access, flags, fd, offset);
}
/* NOLINTEND(readability-function-size) */
