/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/lifespan.h"

#include "app/escape.h"
#include "async/run.h"

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

/* -- Of a worker, as tasks of its loop ------------------------------------- */

struct hook {
    const struct tn_lifespan *lifespan;
    const struct tn_app *app;
    void *state;
    struct tn_error told;
};

static int start_worker(void *user)
{
    struct hook *hook = user;

    return hook->lifespan->worker_startup(hook->app, &hook->state, &hook->told);
}

static int stop_worker(void *user)
{
    struct hook *hook = user;

    hook->lifespan->worker_shutdown(hook->state);
    return 0;
}

int tn__lifespan_worker_startup(const struct tn_lifespan *lifespan,
                                struct tn_loop *loop,
                                const struct tn_app *app,
                                void **state,
                                struct tn_error *error)
{
    struct hook hook = { .lifespan = lifespan, .app = app };
    int status = 0;

    if (lifespan && lifespan->worker_startup)
        status = tn__loop_run_task(loop, start_worker, &hook);
    *state = hook.state;
    return status ? fail(error, "a worker's startup", status, &hook.told) : 0;
}

void tn__lifespan_worker_shutdown(const struct tn_lifespan *lifespan,
                                  struct tn_loop *loop,
                                  void *state)
{
    struct hook hook = { .lifespan = lifespan, .state = state };

    if (lifespan && lifespan->worker_shutdown)
        tn__loop_run_task(loop, stop_worker, &hook);
}
