/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/response.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include "http/request.h"
#include "http/server_state.h"

/* The hooks that a test runs, and what they saw. */
static int (*under_test)(struct tn_req *req, struct tn_res *res);
static unsigned calls;
static struct tn__server server;
static struct tn_req req;
static char logged[256];

static int run_test(struct tn_req *r, struct tn_res *res)
{
    calls++;
    return under_test(r, res);
}

static int count(struct tn_req *r, struct tn_res *res)
{
    (void)r;
    (void)res;
    calls++;
    return 0;
}

static void keep_log(int level, const char *message, void *user)
{
    (void)level;
    (void)user;
    snprintf(logged, sizeof(logged), "%s", message);
}

static void init_request(void)
{
    static const tn_response_hook_fn hooks[] = { run_test, count, NULL };

    server.options.response_hooks = hooks;
    server.options.on_log = keep_log;
    req.server = &server;
    req.arena = &req.store;
    req.method_text = tn_str_from("GET");
    req.raw = tn_str_from("/x");
    memcpy(req.id, "1-1", 4);
    tn__arena_init(&req.store, NULL, 256, 4096);
    req.answer = (struct tn__answer){
        .status = 200,
        .content_type = tn__content_json,
        .data = "{}",
        .size = 2,
    };
    cr_assert_eq(tn_req_set_header(&req, "X-A", "1"), 0);
    cr_assert_eq(tn_req_set_header(&req, "X-B", "2"), 0);
    cr_assert_eq(tn_req_set_header(&req, "x-a", "3"), 0);
}

static void deinit_request(void)
{
    tn__req_deinit(&req);
}

TestSuite(response, .init = init_request, .fini = deinit_request);

static void prepare(int (*hook)(struct tn_req *req, struct tn_res *res))
{
    under_test = hook;
    tn__response_prepare(&req);
}

/* Returns the answer's fields as "name=value;...". */
static const char *fields(void)
{
    static char text[256];
    size_t used = 0;

    text[0] = '\0';
    for (const struct tn__answer_field *f = req.answer.fields; f; f = f->next)
        used += (size_t)snprintf(text + used, sizeof(text) - used, "%s=%s;",
                                 f->name, f->value);
    return text;
}

static int see(struct tn_req *r, struct tn_res *res)
{
    struct tn_str body = tn_res_body(res);

    cr_assert_eq(r, &req);
    cr_assert_eq(tn_res_status(res), 200);
    cr_assert(tn_str_equal(body, (struct tn_str)TN_STR("{}")));
    cr_assert_str_eq(tn_res_content_type(res).ptr, "application/json");
    cr_assert_str_eq(tn_res_header(res, "X-a").ptr, "1");
    cr_assert_str_eq(tn_res_header(res, "x-b").ptr, "2");
    cr_assert_null(tn_res_header(res, "X-C").ptr);
    return 0;
}

Test(response, is_seen_by_each_hook_once)
{
    prepare(see);
    cr_assert_eq(calls, 2);
    cr_assert_eq(req.answer.status, 200);
    cr_assert_str_eq(fields(), "X-A=1;X-B=2;x-a=3;");
}

static int change(struct tn_req *r, struct tn_res *res)
{
    char body[] = "new";
    char type[] = "text/x-new";

    (void)r;
    cr_assert_eq(tn_res_set_status(res, 201), 0);
    cr_assert_eq(tn_res_set_body(res, body, 3), 0);
    cr_assert_eq(tn_res_set_content_type(res, type), 0);
    body[0] = type[0] = '?';
    return 0;
}

Test(response, has_copies_of_what_was_set)
{
    prepare(change);
    cr_assert_eq(req.answer.status, 201);
    cr_assert_eq(req.answer.size, 3);
    cr_assert_eq(memcmp(req.answer.data, "new", 3), 0);
    cr_assert_str_eq(req.answer.content_type, "text/x-new");
}

static int change_type(struct tn_req *r, struct tn_res *res)
{
    char text[] = "text/plain; charset=utf-8";

    (void)r;
    return tn_res_set_content_type(res, text);
}

Test(response, keeps_the_known_content_types_apart_from_copies)
{
    prepare(change_type);
    cr_assert_eq(req.answer.content_type, tn__content_text);
}

static int take_type_away(struct tn_req *r, struct tn_res *res)
{
    (void)r;
    return tn_res_set_content_type(res, NULL);
}

Test(response, may_have_no_content_type)
{
    prepare(take_type_away);
    cr_assert_null(req.answer.content_type);
    cr_assert_eq(req.answer.size, 2);
}

static int set_fields(struct tn_req *r, struct tn_res *res)
{
    (void)r;
    cr_assert_eq(tn_res_set_header(res, "X-A", "4"), 0);
    cr_assert_eq(tn_res_add_header(res, "X-b", "5"), 0);
    cr_assert_eq(tn_res_set_header(res, "X-C", "6"), 0);
    return 0;
}

Test(response, has_one_field_where_it_is_set_and_two_where_it_is_added)
{
    prepare(set_fields);
    cr_assert_str_eq(fields(), "X-B=2;X-A=4;X-b=5;X-C=6;");
}

static int remove_header(struct tn_req *r, struct tn_res *res)
{
    (void)r;
    cr_assert_eq(tn_res_remove_header(res, "X-C"), 0);
    return tn_res_remove_header(res, "X-a");
}

Test(response, loses_all_fields_of_a_name)
{
    prepare(remove_header);
    cr_assert_str_eq(fields(), "X-B=2;");
}

static int break_rules(struct tn_req *r, struct tn_res *res)
{
    static const char *const reserved[] = {
        "Connection", "content-length",    "Content-Type",
        "Date",       "TRANSFER-ENCODING",
    };

    (void)r;
    for (size_t i = 0; i < TN_COUNT(reserved); i++) {
        cr_assert_eq(tn_res_set_header(res, reserved[i], "1"), TN_EINVALID);
        cr_assert_eq(tn_res_add_header(res, reserved[i], "1"), TN_EINVALID);
        cr_assert_eq(tn_res_remove_header(res, reserved[i]), TN_EINVALID);
    }
    cr_assert_eq(tn_res_set_header(res, "X-A", "1\r\nX-D: 2"), TN_EINVALID);
    cr_assert_eq(tn_res_set_header(res, "X A", "1"), TN_EINVALID);
    cr_assert_eq(tn_res_remove_header(res, ""), TN_EINVALID);
    cr_assert_eq(tn_res_set_status(res, 199), TN_EINVALID);
    cr_assert_eq(tn_res_set_status(res, 600), TN_EINVALID);
    cr_assert_eq(tn_res_set_content_type(res, ""), TN_EINVALID);
    cr_assert_eq(tn_res_set_content_type(res, "a\nb"), TN_EINVALID);
    return see(r, res);
}

Test(response, is_left_alone_by_what_is_refused)
{
    prepare(break_rules);
    cr_assert_eq(calls, 2);
    cr_assert_str_eq(fields(), "X-A=1;X-B=2;x-a=3;");
}

static int take_memory(struct tn_req *r, struct tn_res *res)
{
    char large[8192];

    memset(large, 'x', sizeof(large) - 1);
    large[sizeof(large) - 1] = '\0';
    while (tn_req_alloc(r, 64))
        continue;
    cr_assert_eq(tn_res_set_header(res, "X-A", large), TN_ENOMEM);
    cr_assert_eq(tn_res_set_content_type(res, large), TN_ENOMEM);
    cr_assert_eq(tn_res_set_body(res, large, sizeof(large)), TN_ENOMEM);
    return see(r, res);
}

Test(response, is_left_alone_past_the_memory_ceiling)
{
    prepare(take_memory);
    cr_assert_eq(calls, 2);
    cr_assert_str_eq(fields(), "X-A=1;X-B=2;x-a=3;");
}

static int fail(struct tn_req *r, struct tn_res *res)
{
    (void)r;
    tn_res_set_header(res, "X-C", "6");
    return TN_EIO;
}

Test(response, is_a_500_where_a_hook_fails_and_no_other_runs)
{
    prepare(fail);
    cr_assert_eq(calls, 1);
    cr_assert_eq(req.answer.status, 500);
    cr_assert_str_eq(tn__buf_text(&req.out),
                     "{\"detail\":\"Internal Server Error\"}");
    cr_assert_str_eq(fields(), "");
    cr_assert_str_eq(logged, "GET /x: response hook 1 failed: input or output "
                             "failed (-10) [1-1]");
}

static int empty(struct tn_req *r, struct tn_res *res)
{
    (void)r;
    return tn_res_set_status(res, 204);
}

Test(response, has_no_content_with_a_status_that_says_so)
{
    prepare(empty);
    cr_assert_eq(req.answer.status, 204);
    cr_assert_null(req.answer.data);
    cr_assert_eq(req.answer.size, 0);
    cr_assert_null(req.answer.content_type);
    cr_assert_str_eq(fields(), "X-A=1;X-B=2;x-a=3;");
}
