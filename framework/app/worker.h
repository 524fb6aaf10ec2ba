/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__APP_WORKER_H
#define TN__APP_WORKER_H

#include <stdbool.h>
#include <stdint.h>

#include <tenon/error.h>

#include "app/service.h"
#include "app/settings.h"
#include "async/loop.h"

/*
 * A thread that serves: its own loop, server, log and access log. Workers share
 * the service, which does not change, and the port. All calls are for the main
 * thread.
 *
 *     new -> start -> drain -> (is_finished) -> join -> free
 */
struct tn__worker;

struct tn__worker_options {
    const struct tn__settings *settings;
    const struct tn__service *service;
    const struct tn_app *app;   /* what handlers and hooks see of the program */
    uint16_t port;              /* 0: any free one */
    struct tn__wake *on_change; /* sent when it is ready, and finished */
};

/* Returns a worker that listens but does not answer yet; NULL with `error`
 * filled. Owned by the caller; free with tn__worker_free(). */
struct tn__worker *tn__worker_new(const struct tn__worker_options *options,
                                  struct tn_error *error);

/* Frees a worker that was never started, or was joined. NULL is fine. */
void tn__worker_free(struct tn__worker *worker);

/* Returns the port it listens on. */
uint16_t tn__worker_port(const struct tn__worker *worker);

/* Starts the thread: it lets the API's worker_startup run, and serves. Returns
 * 0, or TN_EIO with `error` filled. */
int tn__worker_start(struct tn__worker *worker, struct tn_error *error);

/* Asks a worker to finish: at first what is under way, within the setting
 * drain-timeout; asked a second time, at once. */
void tn__worker_drain(struct tn__worker *worker);

/* Returns whether a worker that was started serves, or has finished. */
bool tn__worker_is_ready(const struct tn__worker *worker);

/* Returns whether it has finished: joining it does not wait. */
bool tn__worker_is_finished(const struct tn__worker *worker);

/* Returns why a worker that has finished never served; NULL where it did. */
const struct tn_error *tn__worker_error(const struct tn__worker *worker);

/* Waits for the thread's end; a worker that was not started is fine. */
void tn__worker_join(struct tn__worker *worker);

#endif
