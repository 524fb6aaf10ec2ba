/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/worker.h"

#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <tenon/loop.h>

#include "app/access_log.h"
#include "app/log.h"
#include "base/compat.h"
#include "http/server.h"

struct tn__worker {
    const struct tn__settings *settings;
    struct tn_loop *loop;
    struct tn__server *server;
    struct tn__hook *before_sleep; /* flushes the access log */
    struct tn__wake *on_request;   /* the main thread asks to finish */
    struct tn__wake *on_done;      /* not ours */
    struct tn__log log;
    struct tn__access_log access_log;
    pthread_t thread;
    bool is_started;
    unsigned drains_begun;     /* the worker's own count */
    atomic_uint drains_wanted; /* the main thread's */
    atomic_bool is_finished;
};

static void on_access(const struct tn__access *access, void *user)
{
    struct tn__worker *worker = user;

    tn__access_log_add(&worker->access_log, access);
}

static void on_log(int level, const char *message, void *user)
{
    struct tn__worker *worker = user;

    tn__log_write(&worker->log, (enum tn__log_level)level, "%s", message);
}

static void flush_access_log(void *user)
{
    struct tn__worker *worker = user;
    uint64_t lost = tn__access_log_flush(&worker->access_log);

    if (lost)
        tn__log_write(
            &worker->log, TN__LOG_WARNING,
            "access log: %" PRIu64 " lines were lost, nobody read them", lost);
}

static void on_drained(void *user)
{
    struct tn__worker *worker = user;

    tn__loop_stop(worker->loop);
}

static void begin_drain(void *user)
{
    struct tn__worker *worker = user;
    unsigned wanted = atomic_load(&worker->drains_wanted);

    while (worker->drains_begun < wanted) {
        unsigned deadline =
            worker->drains_begun ? 0 : worker->settings->drain_timeout;

        worker->drains_begun++;
        tn__server_drain(worker->server, deadline, on_drained, worker);
    }
}

/* Debug builds check unless they are told not to. */
static bool checks_responses(const struct tn__settings *settings)
{
    return settings->check_responses == TN__CHECK_ON ||
           (settings->check_responses == TN__CHECK_AUTO && TN__IS_DEBUG);
}

static struct tn__server *new_server(struct tn__worker *worker,
                                     const struct tn__worker_options *options,
                                     struct tn_error *error)
{
    const struct tn__settings *settings = options->settings;
    const struct tn__server_options server = {
        .host = settings->host,
        .port = options->port,
        .any_port = options->port == 0,
        .connection_limit = settings->connection_limit,
        .head_limit = settings->header_limit,
        .body_limit = settings->body_limit,
        .memory_limit = settings->memory_limit,
        .idle_timeout_ms = settings->idle_timeout,
        .head_timeout_ms = settings->head_timeout,
        .body_timeout_ms = settings->body_timeout,
        .request_timeout_ms = settings->request_timeout,
        .error_limit = settings->error_limit,
        .strict = settings->strict,
        .check_responses = checks_responses(settings),
        .on_access = settings->access_log ? on_access : NULL,
        .on_log = on_log,
        .user = worker,
    };

    return tn__server_new(worker->loop, options->service->router, &server,
                          error);
}

struct tn__worker *tn__worker_new(const struct tn__worker_options *options,
                                  struct tn_error *error)
{
    const struct tn__settings *settings = options->settings;
    struct tn__worker *worker = calloc(1, sizeof(*worker));

    if (!worker)
        goto failed;
    worker->settings = settings;
    worker->on_done = options->on_done;
    tn__log_open(&worker->log, STDERR_FILENO,
                 (enum tn__log_level)settings->log_level,
                 (enum tn__log_format)settings->log_format);
    tn__access_log_open(&worker->access_log, STDOUT_FILENO,
                        (enum tn__log_format)settings->log_format);
    worker->loop = tn__loop_new();
    if (!worker->loop)
        goto failed;
    tn__loop_set_stack_size(worker->loop, settings->stack_size);
    worker->on_request = tn__wake_new(worker->loop, begin_drain, worker);
    worker->before_sleep = tn__hook_new(worker->loop, flush_access_log, worker);
    if (!worker->on_request || !worker->before_sleep)
        goto failed;
    worker->server = new_server(worker, options, error);
    if (!worker->server)
        goto failed;
    return worker;
failed:
    tn_error_set(error, TN_ENOMEM, "no memory for a worker");
    tn__worker_free(worker);
    return NULL;
}

void tn__worker_free(struct tn__worker *worker)
{
    if (!worker)
        return;
    tn__server_free(worker->server);
    tn__hook_free(worker->before_sleep);
    tn__wake_free(worker->on_request);
    tn__loop_free(worker->loop);
    tn__access_log_close(&worker->access_log);
    tn__log_close(&worker->log);
    free(worker);
}

uint16_t tn__worker_port(const struct tn__worker *worker)
{
    return tn__server_port(worker->server);
}

static void *serve(void *user)
{
    struct tn__worker *worker = user;

    tn_overflow_report_start(); /* without, the line is not written */
    tn__loop_run(worker->loop);
    flush_access_log(worker);
    atomic_store(&worker->is_finished, true);
    tn_overflow_report_stop();
    tn__wake_send(worker->on_done);
    return NULL;
}

int tn__worker_start(struct tn__worker *worker, struct tn_error *error)
{
    sigset_t all;
    sigset_t before;
    int failure;

    /* A thread begins with its maker's mask: signals are the main thread's. */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    failure = pthread_create(&worker->thread, NULL, serve, worker);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (failure)
        return tn_error_set(error, TN_EIO, "cannot start a worker: %s",
                            strerror(failure));
    worker->is_started = true;
    return 0;
}

void tn__worker_drain(struct tn__worker *worker)
{
    atomic_fetch_add(&worker->drains_wanted, 1);
    tn__wake_send(worker->on_request);
}

bool tn__worker_is_finished(const struct tn__worker *worker)
{
    return atomic_load(&worker->is_finished);
}

void tn__worker_join(struct tn__worker *worker)
{
    if (worker->is_started)
        pthread_join(worker->thread, NULL);
    worker->is_started = false;
}
