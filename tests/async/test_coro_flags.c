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

/* What there is of a flag when it was raised: itself, or nothing where the
 * processor keeps none, as in valgrind. */
static int kept(int flag)
{
    feclearexcept(FE_ALL_EXCEPT);
    feraiseexcept(flag);
    return fetestexcept(FE_ALL_EXCEPT);
}

Test(coro_flags, leaves_the_flags_of_calculations_to_its_thread)
{
    struct tn__coro *coro = tn__coro_take(NULL);
    int division = kept(FE_DIVBYZERO);
    int inexact = kept(FE_INEXACT);
    int seen = -1;

    coro->run = raise_flags;
    coro->user = &seen;
    coro->back = &tn__thread()->root;
    tn__coro_switch(coro);
    cr_assert_eq(seen, inexact);
    cr_assert_eq(fetestexcept(FE_ALL_EXCEPT), inexact | division);
    feclearexcept(FE_ALL_EXCEPT);
    tn__coro_switch(coro);
    cr_assert_eq(seen, 0);
    tn__coro_give(NULL, coro);
}
