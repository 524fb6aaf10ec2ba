/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/escape.h"

#include <criterion/criterion.h>

static const char *escaped(const char *text, enum tn__escape_style style)
{
    static char out[256];

    return tn__escape_text(out, sizeof(out), tn_str_from(text), style);
}

Test(escape, leaves_ordinary_text_alone)
{
    cr_assert_str_eq(escaped("/add?a=1", TN__ESCAPE_QUOTED), "/add?a=1");
    cr_assert_str_eq(escaped("Первое 😀", TN__ESCAPE_PLAIN), "Первое 😀");
    cr_assert_str_eq(escaped("Первое 😀", TN__ESCAPE_JSON), "Первое 😀");
}

Test(escape, lets_nothing_end_a_line_or_a_quotation)
{
    cr_assert_str_eq(escaped("a\r\nb\t\"\\", TN__ESCAPE_QUOTED),
                     "a\\x0d\\x0ab\\x09\\\"\\\\");
    cr_assert_str_eq(escaped("a\r\nb\t\"\\", TN__ESCAPE_JSON),
                     "a\\u000d\\u000ab\\u0009\\\"\\\\");
    cr_assert_str_eq(escaped("a\n\"", TN__ESCAPE_PLAIN), "a\\x0a\"");
}

Test(escape, disarms_terminal_sequences_and_turned_text)
{
    cr_assert_str_eq(escaped("\033[2J\x7f", TN__ESCAPE_PLAIN), "\\x1b[2J\\x7f");
    cr_assert_str_eq(escaped("\xc2\x9b", TN__ESCAPE_PLAIN), "\\xc2\\x9b");
    cr_assert_str_eq(escaped("\xe2\x80\xae", TN__ESCAPE_JSON), "\\u202e");
    cr_assert_str_eq(escaped("\xe2\x80\xa8", TN__ESCAPE_PLAIN),
                     "\\xe2\\x80\\xa8");
}

Test(escape, shows_octets_that_are_not_utf8)
{
    cr_assert_str_eq(escaped("a\xff\xc3", TN__ESCAPE_QUOTED), "a\\xff\\xc3");
    cr_assert_str_eq(escaped("a\xff", TN__ESCAPE_JSON), "a\\ufffd");
}

Test(escape, writes_a_nul_and_goes_on)
{
    const struct tn_str text = TN_STR("a\0b");
    char out[16];

    out[tn__escape(out, sizeof(out) - 1, text, TN__ESCAPE_PLAIN)] = '\0';
    cr_assert_str_eq(out, "a\\x00b");
}

Test(escape, cuts_between_characters_within_its_room)
{
    static const char text[] = "abc\n\"дальше";

    for (size_t room = 3; room < 40; room++) {
        for (int i = TN__ESCAPE_PLAIN; i <= TN__ESCAPE_JSON; i++) {
            enum tn__escape_style style = (enum tn__escape_style)i;
            char out[40];
            const char *whole = escaped(text, style);
            size_t size = tn__escape(out, room, tn_str_from(text), style);

            cr_assert_leq(size, room);
            if (strlen(whole) <= room) {
                cr_assert_eq(size, strlen(whole));
                continue;
            }
            cr_assert_arr_eq(out + size - 3, "...", 3);
            cr_assert_arr_eq(out, whole, size - 3);
            cr_assert_neq(out[size - 4 < size ? size - 4 : 0], '\\');
        }
    }
}
