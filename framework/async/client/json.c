/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdio.h>

#include "async/client/error.h"
#include "async/client/response.h"
#include "model/decode.h"
#include "model/dynamic.h"
#include "model/layout.h"
#include "json/media_type.h"
#include "json/reader.h"

/* -- What is common -------------------------------------------------------- */

static int tell(const struct tn_http_response *response,
                struct tn_error *error,
                int code,
                const char *what)
{
    return tn_error_set(error, code, "%s %.*s: %s", response->request.method,
                        TN__PLACE(response->request.url.place), what);
}

static int check(const struct tn_http_response *response,
                 struct tn_error *error)
{
    struct tn_str type = tn_http_response_content_type(response);
    char what[160];

    if (response->is_streamed)
        return tell(response, error, TN_EUSAGE,
                    "a streamed answer cannot be decoded");
    if (response->takes_any_type || tn__json_is_media_type(type))
        return 0;
    snprintf(what, sizeof(what), "the answer is %.100s, not JSON", type.ptr);
    return tell(response, error, TN_EJSON, what);
}

/* A copy of the body that the reader may change. */
static char *copy_body(struct tn_http_response *response)
{
    struct tn_str body = tn_http_response_body(response);
    char *copy = tn__arena_alloc(&response->arena, body.len + TN__JSON_PADDING);

    return copy ? memcpy(copy, body.ptr, body.len) : NULL;
}

/* -- Trees ----------------------------------------------------------------- */

int tn_http_response_json(struct tn_http_response *response,
                          const struct tn_value **value,
                          struct tn_error *error)
{
    struct tn_str body = tn_http_response_body(response);
    struct tn__json_error fault = { .fault = TN__JSON_NONE };
    char what[160];
    char *text;
    int rc = check(response, error);

    if (rc)
        return rc;
    text = copy_body(response);
    rc = text
             ? tn__json_read(&response->arena, text, body.len, 0, value, &fault)
             : TN_ENOMEM;
    if (rc != TN_EJSON)
        return rc ? tell(response, error, rc, tn_error_text(rc)) : 0;
    snprintf(what, sizeof(what), "the answer is no JSON: %s at byte %zu",
             tn__json_fault_text(fault.fault), fault.byte);
    return tell(response, error, rc, what);
}

/* -- Structs --------------------------------------------------------------- */

/* Keeps all issues as text, and tells the first. */
static int tell_issues(struct tn_http_response *response,
                       const struct tn__issues *issues,
                       const struct tn_model *model,
                       struct tn_error *error)
{
    const struct tn__issue *first = issues->first;
    struct tn__buf text = { .limit = response->session->options.memory_limit };
    struct tn__buf what = { .limit = 4096 };
    int rc = first->kind == TN__ISSUE_JSON_INVALID ? TN_EJSON : TN_EINVALID;

    tn__issues_write(issues, &text);
    tn__issue_message(first, &what);
    if (text.failed || issues->failed)
        rc = TN_ENOMEM;
    else
        response->issues =
            tn__arena_copy(&response->arena, text.data, text.size);
    if (error && !error->code) {
        tn_error_set(error, rc, "%s %.*s: the answer is no %s: %.*s",
                     response->request.method,
                     TN__PLACE(response->request.url.place), model->name,
                     (int)what.size, what.size ? what.data : "");
        tn__issue_pointer(first, error->pointer, sizeof(error->pointer));
    }
    tn__buf_deinit(&text);
    tn__buf_deinit(&what);
    return response->issues.ptr ? rc : TN_ENOMEM;
}

/* Gives the tree to a struct without generated members. */
static int give_tree(struct tn_http_response *response,
                     const struct tn__node *node,
                     const void *form,
                     void *out)
{
    const struct tn_value *tree =
        tn__dynamic_tree(&response->arena, node, form);

    if (!tree)
        return TN_ENOMEM;
    memcpy(out, &tree, sizeof(tree));
    return 0;
}

static int decode(struct tn_http_response *response,
                  const struct tn_model *model,
                  const struct tn__node *node,
                  void *out,
                  struct tn_error *error)
{
    struct tn__issues issues = { 0 };
    const struct tn__decode_options options = {
        .issues = &issues,
        .matcher = response->session->matcher,
    };
    const struct tn__body body = {
        .text = copy_body(response),
        .size = response->body.size,
        .is_json = true,
    };
    size_t size = tn__layout_form_size(node);
    void *form = tn__arena_alloc(&response->arena, size);
    int rc = body.text && form ? tn__decode_body(&response->arena, node, &body,
                                                 &options, form)
                               : TN_ENOMEM;

    if (rc == TN_EINVALID)
        return tell_issues(response, &issues, model, error);
    if (rc == 0 && model->is_dynamic)
        rc = give_tree(response, node, form, out);
    else if (rc == 0)
        memcpy(out, form, size);
    return rc ? tell(response, error, rc, tn_error_text(rc)) : 0;
}

int tn_http_response_decode(struct tn_http_response *response,
                            const struct tn_model *model,
                            void *out,
                            struct tn_error *error)
{
    struct tn_error cause = { 0 };
    const struct tn__node *node;
    int rc = tn_http_response_raise(response, error);

    if (rc == 0)
        rc = check(response, error);
    if (rc)
        return rc;
    node = tn__session_node(response->session, model, &cause);
    if (!node) {
        if (error && !error->code)
            *error = cause;
        return cause.code;
    }
    return decode(response, model, node, out, error);
}

struct tn_str tn_http_response_issues(const struct tn_http_response *response)
{
    return response->issues;
}
