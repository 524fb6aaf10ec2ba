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
#include "app/lifespan.h"
#include "app/log.h"
#include "async/run.h"
#include "base/compat.h"
#include "http/server.h"

enum step {
    STARTING,
    SERVING,
    FINISHED,
};

struct tn__worker {
    const struct tn__settings *settings;
    const struct tn_lifespan *lifespan;
    const struct tn_app *app;
    struct tn_loop *loop;
    struct tn__server *server;
    struct tn__hook *before_sleep; /* flushes the access log */
    struct tn__wake *on_request;   /* the main thread asks to finish */
    struct tn__wake *on_change;    /* not ours */
    struct tn__log log;
    struct tn__access_log access_log;
    pthread_t thread;
    bool is_started;
    unsigned drains_begun;     /* the worker's own count */
    atomic_uint drains_wanted; /* the main thread's */
    struct tn_error error;     /* why it never served; code 0: it did */
    atomic_int step;           /* enum step; publishes the error */
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

static void on_report(const char *message, void *user)
{
    on_log(TN__LOG_WARNING, message, user);
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

    if (atomic_load(&worker->step) == STARTING)
        return;
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
        .app = options->app,
        .response_hooks = options->service->api->response_hooks,
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
    worker->lifespan = options->service->api->lifespan;
    worker->app = options->app;
    worker->on_change = options->on_change;
    tn__log_open(&worker->log, STDERR_FILENO,
                 (enum tn__log_level)settings->log_level,
                 (enum tn__log_format)settings->log_format);
    tn__access_log_open(&worker->access_log, STDOUT_FILENO,
                        (enum tn__log_format)settings->log_format);
    worker->loop = tn__loop_new();
    if (!worker->loop)
        goto failed;
    tn__loop_set_stack_size(worker->loop, settings->stack_size);
    tn__loop_report_to(worker->loop, on_report, worker);
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

static void enter(struct tn__worker *worker, enum step step)
{
    atomic_store(&worker->step, step);
    tn__wake_send(worker->on_change);
}

static void serve(struct tn__worker *worker, void *state)
{
    tn__server_set_worker_state(worker->server, state);
    if (tn__server_start(worker->server)) {
        tn_error_set(&worker->error, TN_ENOMEM, "no memory for a worker");
        return;
    }
    enter(worker, SERVING);
    begin_drain(worker); /* where it was asked for meanwhile */
    tn__loop_run(worker->loop);
    flush_access_log(worker);
}

static void *run(void *user)
{
    struct tn__worker *worker = user;
    void *state;

    tn_overflow_report_start(); /* without, the line is not written */
    if (tn__lifespan_worker_startup(worker->lifespan, worker->loop, worker->app,
                                    &state, &worker->error) == 0) {
        serve(worker, state);
        tn__lifespan_worker_shutdown(worker->lifespan, worker->loop, state);
    }
    tn__loop_finish(worker->loop, 0);
    tn_overflow_report_stop();
    enter(worker, FINISHED);
    return NULL;
}

/* Signals are the main thread's, but not a thread's own faults: one that is
 * blocked ends the program without a word. */
static void fill_mask(sigset_t *mask)
{
    static const int faults[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP };

    sigfillset(mask);
    for (size_t i = 0; i < TN_COUNT(faults); i++)
        sigdelset(mask, faults[i]);
}

int tn__worker_start(struct tn__worker *worker, struct tn_error *error)
{
    sigset_t mask;
    sigset_t before;
    int failure;

    /* A thread begins with its maker's. */
    fill_mask(&mask);
    pthread_sigmask(SIG_SETMASK, &mask, &before);
    failure = pthread_create(&worker->thread, NULL, run, worker);
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

bool tn__worker_is_ready(const struct tn__worker *worker)
{
    return atomic_load(&worker->step) != STARTING;
}

bool tn__worker_is_finished(const struct tn__worker *worker)
{
    return atomic_load(&worker->step) == FINISHED;
}

const struct tn_error *tn__worker_error(const struct tn__worker *worker)
{
    bool is_filled = tn__worker_is_finished(worker) && worker->error.code;

    return is_filled ? &worker->error : NULL;
}

void tn__worker_join(struct tn__worker *worker)
{
    if (worker->is_started)
        pthread_join(worker->thread, NULL);
    worker->is_started = false;
}
