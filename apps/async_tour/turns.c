/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdio.h>

#include "examples.h"
#include "scheduler.h"

struct worker {
    const char *name;
    int turns;
};

static int square(void *user)
{
    struct yielded result = { .value = *(const int *)user };

    result.value *= result.value;
    return tn_gen_yield(&result, NULL);
}

static int print_square(const char *name, int number)
{
    struct yielded call = { .gen = tn_gen_new(square, &number) };
    void *answer = NULL;
    int rc = call.gen ? tn_gen_yield(&call, &answer) : TN_ENOMEM;

    if (rc == 0 && !answer)
        rc = TN_EUSAGE;
    if (rc == 0)
        printf("%s: %d * %d = %d\n", name, number, number,
               ((const struct yielded *)answer)->value);
    return rc;
}

static int work(void *user)
{
    const struct worker *worker = user;
    struct yielded over = { 0 };
    int rc = 0;

    for (int i = 1; rc == 0 && i <= worker->turns; i++) {
        rc = print_square(worker->name, i);
        if (rc == 0)
            rc = tn_gen_yield(&over, NULL);
    }
    return rc;
}

int show_scheduler(const struct tour *tour)
{
    struct worker first = { .name = "first", .turns = 3 };
    struct worker second = { .name = "second", .turns = 2 };
    struct scheduler scheduler = { 0 };
    int rc = scheduler_add(&scheduler, tn_gen_new(work, &first));

    (void)tour;
    if (rc > 0)
        rc = scheduler_add(&scheduler, tn_gen_new(work, &second));
    if (rc > 0)
        rc = scheduler_run(&scheduler);
    scheduler_deinit(&scheduler);
    return rc;
}
