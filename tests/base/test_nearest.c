/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/nearest.h"

#include <criterion/criterion.h>

static const char *nearest_of(const char *wrong)
{
    struct tn__nearest nearest = { .wrong = wrong };

    tn__nearest_offer(&nearest, "host");
    tn__nearest_offer(&nearest, "port");
    tn__nearest_offer(&nearest, "request-timeout");
    return nearest.best;
}

Test(nearest, finds_swapped_missing_and_added_letters)
{
    cr_assert_str_eq(nearest_of("prot"), "port");
    cr_assert_str_eq(nearest_of("hst"), "host");
    cr_assert_str_eq(nearest_of("ports"), "port");
    cr_assert_str_eq(nearest_of("REQUEST_TIMOUT"), "request-timeout");
}

Test(nearest, offers_nothing_for_another_word)
{
    cr_assert_null(nearest_of("banana"));
    cr_assert_null(nearest_of(""));
    cr_assert_null(nearest_of("a-word-that-is-much-longer-than-any-setting"));
}
