/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__APP_POOL_H
#define TN__APP_POOL_H

#include <stddef.h>
#include <stdint.h>

#include "app/worker.h"

/*
 * All workers of a program, on one port: the first binds it, the others join in
 * with SO_REUSEPORT, and the kernel spreads connections over them.
 */
struct tn__pool {
    struct tn__worker **workers;
    size_t count;
};

/* Opens and starts the workers: settings->workers of them, or one for each CPU
 * that the process may use. Returns 0, or a negative code with `error` filled.
 * To be closed in either case. */
int tn__pool_open(struct tn__pool *pool,
                  const struct tn__worker_options *options,
                  struct tn_error *error);

/* Waits for the workers, which must have been asked to finish, and frees them.
 * A zeroed pool is fine. */
void tn__pool_close(struct tn__pool *pool);

uint16_t tn__pool_port(const struct tn__pool *pool);
void tn__pool_drain(struct tn__pool *pool);

/* Return whether all workers are ready, and finished. */
bool tn__pool_is_ready(const struct tn__pool *pool);
bool tn__pool_is_finished(const struct tn__pool *pool);

/* Returns why a worker never served; NULL where each does. */
const struct tn_error *tn__pool_error(const struct tn__pool *pool);

#endif
