/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__BASE_COMPAT_FIBER_H
#define TN__BASE_COMPAT_FIBER_H

#include <stddef.h>

#include "base/compat.h"

/*
 * What AddressSanitizer, ThreadSanitizer and valgrind must be told of a stack
 * that is not a thread's own: that it is one, and when the processor goes from
 * one to another. Without them all of this is nothing.
 */
#ifndef __has_feature
#define __has_feature(feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#define TN__HAS_ASAN 1
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#else
#define TN__HAS_ASAN 0
#endif
#if defined(__SANITIZE_THREAD__) || __has_feature(thread_sanitizer)
#define TN__HAS_TSAN 1
#include <sanitizer/tsan_interface.h>
#else
#define TN__HAS_TSAN 0
#endif
#if __has_include(<valgrind/valgrind.h>)
#define TN__HAS_VALGRIND 1
#include <valgrind/valgrind.h>
#else
#define TN__HAS_VALGRIND 0
#endif

/* The sanitizers' frames are larger. */
#define TN__STACK_FACTOR (TN__HAS_ASAN || TN__HAS_TSAN ? 4 : 1)

/* Whether a tool watches for which each stack is dear: some hundreds will do.
 */
#if TN__HAS_VALGRIND
#define TN__STACKS_ARE_DEAR (TN__HAS_TSAN || RUNNING_ON_VALGRIND)
#else
#define TN__STACKS_ARE_DEAR TN__HAS_TSAN
#endif

struct tn__fiber {
    void *fake; /* AddressSanitizer's other stack */
    const void *bottom;
    size_t size;
    void *thread; /* what ThreadSanitizer takes it for */
    unsigned valgrind_id;
};

/* Makes a stack known. */
TN__INLINE void
tn__fiber_make(struct tn__fiber *fiber, char *bottom, size_t size)
{
    *fiber = (struct tn__fiber){ .bottom = bottom, .size = size };
#if TN__HAS_TSAN
    fiber->thread = __tsan_create_fiber(0);
#endif
#if TN__HAS_VALGRIND
    fiber->valgrind_id =
        (unsigned)VALGRIND_STACK_REGISTER(bottom, bottom + size);
#endif
}

/* Forgets a stack, which nobody will stand on; frames that were never left may
 * lie on it. */
TN__INLINE void tn__fiber_forget(const struct tn__fiber *fiber)
{
    (void)fiber;
#if TN__HAS_ASAN
    __asan_unpoison_memory_region(fiber->bottom, fiber->size);
#endif
#if TN__HAS_TSAN
    __tsan_destroy_fiber(fiber->thread);
#endif
#if TN__HAS_VALGRIND
    VALGRIND_STACK_DEREGISTER(fiber->valgrind_id);
#endif
}

/* Right before the switch. `for_good`: the stack left is not entered again. */
TN__INLINE void tn__fiber_leave(struct tn__fiber *from,
                                const struct tn__fiber *to,
                                int for_good)
{
    (void)from;
    (void)to;
    (void)for_good;
#if TN__HAS_ASAN
    __sanitizer_start_switch_fiber(for_good ? NULL : &from->fake, to->bottom,
                                   to->size);
#endif
#if TN__HAS_TSAN
    if (!from->thread)
        from->thread = __tsan_get_current_fiber();
    __tsan_switch_to_fiber(to->thread, 0);
#endif
}

/* Right after it, on the other stack. A thread's own learns its bounds so. */
TN__INLINE void tn__fiber_arrive(const struct tn__fiber *self,
                                 struct tn__fiber *from)
{
    (void)self;
    (void)from;
#if TN__HAS_ASAN
    __sanitizer_finish_switch_fiber(self->fake, &from->bottom, &from->size);
#endif
}

#endif
