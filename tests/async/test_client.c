/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/client.h>

#include <criterion/criterion.h>
#include <tenon/task.h>

/* What needs no server; tests/client has the rest. Tasks write down what they
 * see, the test looks when the loop has ended. */
struct seen {
    int rc;
    struct tn_error error;
    struct tn_session *session;
    struct tn_http_response *response;
};

Test(client, needs_a_task)
{
    struct seen seen = { 0 };

    cr_assert_eq(tn_http_get(NULL, "http://127.0.0.1:1/", NULL, &seen.response,
                             &seen.error),
                 TN_ENOTASK);
    cr_assert_eq(seen.error.code, TN_ENOTASK);
    cr_assert_null(tn_session_new(NULL, &seen.error));
    tn_session_free(NULL);
    tn_http_response_free(NULL);
}

static int make_session(void *user)
{
    struct seen *seen = user;

    seen->session = tn_session_new(NULL, &seen->error);
    return 0;
}

Test(client, may_free_a_session_after_its_loop)
{
    struct seen seen = { 0 };

    cr_assert_eq(tn_run(make_session, &seen, NULL), 0);
    cr_assert_not_null(seen.session);
    tn_session_free(seen.session);
}

static int refuse_options(void *user)
{
    const struct tn_http_field field = { "X", "a\nb" };
    const struct tn_session_options split = { .headers = &field,
                                              .header_count = 1 };
    const struct tn_session_options agent = { .user_agent = "a\rb" };
    struct seen *seen = user;

    if (tn_session_new(&split, &seen->error) || tn_session_new(&agent, NULL))
        return -1;
    return seen->error.code;
}

Test(client, refuses_options_that_would_inject)
{
    struct seen seen = { 0 };

    cr_assert_eq(tn_run(refuse_options, &seen, NULL), TN_EUSAGE);
    cr_assert(strstr(seen.error.message, "header X"));
}

static int ask_a_closed_one(void *user)
{
    struct seen *seen = user;

    seen->rc = tn_http_get(seen->session, "http://127.0.0.1:1/", NULL,
                           &seen->response, &seen->error);
    return 0;
}

Test(client, tells_that_a_session_is_of_a_loop_that_ended)
{
    struct seen seen = { 0 };

    tn_run(make_session, &seen, NULL);
    tn_run(ask_a_closed_one, &seen, NULL);
    cr_assert_eq(seen.rc, TN_ECLOSED);
    tn_session_free(seen.session);
}

static int ask_nobody(void *user)
{
    const struct tn_http_options options = { .username = "me",
                                             .password = "secret" };
    struct seen *seen = user;

    seen->rc = tn_http_get(NULL, "http://a:b@127.0.0.1:1/x?key=hidden",
                           &options, &seen->response, &seen->error);
    return 0;
}

Test(client, keeps_secrets_out_of_messages)
{
    struct seen seen = { 0 };

    tn_run(ask_nobody, &seen, NULL);
    cr_assert_eq(seen.rc, TN_ECONNECT);
    cr_assert_eq(strncmp(seen.error.message, "GET http://127.0.0.1:1/x: ", 26),
                 0);
    cr_assert_null(strstr(seen.error.message, "hidden"));
    cr_assert_null(strstr(seen.error.message, "secret"));
    cr_assert_null(seen.response);
}
