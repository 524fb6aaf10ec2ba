/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/command.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "app/convert.h"
#include "app/lifespan.h"
#include "app/log.h"
#include "app/pool.h"
#include "async/blocking.h"
#include "async/loop.h"

/* How long a worker may outlive its deadline: only a handler that never returns
 * does. */
#define GRACE_MS 1000

/* The main thread: signals in, workers watched, nothing served. */
struct serving {
    const struct tn__program *program;
    struct tn__log log;
    struct tn__pool pool;
    struct tn_loop *loop;
    struct tn__wake *on_change; /* a worker is ready, or finished */
    struct tn__timer *guard;
    struct tn__signal *signals[2];
    unsigned drains;
    bool is_announced;
    struct tn_error error; /* of the first worker that could not start */
};

static const int ending_signals[2] = { SIGTERM, SIGINT };

/* A worker that does not end cannot be waited for, nor freed. */
static void give_up(void *user)
{
    struct serving *serving = user;

    tn__log_write(&serving->log, TN__LOG_ERROR,
                  "a handler did not return in time: ending without it");
    _exit(serving->drains > 1 && !serving->error.code ? 0 : 1);
}

static void on_signal(void *user)
{
    struct serving *serving = user;
    unsigned left = serving->program->settings->drain_timeout;
    char text[TN__CONVERT_TEXT];

    if (serving->drains++ == 0) {
        tn__convert_format_time(text, left);
        tn__log_write(&serving->log, TN__LOG_INFO,
                      "finishing what is under way, at most %s; a second "
                      "signal ends at once",
                      text);
    } else {
        left = 0;
        tn__log_write(&serving->log, TN__LOG_INFO, "ending at once");
    }
    tn__pool_drain(&serving->pool);
    tn__timer_start(serving->guard, (uint64_t)left + GRACE_MS, 0);
}

/* Writes the start line: what runs, and where. */
static void announce(struct serving *serving)
{
    const struct tn__program *program = serving->program;
    const struct tn_api *api = program->api;
    const char *host = program->settings->host;
    const char *docs = api->docs_path ? api->docs_path : "/docs";
    bool is_ipv6 = strchr(host, ':') != NULL;
    bool has_docs = docs[0] && (!api->openapi_path || api->openapi_path[0]);
    char origin[300];
    char line[1024];

    snprintf(origin, sizeof(origin), "http://%s%s%s:%u", is_ipv6 ? "[" : "",
             host, is_ipv6 ? "]" : "", tn__pool_port(&serving->pool));
    snprintf(line, sizeof(line), "%s %s on %s%s%s%s", program->name,
             api->version, origin, has_docs ? "  docs: " : "",
             has_docs ? origin : "", has_docs ? docs : "");
    tn__log_announce(&serving->log, line);
}

/* Stops workers that were started where another one could not be. */
static void abandon(struct serving *serving)
{
    tn__pool_drain(&serving->pool);
    tn__pool_drain(&serving->pool);
}

static void on_worker_change(void *user)
{
    struct serving *serving = user;
    bool is_ready = tn__pool_is_ready(&serving->pool);
    /* After that question: a worker that fails meanwhile is no ready one. */
    const struct tn_error *error = tn__pool_error(&serving->pool);

    if (error && !serving->error.code) {
        serving->error = *error;
        abandon(serving);
    } else if (is_ready && !error && !serving->drains &&
               !serving->is_announced) {
        serving->is_announced = true;
        announce(serving);
    }
    if (tn__pool_is_finished(&serving->pool))
        tn__loop_stop(serving->loop);
}

static int watch(struct serving *serving, struct tn_error *error)
{
    bool complete;

    serving->loop = tn__loop_new();
    if (!serving->loop)
        return tn_error_set(error, TN_EIO, "cannot make an event loop");
    serving->on_change = tn__wake_new(serving->loop, on_worker_change, serving);
    serving->guard = tn__timer_new(serving->loop, give_up, serving);
    complete = serving->on_change && serving->guard;
    for (size_t i = 0; i < TN_COUNT(ending_signals); i++) {
        serving->signals[i] = tn__signal_new(serving->loop, ending_signals[i],
                                             on_signal, serving);
        complete = complete && serving->signals[i];
    }
    return complete ? 0
                    : tn_error_set(error, TN_EIO, "cannot watch for signals");
}

static void unwatch(struct serving *serving)
{
    for (size_t i = 0; i < TN_COUNT(ending_signals); i++)
        tn__signal_free(serving->signals[i]);
    tn__timer_free(serving->guard);
    tn__wake_free(serving->on_change);
    tn__loop_free(serving->loop);
}

/* Serves until all workers have finished. */
static int
serve(struct serving *serving, const struct tn_app *app, struct tn_error *error)
{
    const struct tn__settings *settings = serving->program->settings;
    struct tn__worker_options options = {
        .settings = settings,
        .service = serving->program->service,
        .app = app,
        .port = (uint16_t)settings->port,
    };
    int status = watch(serving, error);

    options.on_change = serving->on_change;
    if (status == 0)
        status = tn__pool_open(&serving->pool, &options, error);
    if (status == 0)
        tn__loop_run(serving->loop);
    else
        abandon(serving);
    tn__pool_close(&serving->pool);
    unwatch(serving);
    if (serving->error.code && error)
        *error = serving->error;
    return status ? status : serving->error.code;
}

int tn__command_serve(const struct tn__program *program, struct tn_error *error)
{
    const struct tn__settings *settings = program->settings;
    const struct tn_lifespan *lifespan = program->api->lifespan;
    struct serving serving = { .program = program };
    struct tn_app app = {
        .settings = program->api->settings,
        .setting_values = settings->own,
        .setting_times = settings->own_times,
        .setting_count = program->api->setting_count,
    };
    int status;

    signal(SIGPIPE, SIG_IGN);
    tn__blocking_set_threads(settings->blocking_threads);
    status = tn__lifespan_startup(lifespan, &app, error);
    if (status)
        return status;
    tn__log_open(&serving.log, STDERR_FILENO,
                 (enum tn__log_level)settings->log_level,
                 (enum tn__log_format)settings->log_format);
    status = serve(&serving, &app, error);
    tn__log_close(&serving.log);
    tn__lifespan_shutdown(lifespan, &app);
    return status;
}
