/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/header.h"

#include <criterion/criterion.h>

#include <tenon/attrs.h>

Test(header, has_names_that_are_tokens)
{
    static const struct tn_str bad[] = {
        TN_STR(""),      TN_STR("a b"),  TN_STR("a:"),
        TN_STR("a\r\n"), TN_STR("\xd1"),
    };
    static const struct tn_str good = TN_STR("!#$%&'*+-.^_`|~09AZaz");

    for (size_t i = 0; i < TN_COUNT(bad); i++)
        cr_assert_not(tn__header_is_token(bad[i]));
    cr_assert(tn__header_is_token(good));
}

Test(header, refuses_controls_in_a_value_wherever_they_stand)
{
    for (int at = 0; at < 24; at++)
        for (int octet = 0; octet < 256; octet++) {
            char value[25] = "abcdefghijklmnopqrstuvwx";
            bool is_control = (octet < ' ' && octet != '\t') || octet == 0x7f;

            value[at] = (char)octet;
            cr_assert_eq(tn__header_is_value((struct tn_str){ value, 24 }),
                         !is_control, "octet %d at %d", octet, at);
        }
}

Test(header, trims_blanks_around_a_value)
{
    struct tn_str text = tn__header_trim((struct tn_str)TN_STR(" \t a b \t"));

    cr_assert(tn_str_equal(text, (struct tn_str)TN_STR("a b")));
    cr_assert_eq(tn__header_trim((struct tn_str)TN_STR(" \t ")).len, 0);
    cr_assert_eq(tn__header_trim((struct tn_str){ 0 }).len, 0);
}
