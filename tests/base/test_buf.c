/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/buf.h"

#include <criterion/criterion.h>

Test(buf, appends_and_terminates_on_request)
{
    struct tn__buf buf = { 0 };

    tn__buf_lit(&buf, "a=");
    tn__buf_printf(&buf, "%d", 42);
    tn__buf_char(&buf, ';');
    cr_assert_str_eq(tn__buf_text(&buf), "a=42;");
    tn__buf_deinit(&buf);
}

Test(buf, remembers_that_its_ceiling_was_reached)
{
    struct tn__buf buf = { .limit = 16 };

    tn__buf_lit(&buf, "0123456789");
    tn__buf_lit(&buf, "0123456789");
    cr_assert(buf.failed);
    cr_assert_null(tn__buf_text(&buf));
    tn__buf_reset(&buf);
    tn__buf_lit(&buf, "short");
    cr_assert_str_eq(tn__buf_text(&buf), "short");
    tn__buf_deinit(&buf);
}
