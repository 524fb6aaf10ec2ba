/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <pthread.h>

#include "fixture.h"

/* Decodes and encodes at the limit of the depth on the stack of a coroutine. */
#define STACK 65536

struct run {
    struct fixture *fixture;
    const char *body;
    const char *answer; /* what it was encoded to, or the issues */
    int rc;
};

static void *decode_and_encode(void *user)
{
    struct run *run = user;
    struct {
        void *items;
        size_t count;
    } out;

    run->rc = fixture_decode(run->fixture, "", run->body, &out);
    run->answer = run->rc == 0 ? fixture_encode(run->fixture, "", &out)
                               : fixture_issues(run->fixture);
    return NULL;
}

static void run_on_small_stack(struct run *run)
{
    pthread_attr_t attr;
    pthread_t thread;

    cr_assert_eq(pthread_attr_init(&attr), 0);
    cr_assert_eq(pthread_attr_setstacksize(&attr, STACK), 0);
    cr_assert_eq(pthread_create(&thread, &attr, decode_and_encode, run), 0);
    cr_assert_eq(pthread_join(thread, NULL), 0);
    pthread_attr_destroy(&attr);
}

static const char *
nest(struct fixture *fixture, const char *open, const char *close, size_t depth)
{
    struct tn__buf text = { 0 };

    for (size_t i = 0; i < depth; i++)
        tn__buf_append(&text, open, strlen(open));
    for (size_t i = 0; i < depth; i++)
        tn__buf_append(&text, close, strlen(close));
    return fixture_text(fixture, &text);
}

Test(depth, any_value_at_the_limit_fits_a_small_stack)
{
    struct fixture fixture;
    struct run run = { .fixture = &fixture };

    fixture_open(&fixture, "{ type: array, items: {} }");
    run.body = nest(&fixture, "[", "]", TN__JSON_DEPTH);
    run_on_small_stack(&run);
    cr_expect_eq(run.rc, 0);
    cr_expect_str_eq(run.answer, run.body);
    fixture_close(&fixture);
}

Test(depth, nested_models_at_the_limit_fit_a_small_stack)
{
    struct fixture fixture;
    struct run run = { .fixture = &fixture };

    fixture_open(&fixture, "type: array\n"
                           "items: { $ref: '#/$defs/Node' }\n"
                           "$defs:\n"
                           "  Node:\n"
                           "    type: object\n"
                           "    properties: { c: { type: array,"
                           "      items: { $ref: '#/$defs/Node' } } }\n");
    run.body = nest(&fixture, "[{\"c\":", "}]", 250);
    run.body = tn__arena_printf(&fixture.arena, "%.*s[]%s",
                                (int)strlen("[{\"c\":") * 250, run.body,
                                run.body + strlen("[{\"c\":") * 250)
                   .ptr;
    run_on_small_stack(&run);
    cr_expect_eq(run.rc, 0, "%s", run.answer);
    cr_expect_str_eq(run.answer, run.body);
    fixture_close(&fixture);
}

Test(depth, issues_at_the_limit_fit_a_small_stack)
{
    struct fixture fixture;
    struct run run = { .fixture = &fixture };

    fixture_open(&fixture, "type: array\n"
                           "items: { $ref: '#/$defs/Node' }\n"
                           "$defs:\n"
                           "  Node: { type: [integer, array],"
                           " items: { $ref: '#/$defs/Node' } }\n");
    fixture.options.issue_limit = 10000;
    run.body = nest(&fixture, "[", "]", TN__JSON_DEPTH);
    run_on_small_stack(&run);
    cr_expect_eq(run.rc, TN_EINVALID);
    cr_expect(strstr(run.answer, "recursion_loop"));
    fixture_close(&fixture);
}
