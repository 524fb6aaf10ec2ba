/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <tenon/tenon.h>

/* A program with hooks of every kind, and settings of its own: test_hooks.py,
 * test_lifespan.py, test_own_settings.py. */

/* -- Lifespan -------------------------------------------------------------- */

struct program {
    const char *journal; /* a file, to tell what happened in */
    atomic_uint workers; /* that began to start */
};

struct worker {
    const struct program *program;
    unsigned number; /* from 1 */
    pthread_t thread;
    unsigned requests;
};

static void note(const char *journal, const char *format, ...) TN_PRINTF(2, 3);

/* Appends a line to the journal, if there is one. */
static void note(const char *journal, const char *format, ...)
{
    char line[128];
    int fd = journal ? open(journal, O_WRONLY | O_APPEND | O_CLOEXEC) : -1;
    int size;
    va_list args;

    if (fd < 0)
        return;
    va_start(args, format);
    size = vsnprintf(line, sizeof(line), format, args);
    va_end(args);
    if (size < 0 || write(fd, line, (size_t)size) != size)
        abort();
    close(fd);
}

/* Returns whether the setting "fail" names this. */
static bool shall_fail(const struct tn_app *app, const char *what)
{
    return tn_str_equal(tn_app_setting(app, "fail"), tn_str_from(what));
}

static int start(const struct tn_app *app, void **state, struct tn_error *error)
{
    struct program *program = calloc(1, sizeof(*program));

    if (!program || tn_app_state(app))
        abort();
    program->journal = tn_app_setting(app, "journal").ptr;
    note(program->journal, "startup\n");
    *state = program;
    if (!shall_fail(app, "startup") && !shall_fail(app, "startup-telling"))
        return 0;
    free(program);
    if (shall_fail(app, "startup"))
        return TN_EUSAGE;
    return tn_error_set(error, TN_EIO, "no database:\nrefused\n");
}

static void stop(void *state)
{
    struct program *program = state;

    note(program->journal, "shutdown\n");
    free(program);
}

static void pause_ms(const char *ms)
{
    long number = ms ? strtol(ms, NULL, 10) : 0;
    const struct timespec time = {
        .tv_sec = number / 1000,
        .tv_nsec = number % 1000 * 1000000,
    };

    nanosleep(&time, NULL);
}

/* With `fail` each worker fails, or the second to come. */
static int
start_worker(const struct tn_app *app, void **state, struct tn_error *error)
{
    struct program *program = tn_app_state(app);
    unsigned number = atomic_fetch_add(&program->workers, 1) + 1;
    struct worker *worker;

    pause_ms(tn_app_setting(app, "slow").ptr);
    if (shall_fail(app, "workers") ||
        (number == 2 && shall_fail(app, "second-worker"))) {
        note(program->journal, "no worker %u\n", number);
        return tn_error_set(error, TN_EIO, "no cache");
    }
    worker = calloc(1, sizeof(*worker));
    if (!worker)
        abort();
    worker->program = program;
    worker->number = number;
    worker->thread = pthread_self();
    note(program->journal, "worker %u\n", number);
    *state = worker;
    return 0;
}

static void stop_worker(void *state)
{
    struct worker *worker = state;

    if (!pthread_equal(worker->thread, pthread_self()))
        abort();
    note(worker->program->journal, "worker %u ends after %u\n", worker->number,
         worker->requests);
    free(worker);
}

static const struct tn_lifespan lifespan = {
    .startup = start,
    .shutdown = stop,
    .worker_startup = start_worker,
    .worker_shutdown = stop_worker,
};

/* -- Response hooks -------------------------------------------------------- */

/* Returns whether the client asks for this: the field Do names one action. */
static bool is_asked(struct tn_req *req, const char *action)
{
    return tn_str_equal(tn_req_header(req, "Do"), tn_str_from(action));
}

/* Does what the client asks for. */
static int obey(struct tn_req *req, struct tn_res *res)
{
    static const char text[] = "a body of a hook";

    if (is_asked(req, "fail"))
        return TN_EIO;
    if (is_asked(req, "empty"))
        return tn_res_set_status(res, 204);
    if (is_asked(req, "reset"))
        return tn_res_set_status(res, 205);
    if (is_asked(req, "unchanged"))
        return tn_res_set_status(res, 304);
    if (!is_asked(req, "body"))
        return 0;
    if (tn_res_set_status(res, 418) || tn_res_remove_header(res, "ETag") ||
        tn_res_remove_header(res, "Content-Encoding") ||
        tn_res_set_content_type(res, "text/x-hook"))
        return TN_EINVALID;
    return tn_res_set_body(res, text, sizeof(text) - 1);
}

/* Adds what it sees, so that a response that no hook saw is noticed, and one
 * that was seen twice. */
static int trace(struct tn_req *req, struct tn_res *res)
{
    struct tn_str method = tn_req_method(req);
    struct tn_str path = tn_req_path(req);
    struct tn_str type = tn_res_content_type(res);
    struct tn_str seen =
        tn_req_printf(req, "%.*s %.*s %d %s %zu", (int)method.len, method.ptr,
                      (int)path.len, path.ptr, tn_res_status(res),
                      type.ptr ? type.ptr : "-", tn_res_body(res).len);

    return seen.ptr ? tn_res_add_header(res, "Seen", seen.ptr) : TN_ENOMEM;
}

static const tn_response_hook_fn response_hooks[] = { obey, trace, NULL };

/* -- Operations ------------------------------------------------------------ */

TN_OP(say, tn_none, tn_text);
TN_OP(drop, tn_none, tn_none);
TN_OP(refuse, tn_none, tn_text);
TN_OP(show_setting, tn_none, tn_text);
TN_OP(show_state, tn_none, tn_text);
TN_OP(warn, tn_none, tn_text);
TN_OP(show_time, tn_none, tn_text);

static int
say(struct tn_req *req, const struct tn_none *in, struct tn_text *out)
{
    (void)in;
    out->text = tn_req_path_param(req, "word");
    return 0;
}

static int
drop(struct tn_req *req, const struct tn_none *in, struct tn_none *out)
{
    (void)req;
    (void)in;
    (void)out;
    return 0;
}

static int
refuse(struct tn_req *req, const struct tn_none *in, struct tn_text *out)
{
    struct tn_str status = tn_req_path_param(req, "status");

    (void)in;
    (void)out;
    return tn_fail(req, (int)strtol(status.ptr, NULL, 10), "refused");
}

static int
show_setting(struct tn_req *req, const struct tn_none *in, struct tn_text *out)
{
    (void)in;
    out->text = tn_req_setting(req, tn_req_path_param(req, "name").ptr);
    return out->text.ptr ? 0 : tn_fail(req, 404, "not set");
}

/* Tells whose state the request finds, and whether that is its thread's. */
static int
show_state(struct tn_req *req, const struct tn_none *in, struct tn_text *out)
{
    struct program *program = tn_req_app_state(req);
    struct worker *worker = tn_req_worker_state(req);
    bool is_own = pthread_equal(worker->thread, pthread_self()) != 0 &&
                  worker->program == program;

    (void)in;
    worker->requests++;
    out->text = tn_req_printf(req, "%u of %u%s", worker->number,
                              atomic_load(&program->workers),
                              is_own ? "" : ", of another thread");
    return out->text.ptr ? 0 : TN_ENOMEM;
}

static int
warn(struct tn_req *req, const struct tn_none *in, struct tn_text *out)
{
    int rc = tn_req_warn(req, "said: %s", tn_req_path_param(req, "word").ptr);

    (void)in;
    out->text = tn_str_from(rc ? tn_error_text(rc) : "warned");
    return 0;
}

static int
show_time(struct tn_req *req, const struct tn_none *in, struct tn_text *out)
{
    struct tn_str name = tn_req_path_param(req, "name");

    (void)in;
    out->text = tn_req_printf(
        req, "%" PRIu64 " %s", tn_req_setting_ms(req, name.ptr),
        tn_req_setting(req, name.ptr).ptr ? "and a text" : "alone");
    return out->text.ptr ? 0 : TN_ENOMEM;
}

static const struct tn_route routes[] = {
    { .method = TN_GET, .path = "/say/{word}", .op = &say_op },
    { .method = TN_DELETE, .path = "/say/{word}", .op = &drop_op },
    { .method = TN_GET, .path = "/refuse/{status}", .op = &refuse_op },
    { .method = TN_GET, .path = "/setting/{name}", .op = &show_setting_op },
    { .method = TN_GET, .path = "/time/{name}", .op = &show_time_op },
    { .method = TN_GET, .path = "/state", .op = &show_state_op },
    { .method = TN_GET, .path = "/warn/{word}", .op = &warn_op },
    { .method = TN_POST,
      .path = "/warn/{word}",
      .op = &warn_op,
      .blocking = true },
};

static const struct tn_setting settings[] = {
    { .name = "upstream",
      .fallback = "http://127.0.0.1:9",
      .help = "where it comes from" },
    { .name = "api-key", .help = "what the upstream lets us in for" },
    { .name = "salt",
      .fallback = "unguessable",
      .help = "what is mixed in",
      .secret = true },
    { .name = "journal", .help = "file to tell in what happened" },
    { .name = "fail", .help = "hook that fails" },
    { .name = "mirror",
      .type = TN_SETTING_URL,
      .help = "where it comes from as well" },
    { .name = "patience",
      .type = TN_SETTING_TIME,
      .fallback = "1.5s",
      .help = "longest time to wait for it" },
    { .name = "pause", .type = TN_SETTING_TIME, .help = "time between two" },
    { .name = "slow", .help = "milliseconds that a worker takes to start" },
};

int main(int argc, char **argv)
{
    return tn_main(argc, argv,
                   &(struct tn_api){
                       .title = "Hooks",
                       .version = "0.1.0",
                       .routes = routes,
                       .route_count = TN_COUNT(routes),
                       .response_hooks = response_hooks,
                       .lifespan = &lifespan,
                       .settings = settings,
                       .setting_count = TN_COUNT(settings),
                   });
}
