/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/repr.h"

#include <criterion/criterion.h>

/* Expected texts are those of Python 3. */
static void check(struct tn_value value, const char *expected)
{
    struct tn__buf buf = { 0 };

    tn__repr_write(&buf, &value);
    cr_expect_str_eq(tn__buf_text(&buf), expected);
    tn__buf_deinit(&buf);
}

static void check_text(const char *text, const char *expected)
{
    check((struct tn_value){ .type = TN_TYPE_STRING,
                             .count = (uint32_t)strlen(text),
                             .as.text = text },
          expected);
}

Test(repr, writes_scalars_as_python_does)
{
    check((struct tn_value){ .type = TN_TYPE_NULL }, "None");
    check((struct tn_value){ .type = TN_TYPE_BOOL, .as.boolean = true },
          "True");
    check((struct tn_value){ .type = TN_TYPE_BOOL }, "False");
    check((struct tn_value){ .type = TN_TYPE_INT, .as.integer = INT64_MIN },
          "-9223372036854775808");
    check((struct tn_value){ .type = TN_TYPE_FLOAT, .as.number = 1 }, "1.0");
    check((struct tn_value){ .type = TN_TYPE_FLOAT, .as.number = 1e16 },
          "1e+16");
    check((struct tn_value){ .type = TN_TYPE_BIGINT,
                             .count = 20,
                             .as.text = "18446744073709551616" },
          "18446744073709551616");
}

Test(repr, chooses_the_quote_that_saves_an_escape)
{
    check_text("", "''");
    check_text("plain", "'plain'");
    check_text("it's", "\"it's\"");
    check_text("say \"hi\"", "'say \"hi\"'");
    check_text("both ' and \"", "'both \\' and \"'");
}

Test(repr, escapes_what_does_not_print)
{
    check_text("a\nb\tc\rd\\", "'a\\nb\\tc\\rd\\\\'");
    check_text("\x01\x1f\x7f", "'\\x01\\x1f\\x7f'");
    check_text("\xc2\xa0\xc2\xad", "'\\xa0\\xad'");
    check_text("\xe2\x80\x8b\xe2\x80\xa8\xef\xbb\xbf",
               "'\\u200b\\u2028\\ufeff'");
    check_text("\xee\x80\x80", "'\\ue000'");
    check_text("\xf3\xa0\x80\x81\xf4\x8f\xbf\xbf", "'\\U000e0001\\U0010ffff'");
}

Test(repr, leaves_letters_of_all_scripts)
{
    check_text("синий é 漢字 😀 ̆", "'синий é 漢字 😀 ̆'");
    check_text(" ", "' '");
}
