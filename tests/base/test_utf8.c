/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/utf8.h"

#include <criterion/criterion.h>

#include <string.h>

#include <tenon/attrs.h>

Test(utf8, decodes_what_it_encodes)
{
    for (uint32_t code_point = 0; code_point <= 0x10FFFF; code_point++) {
        char text[4];
        uint32_t decoded = 0;
        size_t size;

        if (code_point >= 0xD800 && code_point <= 0xDFFF)
            continue;
        size = tn__utf8_encode(text, code_point);
        cr_assert_eq(tn__utf8_decode(text, size, &decoded), size);
        cr_assert_eq(decoded, code_point);
        cr_assert_eq(tn__utf8_decode(text, size - 1, &decoded), 0);
    }
}

Test(utf8, refuses_what_rfc_3629_excludes)
{
    static const char *const cases[] = {
        "\x80",             /* a continuation alone */
        "\xC0\x80",         /* overlong */
        "\xC1\xBF",         /* overlong */
        "\xE0\x9F\xBF",     /* overlong */
        "\xF0\x8F\xBF\xBF", /* overlong */
        "\xED\xA0\x80",     /* a surrogate */
        "\xED\xBF\xBF",     /* a surrogate */
        "\xF4\x90\x80\x80", /* above U+10FFFF */
        "\xF5\x80\x80\x80", /* above U+10FFFF */
        "\xFF",             /* never */
        "\xC3",             /* cut off */
        "\xE2\x82",         /* cut off */
        "\xF0\x9F\x98",     /* cut off */
        "\xC3(",            /* a continuation is missing */
        "\xE2\x82(",        /* a continuation is missing */
    };
    uint32_t code_point;

    for (size_t i = 0; i < TN_COUNT(cases); i++) {
        cr_expect_eq(tn__utf8_decode(cases[i], strlen(cases[i]), &code_point),
                     0, "case %zu", i);
        cr_expect_eq(tn__utf8_valid_prefix(cases[i], strlen(cases[i])), 0,
                     "case %zu", i);
    }
}

Test(utf8, finds_the_first_wrong_byte_at_any_place)
{
    char text[80];

    for (size_t at = 0; at < 70; at++) {
        memset(text, 'x', sizeof(text));
        text[at] = '\xFF';
        cr_assert_eq(tn__utf8_valid_prefix(text, sizeof(text)), at);
        cr_assert_eq(tn__utf8_valid_prefix(text, at), at);
        memcpy(text + at, "я", 2);
        cr_assert_eq(tn__utf8_valid_prefix(text, sizeof(text)), sizeof(text));
        cr_assert_eq(tn__utf8_valid_prefix(text, at + 1), at);
    }
}

Test(utf8, counts_code_points)
{
    const char *text =
        "Жук, 甲虫 and 🪲: a text longer than sixteen bytes";

    cr_assert_eq(tn__utf8_count("", 0), 0);
    cr_assert_eq(tn__utf8_count("я€😀a", 10), 4);
    cr_assert_eq(tn__utf8_count(text, strlen(text)), strlen(text) - 3 - 4 - 3);
}

Test(utf8, knows_the_white_space_that_python_strips)
{
    static const uint32_t spaces[] = { 9,      0x0D,   0x1C,   0x20,
                                       0x85,   0xA0,   0x1680, 0x2003,
                                       0x2028, 0x202F, 0x205F, 0x3000 };
    static const uint32_t others[] = { 0,    8,      0x0E,   0x1B,
                                       0x21, 0x180E, 0x200B, 0xFEFF };

    for (size_t i = 0; i < TN_COUNT(spaces); i++)
        cr_expect(tn__utf8_is_space(spaces[i]), "U+%04X", spaces[i]);
    for (size_t i = 0; i < TN_COUNT(others); i++)
        cr_expect_not(tn__utf8_is_space(others[i]), "U+%04X", others[i]);
}
