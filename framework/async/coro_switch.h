/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_CORO_SWITCH_H
#define TN__ASYNC_CORO_SWITCH_H

#include <stdbool.h>

#include "async/coro.h"
#include "async/thread.h"
#include "base/compat.h"

/*
 * The switch itself, inline: the processor foresees where a function returns to
 * by where it was called, which is wrong for each of those that lie between a
 * switch and what goes on after it, and costs some 10 ns. The last of them may
 * be TN__RETURNS_BY_JUMP.
 */

/* Boost.Context's. Its headers are C++, so that its two functions are declared
 * here and in coro.c as its assembler has them. */
struct tn__jump {
    void *context; /* of whoever jumped here */
    void *data;
};
struct tn__jump tn__coro_jump_context(void *context,
                                      void *data) __asm__("jump_fcontext");

/* Right after a switch, on the stack that goes on. */
TN__INLINE void tn__coro_arrive(struct tn__coro *self, struct tn__jump transfer)
{
    struct tn__coro *from = transfer.data;

    from->context = transfer.context;
    tn__fiber_arrive(&self->fiber, &from->fiber);
}

/* As tn__coro_switch(). `for_good`: what runs is not switched to again. */
TN__INLINE void
tn__coro_jump(struct tn__thread *thread, struct tn__coro *to, bool for_good)
{
    struct tn__coro *from = thread->coro ? thread->coro : &thread->root;

    thread->coro = to;
    tn__fiber_leave(&from->fiber, &to->fiber, for_good);
    tn__fiber_carry_flags(to->context);
    tn__coro_arrive(from, tn__coro_jump_context(to->context, from));
}

#endif
