/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>

#include <tenon/tenon.h>

#include "phrase_models.h" /* made by the build from schemas/phrase.yaml */

#define ANSWER_LIMIT   ((size_t)64 * 1024) /* bytes of the upstream's answers */
#define UPSTREAM_LIMIT 16                  /* connections of each worker */

TN_OP(get_phrase, tn_none, tn_text);

/* -- The upstream ---------------------------------------------------------- */

static int
open_session(const struct tn_app *app, void **session, struct tn_error *error)
{
    const struct tn_session_options options = {
        .timeouts.total_ms = tn_app_setting_ms(app, "upstream-timeout"),
        .host_connection_limit = UPSTREAM_LIMIT,
        .body_limit = ANSWER_LIMIT,
    };

    *session = tn_session_new(&options, error);
    return *session ? 0 : error->code;
}

static void close_session(void *session)
{
    tn_session_free(session);
}

/* What the client is told; where the upstream is and what exactly happened is
 * for the log. */
static const struct verdict {
    int code;
    int status;
    const char *detail;
} verdicts[] = {
    { TN_ETIMEDOUT, 504, "the upstream takes too long to answer" },
    { TN_ECONNECT, 502, "the upstream cannot be reached" },
    { TN_EIO, 502, "the upstream broke its answer off" },
    { TN_EHTTP, 502, "the upstream does not answer in HTTP" },
    { TN_ELIMIT, 502,
      "the upstream's answer is too large, or redirects too often" },
    { TN_ESTATUS, 502, "the upstream answers with a failure of its own" },
    { TN_EJSON, 502, "the upstream's answer is not JSON" },
    { TN_EUTF8, 502, "the upstream's answer is not UTF-8" },
    { TN_EDEPTH, 502, "the upstream's answer is nested too deep" },
    { TN_EINVALID, 502, "the upstream's answer is no phrase" },
};

static int refuse(struct tn_req *req, int code, const struct tn_error *error)
{
    for (size_t i = 0; i < TN_COUNT(verdicts); i++) {
        if (verdicts[i].code == code) {
            tn_req_warn(req, "%s", error->message);
            return tn_fail(req, verdicts[i].status, "%s", verdicts[i].detail);
        }
    }
    return code;
}

/* -- The operation --------------------------------------------------------- */

static int
get_phrase(struct tn_req *req, const struct tn_none *in, struct tn_text *out)
{
    const struct tn_http_field query[] = { { "type", "title" } };
    const struct tn_http_options options = {
        .query = query,
        .query_count = TN_COUNT(query),
        .any_content_type = true, /* fish-text.ru calls its JSON text/html */
    };
    const char *url = tn_req_setting(req, "upstream").ptr;
    struct tn_http_response *response = NULL;
    struct tn_error error = { 0 };
    struct Phrase phrase;
    int rc =
        tn_http_get(tn_req_worker_state(req), url, &options, &response, &error);

    (void)in;
    if (rc == 0)
        rc = tn_http_response_decode(response, &Phrase_model, &phrase, &error);
    if (rc == 0)
        out->text = tn_req_dup(req, phrase.text);
    if (rc == 0 && !out->text.ptr)
        rc = TN_ENOMEM;
    tn_http_response_free(response);
    return rc ? refuse(req, rc, &error) : 0;
}

/* -- Upper case ------------------------------------------------------------ */

/* A file of the docs page has an ETag, and stays as it is. */
static bool is_phrase(const struct tn_res *res)
{
    const char *type = tn_res_content_type(res).ptr;

    return tn_res_status(res) == 200 && !tn_res_header(res, "ETag").ptr &&
           type && strncmp(type, "text/plain", strlen("text/plain")) == 0;
}

/* As Python's str.upper(): all scripts, and the German sharp s becomes SS. */
static int make_upper(struct tn_req *req, struct tn_res *res)
{
    struct tn_str body = tn_res_body(res);
    uint8_t *upper;
    size_t size;
    int rc;

    (void)req;
    if (!is_phrase(res))
        return 0;
    upper = u8_toupper((const uint8_t *)body.ptr, body.len, NULL, NULL, NULL,
                       &size);
    if (!upper)
        return errno == ENOMEM ? TN_ENOMEM : TN_EUTF8;
    rc = tn_res_set_body(res, (const char *)upper, size);
    free(upper);
    return rc;
}

/* -- The API --------------------------------------------------------------- */

static const struct tn_route routes[] = {
    { .method = TN_GET,
      .path = "/",
      .op = &get_phrase_op,
      .description = "A phrase of the upstream, in upper case." },
};

static const tn_response_hook_fn hooks[] = { make_upper, NULL };

static const struct tn_lifespan lifespan = {
    .worker_startup = open_session,
    .worker_shutdown = close_session,
};

static const struct tn_setting settings[] = {
    { .name = "upstream",
      .type = TN_SETTING_URL,
      .fallback = "https://fish-text.ru/get",
      .help = "where the phrases come from" },
    { .name = "upstream-timeout",
      .type = TN_SETTING_TIME,
      .fallback = "10s",
      .help = "longest time for it to answer" },
};

int main(int argc, char **argv)
{
    const struct tn_api api = {
        .title = "Phrases",
        .version = "0.1.0",
        .routes = routes,
        .route_count = TN_COUNT(routes),
        .response_hooks = hooks,
        .lifespan = &lifespan,
        .settings = settings,
        .setting_count = TN_COUNT(settings),
    };

    return tn_main(argc, argv, &api);
}
