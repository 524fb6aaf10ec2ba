/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__APP_LIFESPAN_H
#define TN__APP_LIFESPAN_H

#include <tenon/lifespan.h>

#include "async/loop.h"
#include "http/app.h"

/*
 * Calls the hooks of struct tn_lifespan (NULL: there are none), each in one
 * place. A startup that is not there has succeeded. One that fails returns
 * TN_EFAILED with `error`, which must be there, filled: one line that says
 * which one and why.
 */

/* Fills app->state. */
int tn__lifespan_startup(const struct tn_lifespan *lifespan,
                         struct tn_app *app,
                         struct tn_error *error);
void tn__lifespan_shutdown(const struct tn_lifespan *lifespan,
                           const struct tn_app *app);

/* On the worker's thread, as tasks of its loop. */
int tn__lifespan_worker_startup(const struct tn_lifespan *lifespan,
                                struct tn_loop *loop,
                                const struct tn_app *app,
                                void **state,
                                struct tn_error *error);
void tn__lifespan_worker_shutdown(const struct tn_lifespan *lifespan,
                                  struct tn_loop *loop,
                                  void *state);

#endif
