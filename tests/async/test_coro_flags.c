/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/coro.h"

#include <criterion/criterion.h>
#include <fenv.h>

#include "async/thread.h"

/* Goes back to whoever began it, once with each flag that it raises. */
static void raise_flags(void *user)
{
    int *seen = user;

    *seen = fetestexcept(FE_ALL_EXCEPT);
    feraiseexcept(FE_DIVBYZERO);
    tn__coro_switch(&tn__thread()->root);
    *seen = fetestexcept(FE_ALL_EXCEPT);
}

Test(coro_flags, leaves_the_flags_of_calculations_to_its_thread)
{
    struct tn__coro *coro;
    int seen = 0;

    feraiseexcept(FE_INEXACT);
    if (!fetestexcept(FE_INEXACT))
        cr_skip_test("the processor keeps no flags, as in valgrind");
    coro = tn__coro_take(NULL);
    coro->run = raise_flags;
    coro->user = &seen;
    coro->back = &tn__thread()->root;
    feclearexcept(FE_ALL_EXCEPT);
    feraiseexcept(FE_INEXACT);
    tn__coro_switch(coro);
    cr_assert_eq(seen, FE_INEXACT);
    cr_assert_eq(fetestexcept(FE_ALL_EXCEPT), FE_INEXACT | FE_DIVBYZERO);
    feclearexcept(FE_ALL_EXCEPT);
    tn__coro_switch(coro);
    cr_assert_eq(seen, 0);
    tn__coro_give(NULL, coro);
}
