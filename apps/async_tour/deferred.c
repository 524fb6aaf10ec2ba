/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include <tenon/deferred.h>

#include "examples.h"

static int to_int(struct tn_deferred *deferred, void *value, void *user)
{
    const char *text = value;
    int *number = user;
    char *end;
    long parsed;

    errno = 0;
    parsed = strtol(text, &end, 10);
    if (end == text || *end || errno || parsed < INT_MIN || parsed > INT_MAX)
        return TN_EINVALID;
    *number = (int)parsed;
    return tn_deferred_set(deferred, number, NULL);
}

static int
increment_number(struct tn_deferred *deferred, void *value, void *user)
{
    int *number = value;

    (void)deferred;
    (void)user;
    if (!number)
        return TN_EINVALID;
    return __builtin_add_overflow(*number, 1, number) ? TN_ELIMIT : 0;
}

static int print_result(struct tn_deferred *deferred, void *value, void *user)
{
    (void)deferred;
    (void)user;
    if (value)
        printf("%d\n", *(const int *)value);
    else
        puts("None");
    return 0;
}

/* Mends the failure: the next callback gets NULL. */
static int handle_failure(struct tn_deferred *deferred, int code, void *user)
{
    (void)deferred;
    (void)code;
    (void)user;
    puts("OOPS!");
    return 0;
}

/* `number` is what the steps work on. */
static int add_steps(struct tn_deferred *deferred, int *number)
{
    int rc =
        tn_deferred_add_callbacks(deferred, to_int, handle_failure, number);

    if (rc == 0)
        rc = tn_deferred_add_callbacks(deferred, increment_number,
                                       handle_failure, NULL);
    return rc ? rc : tn_deferred_add_callback(deferred, print_result, NULL);
}

/* Fires a deferred with a text. */
static int fire(char *text)
{
    struct tn_deferred *deferred = tn_deferred_new(NULL, NULL);
    int number = 0;
    int fired;
    int rc;

    if (!deferred)
        return TN_ENOMEM;
    rc = add_steps(deferred, &number);
    fired = tn_deferred_callback(deferred, text, NULL);
    if (rc == 0)
        rc = fired ? fired : tn_deferred_result(deferred, NULL);
    tn_deferred_free(deferred);
    return rc;
}

int show_deferred(const struct tour *tour)
{
    char number[] = "8";
    char word[] = "eight";
    int rc = fire(number);
    int failed = fire(word);

    (void)tour;
    return rc ? rc : failed;
}
