/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/lifespan.h"

#include <criterion/criterion.h>

static int open_one(const struct tn_app *app, void **state, struct tn_error *e)
{
    static int one;

    (void)app;
    (void)e;
    *state = &one;
    return 0;
}

static int fail_dumb(const struct tn_app *app, void **state, struct tn_error *e)
{
    (void)app;
    (void)e;
    *state = e;
    return TN_EIO;
}

static int
fail_telling(const struct tn_app *app, void **state, struct tn_error *e)
{
    (void)app;
    (void)state;
    strcpy(e->file, "prices.yaml");
    e->line = 3;
    return tn_error_set(e, TN_EUSAGE, "bad price\r\n");
}

static void count(void *state)
{
    int *number = state;

    ++*number;
}

Test(lifespan, may_be_absent)
{
    struct tn_loop *loop = tn__loop_new();
    static const struct tn_lifespan empty;
    const struct tn_lifespan *const absent[] = { NULL, &empty };
    struct tn_error error = { 0 };

    for (size_t i = 0; i < TN_COUNT(absent); i++) {
        struct tn_app app = { 0 };
        void *state = &app;

        cr_assert_eq(tn__lifespan_startup(absent[i], &app, &error), 0);
        cr_assert_eq(
            tn__lifespan_worker_startup(absent[i], loop, &app, &state, &error),
            0);
        cr_assert_null(tn_app_state(&app));
        cr_assert_null(state);
        tn__lifespan_worker_shutdown(absent[i], loop, state);
        tn__lifespan_shutdown(absent[i], &app);
    }
    cr_assert_eq(error.code, 0);
    tn__loop_free(loop);
}

Test(lifespan, hands_the_state_on)
{
    struct tn_loop *loop = tn__loop_new();
    static const struct tn_lifespan lifespan = { open_one, count, open_one,
                                                 count };
    struct tn_app app = { 0 };
    struct tn_error error = { 0 };
    void *state = NULL;

    cr_assert_eq(tn__lifespan_startup(&lifespan, &app, &error), 0);
    cr_assert_not_null(tn_app_state(&app));
    cr_assert_eq(
        tn__lifespan_worker_startup(&lifespan, loop, &app, &state, &error), 0);
    tn__lifespan_worker_shutdown(&lifespan, loop, state);
    tn__lifespan_shutdown(&lifespan, &app);
    cr_assert_eq(*(const int *)state, 2);
    tn__loop_free(loop);
}

Test(lifespan, says_in_one_line_which_hook_failed_and_why)
{
    struct tn_loop *loop = tn__loop_new();
    static const struct tn_lifespan lifespan = {
        .startup = fail_dumb,
        .worker_startup = fail_telling,
    };
    struct tn_app app = { 0 };
    struct tn_error error = { 0 };
    struct tn_error other = { 0 };
    void *state;

    cr_assert_eq(tn__lifespan_startup(&lifespan, &app, &error), TN_EFAILED);
    cr_assert_str_eq(error.message, "startup failed: input or output failed");
    cr_assert_null(tn_app_state(&app));
    cr_assert_eq(
        tn__lifespan_worker_startup(&lifespan, loop, &app, &state, &other),
        TN_EFAILED);
    cr_assert_str_eq(other.message, "a worker's startup failed: bad price");
    cr_assert_eq(other.code, TN_EFAILED);
    cr_assert_str_eq(other.file, "prices.yaml");
    cr_assert_eq(other.line, 3);
    tn__loop_free(loop);
}
