/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <inttypes.h>
#include <stdio.h>

#include <tenon/attrs.h>
#include <tenon/gen.h>

#include "examples.h"

/* -- A generator ----------------------------------------------------------- */

static int simple_generator(void *user)
{
    int *result = user;
    int one = 1;
    int two = 2;
    int rc = tn_gen_yield(&one, NULL);

    if (rc == 0)
        rc = tn_gen_yield(&two, NULL);
    if (rc)
        return rc;
    *result = 3;
    return tn_gen_return(result);
}

static int print_next(struct tn_gen *gen)
{
    void *value = NULL;
    int rc = tn_gen_next(gen, &value);

    if (rc == 0)
        printf("%d\n", *(const int *)value);
    return rc;
}

int show_generator(const struct tour *tour)
{
    int result = 0;
    struct tn_gen *gen = tn_gen_new(simple_generator, &result);
    int rc = gen ? 0 : TN_ENOMEM;

    (void)tour;
    while (rc == 0)
        rc = print_next(gen);
    if (rc == TN_ESTOP) {
        printf("StopIteration: %d\n", *(const int *)tn_gen_value(gen));
        rc = 0;
    }
    tn_gen_free(gen);
    return rc;
}

/* -- A generator expression ------------------------------------------------ */

/* (x for x in range(stop)) */
static int count(void *user)
{
    int stop = *(const int *)user;
    int rc = 0;

    for (int x = 0; rc == 0 && x < stop; x++)
        rc = tn_gen_yield(&x, NULL);
    return rc;
}

static int add(void *value, void *user)
{
    *(int64_t *)user += *(const int *)value;
    return 0;
}

int show_genexp(const struct tour *tour)
{
    int stop = 100000;
    int64_t sum = 0;
    struct tn_gen *gen_exp = tn_gen_new(count, &stop);
    struct tn_iter iter = tn_gen_iter(gen_exp);
    int rc;

    (void)tour;
    if (!gen_exp)
        return TN_ENOMEM;
    printf("<generator object <genexpr> at %p>\n", (void *)gen_exp);
    rc = tn_iter_each(&iter, add, &sum);
    if (rc == 0)
        printf("%" PRId64 "\n", sum);
    tn_gen_free(gen_exp);
    return rc;
}

/* -- yield from ------------------------------------------------------------ */

struct numbers {
    int *items;
    size_t count;
};

static int yield_one_by_one(void *user)
{
    const struct numbers *numbers = user;
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < numbers->count; i++)
        rc = tn_gen_yield(&numbers->items[i], NULL);
    return rc;
}

static int yield_all(void *user)
{
    const struct numbers *numbers = user;
    struct tn_iter_array array = {
        .items = numbers->items,
        .count = numbers->count,
        .item_size = sizeof(numbers->items[0]),
    };
    struct tn_iter iter = tn_iter_of_array(&array);

    return tn_gen_yield_each(&iter);
}

static int print_all(tn_gen_fn fn, struct numbers *numbers)
{
    struct tn_gen *gen = tn_gen_new(fn, numbers);
    int rc = gen ? 0 : TN_ENOMEM;

    while (rc == 0)
        rc = print_next(gen);
    tn_gen_free(gen);
    return rc == TN_ESTOP ? 0 : rc;
}

int show_yield_from(const struct tour *tour)
{
    int items[] = { 1, 2, 3 };
    struct numbers numbers = { items, TN_COUNT(items) };
    int rc = print_all(yield_one_by_one, &numbers);

    (void)tour;
    return rc ? rc : print_all(yield_all, &numbers);
}
