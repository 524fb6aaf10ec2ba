/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/nearest.h"

#include <criterion/criterion.h>

static const char *nearest(const char *wrong)
{
    struct tn__nearest nearest = { .wrong = wrong };

    tn__nearest_offer(&nearest, "minLength");
    tn__nearest_offer(&nearest, "maxLength");
    tn__nearest_offer(&nearest, "type");
    return nearest.best ? nearest.best : "none";
}

Test(nearest, finds_a_slip)
{
    cr_assert_str_eq(nearest("maxLenght"), "maxLength");
    cr_assert_str_eq(nearest("minlength"), "minLength");
    cr_assert_str_eq(nearest("min_length"), "minLength");
    cr_assert_str_eq(nearest("tpye"), "type");
    cr_assert_str_eq(nearest("types"), "type");
}

Test(nearest, leaves_another_word_alone)
{
    cr_assert_str_eq(nearest("pattern"), "none");
    cr_assert_str_eq(nearest(""), "none");
    cr_assert_str_eq(nearest("a word that is much longer than any name here"),
                     "none");
}
