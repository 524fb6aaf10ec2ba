/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_LIFESPAN_H
#define TENON_LIFESPAN_H

#include <tenon/error.h>
#include <tenon/setting.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * What a program opens before it serves and closes behind its last request, as
 * FastAPI's lifespan does: once for the program, and once for each worker,
 * which is a thread of its own. All hooks are optional.
 *
 *     static int open_prices(const struct tn_app *app, void **state,
 *                            struct tn_error *error)
 *     {
 *         *state = prices_open(tn_app_setting(app, "prices").ptr);
 *         return *state ? 0 : tn_error_set(error, TN_EIO, "no prices");
 *     }
 *
 *     static void close_prices(void *state) { prices_close(state); }
 *
 *     static const struct tn_lifespan lifespan = { .startup = open_prices,
 *                                                  .shutdown = close_prices };
 *
 * and in struct tn_api: .lifespan = &lifespan. Handlers find what was left in
 * `state` with tn_req_app_state() and tn_req_worker_state().
 *
 * A startup returns 0, or a negative code: the program ends with the exit
 * status 1 and one line, which has the message of `error` where that was
 * filled. A shutdown runs once for each startup that succeeded, with its state;
 * not where the program ends without waiting, since a handler never returned.
 */
struct tn_lifespan {
    /* On the main thread, before there are workers; after they have ended. */
    int (*startup)(const struct tn_app *app,
                   void **state,
                   struct tn_error *error);
    void (*shutdown)(void *state);
    /* On each worker's own thread, all at the same time, as a task of its loop
     * that may await: before its first request; after its last. What other
     * tasks it has begun run on between them, and are cancelled after both. */
    int (*worker_startup)(const struct tn_app *app,
                          void **state,
                          struct tn_error *error);
    void (*worker_shutdown)(void *state);
};

/* Returns what `startup` has left, NULL before it has. Shared by all workers:
 * what changes in it must be guarded. */
void *tn_app_state(const struct tn_app *app);

#ifdef __cplusplus
}
#endif

#endif
