/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef MEMORY_H
#define MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* Has the n-th allocation of the library from now fail, once; 0: none. */
void memory_fail_at(size_t n);

/* Returns whether one has failed since. */
bool memory_has_failed(void);

#endif
