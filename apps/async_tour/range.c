/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdio.h>

#include <tenon/gen.h>

#include "examples.h"

static int print_number(void *value, void *user)
{
    (void)user;
    printf("%d\n", *(const int *)value);
    return 0;
}

struct range {
    int current;
    int last;
};

static struct range range_new(int stop)
{
    return (struct range){ .current = -1, .last = stop - 1 };
}

static int advance(struct range *range, void **value)
{
    if (range->current >= range->last)
        return TN_ESTOP;
    range->current++;
    *value = &range->current;
    return 0;
}

/* -- A container, and an iterator that goes through it --------------------- */

struct range_iterator {
    struct range *container;
};

static int next_of_iterator(void *user, void **value)
{
    struct range_iterator *iterator = user;

    return advance(iterator->container, value);
}

int show_range(const struct tour *tour)
{
    struct range range = range_new(5);
    struct range_iterator iterator = { &range };
    struct tn_iter iter = { .next = next_of_iterator, .user = &iterator };

    (void)tour;
    return tn_iter_each(&iter, print_number, NULL);
}

/* -- A container that is its own iterator ---------------------------------- */

static int next_of_range(void *user, void **value)
{
    return advance(user, value);
}

int show_range2(const struct tour *tour)
{
    struct range range = range_new(5);
    struct tn_iter iter = { .next = next_of_range, .user = &range };

    (void)tour;
    return tn_iter_each(&iter, print_number, NULL);
}

/* What tn_iter_each() does. */
int show_for_loop(const struct tour *tour)
{
    struct range iterable = range_new(5);
    struct tn_iter iterator = { .next = next_of_range, .user = &iterable };

    (void)tour;
    for (;;) {
        void *value = NULL;
        int rc = tn_iter_next(&iterator, &value);

        if (rc == TN_ESTOP)
            return 0;
        if (rc)
            return rc;
        printf("%d\n", *(const int *)value);
    }
}
