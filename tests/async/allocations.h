/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TESTS_ASYNC_ALLOCATIONS_H
#define TESTS_ASYNC_ALLOCATIONS_H

#include <stddef.h>

/*
 * Tenon's allocations, as far as it calls malloc itself: the linker leads the
 * calls here (--wrap), not those of libraries.
 */

/* Lets so many succeed, and so many after them fail. */
void allocations_fail(size_t after, size_t count);

#endif
