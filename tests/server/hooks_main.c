/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdlib.h>

#include <tenon/tenon.h>

/* A program with hooks of every kind: test_hooks.py. */

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

static const struct tn_route routes[] = {
    { .method = TN_GET, .path = "/say/{word}", .op = &say_op },
    { .method = TN_DELETE, .path = "/say/{word}", .op = &drop_op },
    { .method = TN_GET, .path = "/refuse/{status}", .op = &refuse_op },
    { .method = TN_GET, .path = "/setting/{name}", .op = &show_setting_op },
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
                       .settings = settings,
                       .setting_count = TN_COUNT(settings),
                   });
}
