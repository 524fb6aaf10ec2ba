/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <tenon/tenon.h>

#include "waiting_models.h"

/* A program whose handlers wait: test_waiting.py. One worker, so that what it
 * counts needs no lock where no thread does. */
struct counts {
    atomic_int missed; /* header fields, in threads */
    atomic_int ended;  /* threads that looked for them */
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
TN_OP(look_in_thread, tn_none, Said);
TN_OP(use_up_stack, tn_none, Said);
TN_OP(leave_work, tn_none, Said);
TN_OP(leave_long_work, tn_none, Said);
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

/* Uses its request for as long as is asked. */
static int
look_in_thread(struct tn_req *req, const struct tn_none *in, struct Said *out)
{
    const struct tn_str wanted = TN_STR("test");
    uint64_t rounds = number_of(req, "ms") * 10;
    bool is_missing = false;

    (void)in;
    for (uint64_t i = 0; i < rounds; i++) {
        out->text = tn_req_printf(req, "%s", tn_req_header(req, "Host").ptr);
        tn_req_set_header(req, "X-Looked", "yes");
        is_missing = is_missing || !tn_str_equal(out->text, wanted);
        nanosleep(&(struct timespec){ .tv_nsec = 100000 }, NULL);
    }
    atomic_fetch_add(&counts.missed, is_missing);
    atomic_fetch_add(&counts.ended, 1);
    return tn_fail(req, 418, "nobody hears this");
}

/* Each call needs what the next returns. */
static uint64_t descend(uint64_t depth)
{
    volatile uint64_t kept = depth;

    return depth ? descend(depth - 1) + kept : kept;
}

static int
use_up_stack(struct tn_req *req, const struct tn_none *in, struct Said *out)
{
    uint64_t sum = descend(number_of(req, "depth"));

    (void)in;
    out->text = tn_req_printf(req, "%" PRIu64, sum);
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
    if (number_of(req, "fail")) {
        tn_req_background(req, work_b, argument.user);
        return tn_fail(req, 404, "nothing to do");
    }
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
    out->missed = atomic_load(&counts.missed);
    out->ended = atomic_load(&counts.ended);
    return 0;
}

static int name_request(struct tn_req *req, struct tn_res *res)
{
    struct tn_str ms = tn_req_query_param(req, "ms");

    tn_res_set_header(res, "X-Path", tn_req_path(req).ptr);
    tn_res_set_header(res, "X-Host", tn_req_header(req, "Host").ptr);
    return ms.ptr ? tn_res_set_header(res, "X-Ms", ms.ptr) : 0;
}

static const tn_response_hook_fn hooks[] = { name_request, NULL };

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
    { .method = TN_GET,
      .path = "/block/look",
      .op = &look_in_thread_op,
      .blocking = true,
      .timeout_ms = 60 },
    { .method = TN_GET, .path = "/descend", .op = &use_up_stack_op },
    { .method = TN_GET, .path = "/leave", .op = &leave_work_op },
    { .method = TN_GET, .path = "/leave/long", .op = &leave_long_work_op },
    { .method = TN_GET, .path = "/counts", .op = &count_op },
};

int main(int argc, char **argv)
{
    const struct tn_api api = {
        .title = "Waiting",
        .version = "1",
        .routes = routes,
        .route_count = TN_COUNT(routes),
        .response_hooks = hooks,
    };

    return tn_main(argc, argv, &api);
}
