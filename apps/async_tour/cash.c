/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <math.h>
#include <stdio.h>

#include <tenon/attrs.h>
#include <tenon/gen.h>

#include "examples.h"

struct terms {
    double percent; /* a year */
    int years;
};

/* Takes a deposit and gives what it will have become. */
static int cash_return(void *user)
{
    const struct terms *terms = user;
    double value = pow(1 + terms->percent / 100, terms->years);
    int rc = 0;

    while (rc == 0) {
        void *deposit = NULL;
        double sum;

        rc = tn_gen_yield(NULL, &deposit);
        if (rc)
            break;
        if (!deposit)
            return TN_EUSAGE;
        sum = round(*(const double *)deposit * value * 100) / 100;
        rc = tn_gen_yield(&sum, NULL);
    }
    if (rc == TN_ECLOSED)
        puts("Выход из корутины");
    return rc;
}

static int print_returns(struct tn_gen *coro)
{
    double deposits[] = { 1000, 2000, 5000, 10000, 100000 };
    int rc = tn_gen_next(coro, NULL);

    for (size_t i = 0; rc == 0 && i < TN_COUNT(deposits); i++) {
        void *sum = NULL;

        rc = tn_gen_send(coro, &deposits[i], &sum);
        if (rc)
            break;
        printf("%.2f\n", *(const double *)sum);
        rc = tn_gen_next(coro, NULL);
    }
    return rc ? rc : tn_gen_close(coro);
}

int show_cash(const struct tour *tour)
{
    struct terms terms = { .percent = 5, .years = 5 };
    struct tn_gen *coro = tn_gen_new(cash_return, &terms);
    int rc = coro ? print_returns(coro) : TN_ENOMEM;

    (void)tour;
    tn_gen_free(coro);
    return rc;
}
