/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/app.h>

#include <criterion/criterion.h>
#include <criterion/redirect.h>

Test(main, refuses_a_setting_that_every_program_has, .init = cr_redirect_stderr)
{
    static const struct tn_setting settings[] = {
        { .name = "port", .help = "a port of one's own" },
    };
    static const struct tn_api api = {
        .title = "Test",
        .version = "1",
        .settings = settings,
        .setting_count = TN_COUNT(settings),
    };
    char *argv[] = { "./test", "routes", NULL };

    cr_assert_eq(tn_main(2, argv, &api), 1);
    cr_assert_stderr_eq_str("test: setting 1 (port): every program has a flag "
                            "of this name; choose another\n");
}
