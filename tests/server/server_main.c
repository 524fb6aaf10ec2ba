/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "async/run.h"
#include "http/server.h"
#include "operations.h"

/*
 * A server of test routes: prints its port, then a line for each access and
 * each message; drains on SIGTERM, ends at once on the second. Settings are
 * arguments: idle=500 workers=2.
 */
#define WORKERS 4

struct settings {
    struct tn__server_options server;
    unsigned workers;
    unsigned deadline_ms;
    unsigned hooks; /* there are some */
};

struct worker {
    struct tn_loop *loop;
    struct tn__server *server;
    struct tn__wake *wake;
    unsigned drains;
    unsigned deadline_ms;
    pthread_t thread;
};

struct program {
    struct worker workers[WORKERS];
    unsigned count;
};

/* -- Settings -------------------------------------------------------------- */

static void set(struct settings *settings, const char *name, unsigned value)
{
    struct tn__server_options *server = &settings->server;
    const struct {
        const char *name;
        unsigned *number;
        size_t *size;
    } known[] = {
        { "idle", &server->idle_timeout_ms, NULL },
        { "head", &server->head_timeout_ms, NULL },
        { "body", &server->body_timeout_ms, NULL },
        { "request", &server->request_timeout_ms, NULL },
        { "connections", &server->connection_limit, NULL },
        { "errors", &server->error_limit, NULL },
        { "head-limit", NULL, &server->head_limit },
        { "body-limit", NULL, &server->body_limit },
        { "memory", NULL, &server->memory_limit },
        { "workers", &settings->workers, NULL },
        { "deadline", &settings->deadline_ms, NULL },
        { "hooks", &settings->hooks, NULL },
    };

    for (size_t i = 0; i < TN_COUNT(known); i++)
        if (strcmp(known[i].name, name) == 0) {
            if (known[i].number)
                *known[i].number = value;
            else if (known[i].size)
                *known[i].size = value;
            return;
        }
    if (strcmp(name, "port") == 0) {
        server->port = (uint16_t)value;
        server->any_port = false;
        return;
    }
    fprintf(stderr, "no setting \"%s\"\n", name);
    exit(2);
}

static void read_settings(struct settings *settings, int argc, char **argv)
{
    *settings = (struct settings){
        .server = { .any_port = true },
        .workers = 1,
        .deadline_ms = 8000,
    };
    for (int i = 1; i < argc; i++) {
        char *equals = strchr(argv[i], '=');

        if (equals)
            *equals++ = '\0';
        if (equals && strcmp(argv[i], "host") == 0)
            settings->server.host = equals;
        else
            set(settings, argv[i],
                (unsigned)strtoul(equals ? equals : "1", NULL, 10));
    }
}

/* -- What the server tells ------------------------------------------------- */

static void on_access(const struct tn__access *access, void *user)
{
    (void)user;
    printf("access %s %.*s %d %" PRIu64 " %s %s\n", access->method.ptr,
           (int)access->target.len, access->target.ptr, access->status,
           access->body_size, access->peer.ptr, access->id.ptr);
}

static void on_log(int level, const char *message, void *user)
{
    (void)user;
    printf("log %d %s\n", level, message);
}

/* -- Workers --------------------------------------------------------------- */

static void on_done(void *user)
{
    struct worker *worker = user;

    tn__loop_stop(worker->loop);
}

static void on_wake(void *user)
{
    struct worker *worker = user;

    tn__server_drain(worker->server, worker->drains++ ? 0 : worker->deadline_ms,
                     on_done, worker);
}

static void on_term(void *user)
{
    struct program *program = user;

    for (unsigned i = 0; i < program->count; i++)
        tn__wake_send(program->workers[i].wake);
}

static void *serve(void *user)
{
    struct worker *worker = user;

    tn__server_start(worker->server);
    tn__loop_run(worker->loop);
    tn__loop_finish(worker->loop, 0);
    return NULL;
}

static bool open_worker(struct worker *worker,
                        const struct tn__router *router,
                        const struct settings *settings,
                        struct tn_error *error)
{
    worker->deadline_ms = settings->deadline_ms;
    worker->loop = tn__loop_new();
    worker->wake = tn__wake_new(worker->loop, on_wake, worker);
    worker->server =
        tn__server_new(worker->loop, router, &settings->server, error);
    return worker->server != NULL;
}

static void close_worker(struct worker *worker)
{
    tn__server_free(worker->server);
    tn__wake_free(worker->wake);
    tn__loop_free(worker->loop);
}

static void block_term(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
}

/* Runs the first worker here, the others in threads. */
static int run(struct program *program,
               const struct tn__router *router,
               struct settings *settings,
               struct tn_error *error)
{
    struct tn__signal *term;

    for (unsigned i = 0; i < settings->workers; i++) {
        if (!open_worker(&program->workers[i], router, settings, error)) {
            fprintf(stderr, "%s\n", error->message);
            return 1;
        }
        program->count++;
        settings->server.port = tn__server_port(program->workers[0].server);
        settings->server.any_port = false;
    }
    for (unsigned i = 1; i < program->count; i++)
        pthread_create(&program->workers[i].thread, NULL, serve,
                       &program->workers[i]);
    term = tn__signal_new(program->workers[0].loop, SIGTERM, on_term, program);
    printf("port %u\n", settings->server.port);
    serve(&program->workers[0]);
    for (unsigned i = 1; i < program->count; i++)
        pthread_join(program->workers[i].thread, NULL);
    block_term(); /* the end has begun, a signal does not make it another */
    tn__signal_free(term);
    return 0;
}

int main(int argc, char **argv)
{
    struct settings settings;
    struct program program = { 0 };
    struct tn_error error = { 0 };
    struct tn__registry *registry = tn__registry_new();
    size_t count = 0;
    const struct tn__endpoint *endpoints =
        operations_resolve(registry, &count, &error);
    struct tn__router *router =
        endpoints ? tn__router_new(endpoints, count, &error) : NULL;
    int status = 1;

    setvbuf(stdout, NULL, _IOLBF, 0);
    signal(SIGPIPE, SIG_IGN);
    read_settings(&settings, argc, argv);
    settings.server.on_access = on_access;
    settings.server.on_log = on_log;
    if (settings.hooks)
        settings.server.response_hooks = operations_hooks;
    if (router && settings.workers <= WORKERS)
        status = run(&program, router, &settings, &error);
    else
        fprintf(stderr, "%s\n", error.message);
    for (unsigned i = 0; i < WORKERS; i++)
        if (program.workers[i].loop)
            close_worker(&program.workers[i]);
    tn__router_free(router);
    tn__registry_free(registry);
    return status;
}
