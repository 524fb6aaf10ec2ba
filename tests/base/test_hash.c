/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/hash.h"

#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

Test(hash, is_the_same_for_the_same_bytes_and_seed)
{
    char a[] = "a name of more than eight bytes";
    char b[] = "_a name of more than eight bytes";

    cr_assert_eq(tn__hash(a, sizeof(a), 1), tn__hash(b + 1, sizeof(a), 1));
    cr_assert_neq(tn__hash(a, sizeof(a), 1), tn__hash(a, sizeof(a), 2));
}

Test(hash, tells_length_from_zeros)
{
    char zeros[32] = { 0 };

    for (size_t size = 0; size < sizeof(zeros); size++)
        cr_assert_neq(tn__hash(zeros, size, 1), tn__hash(zeros, size + 1, 1));
}

Test(hash, spreads_names_that_are_alike)
{
    enum {
        SLOTS = 1024,
        NAMES = 512
    };
    unsigned char used[SLOTS] = { 0 };
    int collisions = 0;
    char name[32];

    for (int i = 0; i < NAMES; i++) {
        int size = snprintf(name, sizeof(name), "property_%d", i);
        uint64_t slot = tn__hash(name, (size_t)size, 99) % SLOTS;

        collisions += used[slot];
        used[slot] = 1;
    }
    /* By chance: 512 - 1024 * (1 - 1/e^0.5), 109. */
    cr_assert_lt(collisions, 160);
}
