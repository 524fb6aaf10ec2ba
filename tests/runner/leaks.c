/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdlib.h>

#include <criterion/criterion.h>

/* Passes, says Criterion; run_criterion.sh must not. */
Test(leaks, loses_a_block)
{
    char *volatile block = malloc(77);

    cr_assert_not_null(block);
    block = NULL;
} /* NOLINT(clang-analyzer-unix.Malloc): lost on purpose */

Test(absent, is_not_there)
{
    cr_skip_test("what it reads is not there");
}
