/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__BASE_HASH_H
#define TN__BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/*
 * Returns a hash of the bytes for a table in memory, with all its bits mixed.
 * A seed that clients do not know (an address will do) keeps them from making
 * names that collide. The same seed gives the same hash within a process only.
 */
uint64_t tn__hash(const char *text, size_t size, uint64_t seed);

#endif
