/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/gen.h>

#include <criterion/criterion.h>

#include "async/log.h"

/* Counts down from what `user` points at, and fails below its limit. */
struct countdown {
    int left;
    int fail_at;
};

static int next_of_countdown(void *user, void **value)
{
    struct countdown *countdown = user;

    if (!countdown->left)
        return TN_ESTOP;
    if (countdown->left == countdown->fail_at)
        return TN_EIO;
    countdown->left--;
    *value = &countdown->left;
    return 0;
}

struct sum {
    int total;
    int until;
};

static int add(void *value, void *user)
{
    struct sum *sum = user;

    sum->total += *(const int *)value;
    if (sum->until && sum->total >= sum->until)
        return sum->until == 99 ? TN_ELIMIT : TN_ESTOP;
    return 0;
}

Test(iter, gives_value_after_value)
{
    struct countdown countdown = { .left = 2 };
    struct tn_iter iter = { .next = next_of_countdown, .user = &countdown };
    void *value = NULL;

    cr_assert_eq(tn_iter_next(&iter, &value), 0);
    cr_assert_eq(*(const int *)value, 1);
    cr_assert_eq(tn_iter_next(&iter, NULL), 0);
    cr_assert_eq(tn_iter_next(&iter, &value), TN_ESTOP);
    cr_assert_eq(value, &countdown.left, "what is not given is not written");
    cr_assert_eq(tn_iter_next(&iter, &value), TN_ESTOP);
}

Test(iter, is_gone_through_to_its_end)
{
    struct countdown countdown = { .left = 5 };
    struct tn_iter iter = { .next = next_of_countdown, .user = &countdown };
    struct sum sum = { 0 };

    cr_assert_eq(tn_iter_each(&iter, add, &sum), 0);
    cr_assert_eq(sum.total, 10);
    cr_assert_eq(tn_iter_each(&iter, add, &sum), 0);
    cr_assert_eq(sum.total, 10);
}

Test(iter, is_left_early_by_a_break_and_by_a_failure)
{
    struct countdown countdown = { .left = 5 };
    struct tn_iter iter = { .next = next_of_countdown, .user = &countdown };
    struct sum sum = { .until = 7 };

    cr_assert_eq(tn_iter_each(&iter, add, &sum), 0);
    cr_assert_eq(sum.total, 7);
    cr_assert_eq(countdown.left, 3);
    sum = (struct sum){ .total = 98, .until = 99 };
    cr_assert_eq(tn_iter_each(&iter, add, &sum), TN_ELIMIT);
    cr_assert_eq(countdown.left, 2);
}

Test(iter, tells_that_it_failed)
{
    struct countdown countdown = { .left = 5, .fail_at = 3 };
    struct tn_iter iter = { .next = next_of_countdown, .user = &countdown };
    struct sum sum = { 0 };

    cr_assert_eq(tn_iter_each(&iter, add, &sum), TN_EIO);
    cr_assert_eq(sum.total, 7);
}

Test(iter, goes_through_an_array)
{
    int numbers[] = { 1, 2, 3 };
    struct tn_iter_array array = { numbers, 3, sizeof(numbers[0]) };
    struct tn_iter iter = tn_iter_of_array(&array);
    struct sum sum = { 0 };
    void *value = NULL;

    cr_assert_eq(tn_iter_next(&iter, &value), 0);
    cr_assert_eq(value, &numbers[0]);
    cr_assert_eq(tn_iter_each(&iter, add, &sum), 0);
    cr_assert_eq(sum.total, 5);
    cr_assert_eq(tn_iter_next(&iter, &value), TN_ESTOP);
}

static int one_and_two(void *user)
{
    int *numbers = user;
    int rc = tn_gen_yield(&numbers[0], NULL);

    return rc ? rc : tn_gen_yield(&numbers[1], NULL);
}

Test(iter, goes_through_a_generator)
{
    int numbers[] = { 1, 2 };
    struct tn_gen *gen = tn_gen_new(one_and_two, numbers);
    struct tn_iter iter = tn_gen_iter(gen);
    struct sum sum = { 0 };

    cr_assert_eq(tn_iter_each(&iter, add, &sum), 0);
    cr_assert_eq(sum.total, 3);
    cr_assert_eq(tn_iter_next(&iter, NULL), TN_ESTOP);
    tn_gen_free(gen);
}
