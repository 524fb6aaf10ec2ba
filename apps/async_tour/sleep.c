/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <tenon/task.h>

#include "examples.h"

/* Awaiting, in C, is calling: what suspends suspends whoever called. */
struct value {
    unsigned short random[3]; /* of erand48() */
};

static int func(struct value *value, double *result)
{
    double r = erand48(value->random);
    int rc = tn_sleep((uint64_t)(r * 1000));

    *result = r;
    return rc;
}

static int print_value(void *user)
{
    double result = 0;
    int rc = func(user, &result);

    if (rc == 0)
        printf("%.17g\n", result);
    return rc;
}

int show_sleep(const struct tour *tour)
{
    uint64_t seed = tour->seed;
    struct value value;

    if (!tour->has_seed && getentropy(&seed, sizeof(seed)))
        return TN_EIO;
    for (int i = 0; i < 3; i++)
        value.random[i] = (unsigned short)(seed >> 16 * i);
    return tn_run(print_value, &value, NULL);
}
