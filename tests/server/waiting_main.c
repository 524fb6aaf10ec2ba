/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <tenon/tenon.h>

#include "waiting_models.h"

/* A program whose handlers wait: test_waiting.py. One worker, so that what it
 * counts needs no lock; threads of blocking handlers count nothing. */
struct counts {
    int64_t cancelled;
    int64_t cleaned;
    char background[64];
};

static struct counts counts;

static uint64_t number_of(struct tn_req *req, const char *name)
{
    struct tn_str text = tn_req_query_param(req, name);

    return text.ptr ? strtoull(text.ptr, NULL, 10) : 0;
}

static void count_cleaned(void *user)
{
    (void)user;
    counts.cleaned++;
}

static int sleep_counted(uint64_t ms)
{
    int rc = tn_sleep(ms);

    counts.cancelled += rc == TN_ECANCELED;
    return rc;
}

/* -- Handlers -------------------------------------------------------------- */

TN_OP(sleep_a_while, tn_none, Said);
TN_OP(sleep_on, tn_none, Said);
TN_OP(gather, tn_none, Said);
TN_OP(echo, Said, Said);
TN_OP(fail_late, tn_none, Said);
TN_OP(break_late, tn_none, Said);
TN_OP(read_header, tn_none, Said);
TN_OP(block, Said, Said);
TN_OP(await_in_thread, tn_none, Said);
TN_OP(leave_work, tn_none, Said);
TN_OP(leave_long_work, tn_none, Said);
TN_OP(go_deep, tn_none, Said);
TN_OP(count, tn_none, Counts);

static int
sleep_a_while(struct tn_req *req, const struct tn_none *in, struct Said *out)
{
    int rc;

    (void)in;
    tn_defer(count_cleaned, NULL);
    rc = sleep_counted(number_of(req, "ms"));
    out->text = (struct tn_str)TN_STR("slept");
    return rc;
}

/* Takes no notice of being cancelled. */
static int
sleep_on(struct tn_req *req, const struct tn_none *in, struct Said *out)
{
    (void)in;
    sleep_counted(number_of(req, "ms"));
    tn_sleep(number_of(req, "more"));
    out->text = tn_req_printf(req, "%s", "slept on");
    tn_defer(count_cleaned, NULL);
    return tn_fail(req, 418, "nobody hears this");
}

static int sleep_ms(void *user)
{
    return tn_sleep(*(const uint64_t *)user);
}

static int
gather(struct tn_req *req, const struct tn_none *in, struct Said *out)
{
    uint64_t ms = number_of(req, "ms");
    struct tn_call calls[10];
    uint64_t before = tn_loop_time();
    int rc;

    (void)in;
    for (size_t i = 0; i < TN_COUNT(calls); i++)
        calls[i] = (struct tn_call){ .fn = sleep_ms, .user = &ms };
    rc = tn_gather(calls, TN_COUNT(calls));
    out->text = tn_req_printf(
        req, "%s", tn_loop_time() - before < 3 * ms ? "together" : "in turn");
    return rc;
}

static int echo(struct tn_req *req, const struct Said *in, struct Said *out)
{
    int rc = sleep_counted(number_of(req, "ms"));

    *out = *in;
    return rc;
}

static int
fail_late(struct tn_req *req, const struct tn_none *in, struct Said *out)
{
    (void)in;
    (void)out;
    tn_sleep(number_of(req, "ms"));
    tn_req_set_header(req, "X-Late", "yes");
    return tn_fail(req, 404, "nothing after %s ms",
                   tn_req_query_param(req, "ms").ptr);
}

static int
break_late(struct tn_req *req, const struct tn_none *in, struct Said *out)
{
    (void)req;
    (void)in;
    (void)out;
    tn_sleep(1);
    return TN_EIO;
}

static int
read_header(struct tn_req *req, const struct tn_none *in, struct Said *out)
{
    (void)in;
    tn_sleep(5);
    out->text = tn_req_header(req, "X-Said");
    return 0;
}

static int block(struct tn_req *req, const struct Said *in, struct Said *out)
{
    long ms = (long)number_of(req, "ms");
    const struct timespec time = {
        .tv_sec = ms / 1000,
        .tv_nsec = ms % 1000 * 1000000,
    };

    nanosleep(&time, NULL);
    out->text = tn_req_printf(req, "%s, %s", in->text.ptr,
                              tn_req_header(req, "Host").ptr);
    return ms == 13 ? tn_fail(req, 418, "thirteen") : 0;
}

static int
await_in_thread(struct tn_req *req, const struct tn_none *in, struct Said *out)
{
    (void)in;
    out->text = tn_req_printf(req, "%s", tn_error_text(tn_sleep(1)));
    return 0;
}

static int work_a(void *user)
{
    int rc = tn_sleep(30);

    (void)user;
    strncat(counts.background, "a", 8);
    return rc;
}

static int work_b(void *user)
{
    strncat(counts.background, user, 16);
    return TN_EIO;
}

static int
leave_work(struct tn_req *req, const struct tn_none *in, struct Said *out)
{
    struct tn_str text = tn_req_printf(req, "%s", "b");
    union {
        const char *read;
        void *user;
    } argument = { .read = text.ptr };

    (void)in;
    tn_req_background(req, work_a, NULL);
    tn_req_background(req, work_b, argument.user);
    out->text = tn_req_printf(req, "(%s)", counts.background);
    return 0;
}

static int work_long(void *user)
{
    (void)user;
    tn_defer(count_cleaned, NULL);
    return sleep_counted(60000);
}

static int
leave_long_work(struct tn_req *req, const struct tn_none *in, struct Said *out)
{
    (void)in;
    out->text = (struct tn_str)TN_STR("left");
    return tn_req_background(req, work_long, NULL);
}

static int
count(struct tn_req *req, const struct tn_none *in, struct Counts *out)
{
    (void)req;
    (void)in;
    out->cancelled = counts.cancelled;
    out->cleaned = counts.cleaned;
    out->background = tn_str_from(counts.background);
    return 0;
}

/* Each call needs what the next returns. */
static unsigned descend(unsigned depth)
{
    volatile unsigned kept = depth;

    return depth ? descend(depth - 1) + kept : kept;
}

static int
go_deep(struct tn_req *req, const struct tn_none *in, struct Said *out)
{
    (void)in;
    out->text = tn_req_printf(req, "%u", descend(100000000));
    return 0;
}

/* -- The program ----------------------------------------------------------- */

static const struct tn_route routes[] = {
    { .method = TN_GET, .path = "/sleep", .op = &sleep_a_while_op },
    { .method = TN_GET,
      .path = "/sleep/limited",
      .op = &sleep_a_while_op,
      .timeout_ms = 60 },
    { .method = TN_GET,
      .path = "/sleep/on",
      .op = &sleep_on_op,
      .timeout_ms = 60 },
    { .method = TN_GET, .path = "/gather", .op = &gather_op },
    { .method = TN_POST, .path = "/echo", .op = &echo_op },
    { .method = TN_GET, .path = "/fail", .op = &fail_late_op },
    { .method = TN_GET, .path = "/break", .op = &break_late_op },
    { .method = TN_GET, .path = "/header", .op = &read_header_op },
    { .method = TN_POST, .path = "/block", .op = &block_op, .blocking = true },
    { .method = TN_POST,
      .path = "/block/limited",
      .op = &block_op,
      .blocking = true,
      .timeout_ms = 60 },
    { .method = TN_GET,
      .path = "/block/await",
      .op = &await_in_thread_op,
      .blocking = true },
    { .method = TN_GET, .path = "/leave", .op = &leave_work_op },
    { .method = TN_GET, .path = "/leave/long", .op = &leave_long_work_op },
    { .method = TN_GET, .path = "/deep", .op = &go_deep_op },
    { .method = TN_GET, .path = "/counts", .op = &count_op },
};

int main(int argc, char **argv)
{
    const struct tn_api api = {
        .title = "Waiting",
        .version = "1",
        .routes = routes,
        .route_count = TN_COUNT(routes),
    };

    return tn_main(argc, argv, &api);
}
