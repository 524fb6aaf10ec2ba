/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/pool.h"

#include <sched.h>
#include <stdlib.h>

#include "app/port.h"

static size_t usable_cpus(void)
{
    cpu_set_t mask;
    int count = 0;

    if (sched_getaffinity(0, sizeof(mask), &mask) == 0)
        count = CPU_COUNT(&mask);
    return count > 0 ? (size_t)count : 1;
}

static int start_all(struct tn__pool *pool, struct tn_error *error)
{
    for (size_t i = 0; i < pool->count; i++) {
        int status = tn__worker_start(pool->workers[i], error);

        if (status)
            return status;
    }
    return 0;
}

int tn__pool_open(struct tn__pool *pool,
                  const struct tn__worker_options *options,
                  struct tn_error *error)
{
    struct tn__worker_options each = *options;
    size_t wanted = options->settings->workers;
    int status;

    if (wanted == 0)
        wanted = usable_cpus();
    *pool = (struct tn__pool){
        .workers = calloc(wanted, sizeof(struct tn__worker *)),
    };
    if (!pool->workers)
        return tn_error_set(error, TN_ENOMEM, "no memory for the workers");
    status = tn__port_check(options->settings->host, options->port, error);
    if (status)
        return status;
    while (pool->count < wanted) {
        struct tn__worker *worker = tn__worker_new(&each, error);

        if (!worker)
            return error && error->code ? error->code : TN_EIO;
        each.port = tn__worker_port(worker);
        pool->workers[pool->count++] = worker;
    }
    return start_all(pool, error);
}

void tn__pool_close(struct tn__pool *pool)
{
    for (size_t i = 0; i < pool->count; i++)
        tn__worker_join(pool->workers[i]);
    for (size_t i = 0; i < pool->count; i++)
        tn__worker_free(pool->workers[i]);
    free(pool->workers);
    *pool = (struct tn__pool){ 0 };
}

uint16_t tn__pool_port(const struct tn__pool *pool)
{
    return tn__worker_port(pool->workers[0]);
}

void tn__pool_drain(struct tn__pool *pool)
{
    for (size_t i = 0; i < pool->count; i++)
        tn__worker_drain(pool->workers[i]);
}

bool tn__pool_is_ready(const struct tn__pool *pool)
{
    for (size_t i = 0; i < pool->count; i++) {
        if (!tn__worker_is_ready(pool->workers[i]))
            return false;
    }
    return true;
}

bool tn__pool_is_finished(const struct tn__pool *pool)
{
    for (size_t i = 0; i < pool->count; i++) {
        if (!tn__worker_is_finished(pool->workers[i]))
            return false;
    }
    return true;
}

const struct tn_error *tn__pool_error(const struct tn__pool *pool)
{
    const struct tn_error *error = NULL;

    for (size_t i = 0; i < pool->count && !error; i++)
        error = tn__worker_error(pool->workers[i]);
    return error;
}
