/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_GEN_H
#define TN__ASYNC_GEN_H

#include <tenon/gen.h>

struct tn_loop;

/* Closes all generators of a loop that are open, and reports them, so that none
 * knows the loop any more. Run by a task, their functions may suspend. */
void tn__gens_close(struct tn_loop *loop);

/* Returns the generator that gives an iterator's values, NULL where none does.
 */
struct tn_gen *tn__gen_of_iter(const struct tn_iter *iter);

#endif
