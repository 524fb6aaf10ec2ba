/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_BLOCKING_H
#define TN__ASYNC_BLOCKING_H

/* Says how many threads run what would block, for all loops of the program. To
 * be called by a program, before it has other threads; without it there are
 * four. */
void tn__blocking_set_threads(unsigned count);

#endif
