/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef ASYNC_TOUR_EXAMPLES_H
#define ASYNC_TOUR_EXAMPLES_H

#include <stdbool.h>
#include <stdint.h>

/* What the command line says. */
struct tour {
    bool has_seed;
    uint64_t seed;
};

/* An example writes to standard output what it shows. Returns 0, or a negative
 * code of Tenon. */
int show_range(const struct tour *tour);
int show_range2(const struct tour *tour);
int show_for_loop(const struct tour *tour);
int show_generator(const struct tour *tour);
int show_genexp(const struct tour *tour);
int show_yield_from(const struct tour *tour);
int show_cash(const struct tour *tour);
int show_scheduler(const struct tour *tour);
int show_sleep(const struct tour *tour);
int show_deferred(const struct tour *tour);

#endif
