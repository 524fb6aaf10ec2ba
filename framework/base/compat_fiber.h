/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__BASE_COMPAT_FIBER_H
#define TN__BASE_COMPAT_FIBER_H

#include <stddef.h>
#include <stdint.h>

#include "base/compat.h"

/*
 * What AddressSanitizer, ThreadSanitizer and valgrind must be told of a stack
 * that is not a thread's own: that it is one, and when the processor goes from
 * one to another. Without them it is nothing. And what processors do not like.
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

#if defined(__x86_64__)
#define TN__HAS_MXCSR 1
#include <xmmintrin.h>
#else
#define TN__HAS_MXCSR 0
#endif

/*
 * A function that returns right after a switch. The processor foresees where a
 * return leads by the calls before it; those were made on the other stack, and
 * each return costs 10 ns. A jump it foresees by where it led to before: that
 * halves the price of a switch there and back. The code of the jump, whose name
 * is the compilers', stands once in each file with such a function:
 * TN__RETURN_JUMP.
 */
#if defined(__x86_64__) && !defined(__CET__) &&                                \
    !defined(__code_model_large__) && __has_attribute(function_return)
#define TN__RETURNS_BY_JUMP __attribute__((function_return("thunk-extern")))
#define TN__RETURN_JUMP                                                        \
    __asm__(".pushsection .text\n"                                             \
            ".type __x86_return_thunk, @function\n"                            \
            "__x86_return_thunk: pop %rcx\n"                                   \
            "jmp *%rcx\n"                                                      \
            ".size __x86_return_thunk, . - __x86_return_thunk\n"               \
            ".popsection")
#else
#define TN__RETURNS_BY_JUMP
#define TN__RETURN_JUMP _Static_assert(1, "nothing is to be written")
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

/* A stack that was left in the midst of a function and is not entered again:
 * what AddressSanitizer wrote of its frames goes. */
TN__INLINE void tn__fiber_abandon(const struct tn__fiber *fiber)
{
    (void)fiber;
#if TN__HAS_ASAN
    __asan_unpoison_memory_region(fiber->bottom, fiber->size);
#endif
}

/*
 * Takes the exception flags of floating-point numbers along to where a context
 * goes on, as a call would; its rounding mode stays its own. They stand in the
 * first word of what Boost.Context keeps on x86-64, and to load others than
 * there are costs the processor 60 ns: a single inexact sum would make every
 * later switch ten times as dear.
 */
TN__INLINE void tn__fiber_carry_flags(void *context)
{
    (void)context;
#if TN__HAS_MXCSR
    uint32_t *kept = context;

    /* Not in C: AddressSanitizer knows nothing of that word. */
    __asm__("andl %1, %0\n\torl %2, %0"
            : "+m"(*kept)
            : "i"(~_MM_EXCEPT_MASK), "r"(_mm_getcsr() & _MM_EXCEPT_MASK)
            : "cc");
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
