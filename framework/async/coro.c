/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/coro.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "async/coro_switch.h"
#include "async/thread.h"

/* Makes a context at the top of a stack; Boost.Context's. */
void *
make_fcontext(void *top, size_t size, void (*enter)(struct tn__jump transfer));

/* Below each stack, never mapped: a frame of this size cannot step over it. */
#define GUARD_SIZE ((size_t)64 * 1024)

/* Stacks that are kept, those of them that are not trimmed, and what trimming
 * leaves. */
#define KEPT      4096
#define KEPT_DEEP 64
#define KEPT_TOP  ((size_t)8 * 1024)

/* -- Switching ------------------------------------------------------------- */

void tn__coro_switch(struct tn__coro *to)
{
    tn__coro_jump(tn__thread(), to, false);
}

/* The one function of every stack: it runs what it is given, again and again,
 * until it is given nothing. */
static void enter(struct tn__jump transfer)
{
    struct tn__thread *thread = tn__thread();
    struct tn__coro *self = thread->coro;

    tn__coro_arrive(self, transfer);
    while (self->run) {
        self->run(self->user);
        self->run = NULL;
        tn__coro_jump(thread, self->back, false);
    }
    tn__coro_jump(thread, self->back, true);
}

/* -- Stacks ---------------------------------------------------------------- */

static size_t whole_pages(size_t size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);

    return (size + page - 1) / page * page;
}

static size_t within_limits(size_t size)
{
    if (size == 0)
        return TN__STACK_SIZE;
    if (size < TN__STACK_SIZE_MIN)
        return TN__STACK_SIZE_MIN;
    return size < TN__STACK_SIZE_MAX ? size : TN__STACK_SIZE_MAX;
}

/* The mapping, from below: the guard, the stack, the coroutine itself. */
static struct tn__coro *coro_new(size_t size)
{
    size_t usable = whole_pages(within_limits(size) * TN__STACK_FACTOR);
    char *mapped =
        mmap(NULL, GUARD_SIZE + usable, PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK | MAP_NORESERVE, -1, 0);
    struct tn__coro *coro;
    char *top;

    if (mapped == MAP_FAILED)
        return NULL;
    if (mprotect(mapped, GUARD_SIZE, PROT_NONE)) {
        munmap(mapped, GUARD_SIZE + usable);
        return NULL;
    }
    /* Aligned as a stack must be. */
    top = mapped + GUARD_SIZE + usable - ((sizeof(*coro) + 63) & ~(size_t)63);
    coro = (struct tn__coro *)(void *)top;
    coro->stack = mapped + GUARD_SIZE;
    coro->stack_size = (size_t)(top - coro->stack);
    coro->mapped_size = usable;
    tn__fiber_make(&coro->fiber, coro->stack, coro->stack_size);
    coro->context = make_fcontext(top, coro->stack_size, enter);
    return coro;
}

static void unmap(struct tn__coro *coro)
{
    tn__fiber_forget(&coro->fiber);
    munmap(coro->stack - GUARD_SIZE, GUARD_SIZE + coro->mapped_size);
}

/* Its function returns from its last switch never; AddressSanitizer gets back
 * what it holds for the stack. */
static void coro_free(struct tn__coro *coro)
{
    struct tn__thread *thread = tn__thread();

    coro->run = NULL;
    coro->back = thread->coro ? thread->coro : &thread->root;
    tn__coro_switch(coro);
    unmap(coro);
}

void tn__coro_abandon(struct tn__coro *coro)
{
    tn__fiber_abandon(&coro->fiber);
    unmap(coro);
}

/* -- The pool -------------------------------------------------------------- */

struct tn__coro *tn__coro_take(struct tn__coro_pool *pool)
{
    struct tn__coro *coro = pool ? pool->unused : NULL;

    if (coro) {
        pool->unused = coro->next;
        pool->unused_count--;
        return coro;
    }
    return coro_new(pool ? pool->stack_size : 0);
}

void tn__coro_give(struct tn__coro_pool *pool, struct tn__coro *coro)
{
    coro->yield = NULL;
    if (!pool || pool->unused_count >= KEPT) {
        coro_free(coro);
        return;
    }
    coro->is_trimmed = false;
    coro->next = pool->unused;
    pool->unused = coro;
    pool->unused_count++;
    pool->wants_trim = pool->wants_trim || pool->unused_count > KEPT_DEEP;
}

/* Gives back the pages below the topmost. */
static void trim(struct tn__coro *coro)
{
    size_t kept = whole_pages(KEPT_TOP);

    coro->is_trimmed = true;
    if (coro->mapped_size > kept)
        madvise(coro->stack, coro->mapped_size - kept, MADV_DONTNEED);
}

void tn__coro_pool_trim(struct tn__coro_pool *pool)
{
    struct tn__coro *coro = pool->unused;

    for (size_t i = 0; coro; i++, coro = coro->next) {
        if (i >= KEPT_DEEP && !coro->is_trimmed)
            trim(coro);
    }
    pool->wants_trim = false;
}

void tn__coro_pool_deinit(struct tn__coro_pool *pool)
{
    while (pool->unused) {
        struct tn__coro *coro = pool->unused;

        pool->unused = coro->next;
        coro_free(coro);
    }
    pool->unused_count = 0;
}

size_t tn__coro_asked_size(const struct tn__coro *coro)
{
    return coro->mapped_size / TN__STACK_FACTOR;
}

bool tn__coro_has_overflowed(const void *address)
{
    const struct tn__coro *coro = tn__thread()->coro;
    uintptr_t at = (uintptr_t)address;

    return coro && coro->stack && at < (uintptr_t)coro->stack &&
           at >= (uintptr_t)coro->stack - GUARD_SIZE;
}
