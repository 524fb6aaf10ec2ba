/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdlib.h>

#include <tenon/tenon.h>

#include "sleep_models.h"

/*
 * An API whose handlers do nothing but wait: GET /sleep?ms=100. GET /asleep
 * tells how many do so.
 */
struct worker {
    int64_t asleep;
};

TN_OP(sleep_a_while, tn_none, Slept);
TN_OP(count_sleepers, tn_none, Sleepers);

static int
sleep_a_while(struct tn_req *req, const struct tn_none *in, struct Slept *out)
{
    struct worker *worker = tn_req_worker_state(req);
    struct tn_str text = tn_req_query_param(req, "ms");
    char *end = NULL;
    int rc;

    (void)in;
    out->ms = text.len ? strtoll(text.ptr, &end, 10) : -1;
    if (out->ms < 0 || *end)
        return tn_fail(req, 422, "ms: milliseconds are expected");
    worker->asleep++;
    rc = tn_sleep((uint64_t)out->ms);
    worker->asleep--;
    return rc;
}

static int count_sleepers(struct tn_req *req,
                          const struct tn_none *in,
                          struct Sleepers *out)
{
    const struct worker *worker = tn_req_worker_state(req);

    (void)in;
    out->asleep = worker->asleep;
    return 0;
}

static int
start_worker(const struct tn_app *app, void **state, struct tn_error *error)
{
    (void)app;
    *state = calloc(1, sizeof(struct worker));
    return *state ? 0 : tn_error_set(error, TN_ENOMEM, "no memory");
}

static const struct tn_lifespan lifespan = {
    .worker_startup = start_worker,
    .worker_shutdown = free,
};

static const struct tn_route routes[] = {
    { .method = TN_GET, .path = "/sleep", .op = &sleep_a_while_op },
    { .method = TN_GET, .path = "/asleep", .op = &count_sleepers_op },
};

int main(int argc, char **argv)
{
    const struct tn_api api = {
        .title = "Sleep",
        .version = "1",
        .routes = routes,
        .route_count = TN_COUNT(routes),
        .lifespan = &lifespan,
    };

    return tn_main(argc, argv, &api);
}
