/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/route_check.h"

#include <tenon/stream.h>

#include <criterion/criterion.h>

static const struct tn_model thing = { .name = "Thing" };

static int handle(struct tn_req *req, const void *in, void *out)
{
    (void)req;
    (void)in;
    (void)out;
    return 0;
}

static const struct tn_op takes = { "takes", &thing, &tn_none_model, handle,
                                    0 };
static const struct tn_op gives = { "gives", &tn_none_model, &thing, handle,
                                    0 };
static const struct tn_op empty = { "empty", &tn_none_model, &thing, NULL, 0 };
static const struct tn_op reads = { "reads", &tn_text_model, &thing, handle,
                                    0 };
static const struct tn_op says = { "says", &tn_none_model, &tn_text_model,
                                   handle, 0 };
static const struct tn_op bare = { "bare", NULL, &thing, handle, 0 };
static const struct tn_op lines = { "lines", &tn_none_model, &thing, handle,
                                    TN_STREAM_LINES };
static const struct tn_op mute = { "mute", &tn_none_model, &tn_none_model,
                                   handle, TN_STREAM_LINES };
static const struct tn_op texts = { "texts", &tn_none_model, &thing, handle,
                                    TN_STREAM_TEXT };
static const struct tn_op odd = { "odd", &tn_none_model, &tn_text_model, handle,
                                  TN_STREAM_EVENTS };

static int
check(const struct tn_route *routes, size_t count, struct tn_error *error)
{
    const struct tn_api api = { .routes = routes, .route_count = count };

    return tn__route_check(&api, error);
}

Test(route_check, accepts_what_can_work)
{
    static const struct tn_route routes[] = {
        { .method = TN_GET, .path = "/", .op = &gives },
        { .method = TN_POST, .path = "/x", .op = &takes, .status = 204 },
        { .method = TN_DELETE, .path = "/x", .op = &takes },
        { .method = TN_GET, .path = "/text", .op = &says, .status = 203 },
        { .method = TN_GET, .path = "/lines", .op = &lines },
    };

    cr_assert_eq(check(routes, TN_COUNT(routes), NULL), 0);
    cr_assert_eq(check(NULL, 0, NULL), 0);
}

struct wrong {
    struct tn_route route;
    const char *message;
};

Test(route_check, names_the_route_and_what_to_do)
{
    static const struct wrong wrongs[] = {
        { { .path = "/", .op = &gives },
          "route 2 (? /): has no method; set .method, such as TN_POST" },
        { { .method = TN_GET, .op = &gives },
          "route 2 (GET ?): its path must begin with \"/\"" },
        { { .method = TN_GET, .path = "x", .op = &gives },
          "route 2 (GET x): its path must begin with \"/\"" },
        { { .method = TN_GET, .path = "/x" },
          "route 2 (GET /x): has no operation; make one with TN_OP and set "
          ".op" },
        { { .method = TN_GET, .path = "/x", .op = &empty },
          "route 2 (GET /x): its operation has no handler; make it with "
          "TN_OP" },
        { { .method = TN_GET, .path = "/x", .op = &bare },
          "route 2 (GET /x): its operation lacks a model; tn_none stands for "
          "no input or output" },
        { { .method = TN_GET, .path = "/x", .op = &takes },
          "route 2 (GET /x): this method's requests have no body to read the "
          "input from; use TN_POST, or tn_none as input" },
        { { .method = TN_GET, .path = "/x", .op = &reads },
          "route 2 (GET /x): tn_text is a model of output alone; as input use "
          "one of a schema file, or tn_none" },
        { { .method = TN_POST, .path = "/x", .op = &reads },
          "route 2 (POST /x): tn_text is a model of output alone; as input use "
          "one of a schema file, or tn_none" },
        { { .method = TN_GET, .path = "/x", .op = &says, .status = 204 },
          "route 2 (GET /x): an answer with this .status has no body; use "
          "200, or tn_none as output" },
        { { .method = TN_POST, .path = "/x", .op = &takes, .status = 404 },
          "route 2 (POST /x): .status is of success: 200 to 299, or 0" },
        { { .method = TN_POST, .path = "/x", .op = &gives, .status = 204 },
          "route 2 (POST /x): an answer with this .status has no body; use "
          "200, or tn_none as output" },
        { { .method = TN_GET, .path = "/x", .op = &mute },
          "route 2 (GET /x): a stream must have items; name their model" },
        { { .method = TN_GET, .path = "/x", .op = &texts },
          "route 2 (GET /x): the items of a stream are tn_text where its "
          "format is TN_STREAM_TEXT, and only there" },
        { { .method = TN_GET, .path = "/x", .op = &odd },
          "route 2 (GET /x): the items of a stream are tn_text where its "
          "format is TN_STREAM_TEXT, and only there" },
        { { .method = TN_GET, .path = "/x", .op = &lines, .blocking = true },
          "route 2 (GET /x): a stream's handler awaits its client, which a "
          ".blocking one cannot" },
    };

    for (size_t i = 0; i < TN_COUNT(wrongs); i++) {
        const struct tn_route routes[] = {
            { .method = TN_GET, .path = "/", .op = &gives },
            wrongs[i].route,
        };
        struct tn_error error = { 0 };

        cr_assert_eq(check(routes, 2, &error), TN_EINVALID);
        cr_assert_str_eq(error.message, wrongs[i].message);
    }
}
