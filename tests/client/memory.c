/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "memory.h"

#include <stdatomic.h>
#include <stdlib.h>

/* The linker leads the program's calls here (--wrap), not those of libraries.
 */
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *ptr, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *ptr, size_t size);

static atomic_size_t left; /* until one fails; 0: none will */
static atomic_bool has_failed;

void memory_fail_at(size_t n)
{
    atomic_store(&left, n);
    atomic_store(&has_failed, false);
}

bool memory_has_failed(void)
{
    return atomic_load(&has_failed);
}

static bool fails(void)
{
    size_t now = atomic_load(&left);

    while (now && !atomic_compare_exchange_weak(&left, &now, now - 1))
        continue;
    if (now == 1)
        atomic_store(&has_failed, true);
    return now == 1;
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
