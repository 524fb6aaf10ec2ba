/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TESTS_ALLOCATIONS_H
#define TESTS_ALLOCATIONS_H

#include <stddef.h>

/*
 * Tenon's requests for memory: the linker leads them here (--wrap), not those
 * of libraries. Programs link test_allocations.
 */

/* Returns how often malloc, calloc and realloc were called. */
size_t allocations_count(void);

/* From now on lets so many of these calls succeed, and so many after them fail;
 * SIZE_MAX: all do from then on. */
void allocations_fail(size_t after, size_t count);

/* Returns how many have failed since. */
size_t allocations_failed(void);

/* Lets so many of the next mappings fail: those of stacks. */
void allocations_fail_mappings(size_t count);

#endif
