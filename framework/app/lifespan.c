/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/lifespan.h"

#include "app/escape.h"

/* What a hook was told by a library of its own may be several lines. */
static int
fail(struct tn_error *error, const char *hook, int code, struct tn_error *told)
{
    struct tn_str why = tn_str_from(told->message);
    char shown[sizeof(told->message)];

    while (why.len && strchr(" \r\n", why.ptr[why.len - 1]))
        why.len--;
    if (!why.len)
        why = tn_str_from(tn_error_text(code));
    tn__escape_text(shown, sizeof(shown), why, TN__ESCAPE_PLAIN);
    told->code = 0;
    tn_error_set(told, TN_EFAILED, "%s failed: %s", hook, shown);
    *error = *told;
    return TN_EFAILED;
}

int tn__lifespan_startup(const struct tn_lifespan *lifespan,
                         struct tn_app *app,
                         struct tn_error *error)
{
    struct tn_error told = { 0 };
    void *state = NULL;
    int status = 0;

    if (lifespan && lifespan->startup)
        status = lifespan->startup(app, &state, &told);
    if (status)
        return fail(error, "startup", status, &told);
    app->state = state;
    return 0;
}

void tn__lifespan_shutdown(const struct tn_lifespan *lifespan,
                           const struct tn_app *app)
{
    if (lifespan && lifespan->shutdown)
        lifespan->shutdown(app->state);
}

int tn__lifespan_worker_startup(const struct tn_lifespan *lifespan,
                                const struct tn_app *app,
                                void **state,
                                struct tn_error *error)
{
    struct tn_error told = { 0 };
    int status = 0;

    *state = NULL;
    if (lifespan && lifespan->worker_startup)
        status = lifespan->worker_startup(app, state, &told);
    return status ? fail(error, "a worker's startup", status, &told) : 0;
}

void tn__lifespan_worker_shutdown(const struct tn_lifespan *lifespan,
                                  void *state)
{
    if (lifespan && lifespan->worker_shutdown)
        lifespan->worker_shutdown(state);
}
