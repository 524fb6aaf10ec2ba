/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/client/prepare.h"

#include "async/client/response.h"
#include "format/header.h"
#include "model/contract.h"
#include "model/encode.h"
#include "model/layout.h"

/* -- The body -------------------------------------------------------------- */

/* The tree that a struct without generated members holds, as its model's form.
 */
static int form_of_tree(const struct tn__contract *contract,
                        const void *json,
                        const void **form)
{
    const struct tn_value *value;
    void *made =
        tn__arena_alloc(contract->arena, tn__layout_form_size(contract->node));

    memcpy(&value, json, sizeof(value));
    *form = made;
    if (!made)
        return TN_ENOMEM;
    if (!value)
        return tn_error_set(contract->error, TN_EUSAGE,
                            "the request's value is NULL");
    return tn__contract_decode(contract, value, made);
}

static int encode_json(struct tn_http_response *response,
                       const struct tn_http_options *options,
                       struct tn_error *error)
{
    struct tn_session *session = response->session;
    struct tn__request *request = &response->request;
    const struct tn_model *model = options->json_model;
    struct tn_error schema_error = { 0 };
    const struct tn__contract contract = {
        .arena = &response->arena,
        .node = tn__session_node(session, model, &schema_error),
        .matcher = session->matcher,
        .error = error,
    };
    const void *form = options->json;
    int rc = 0;

    if (!contract.node)
        return tn_error_set(error, schema_error.code, "%s",
                            schema_error.message);
    request->json.limit = session->options.memory_limit;
    if (model->is_dynamic)
        rc = form_of_tree(&contract, options->json, &form);
    if (rc == 0)
        rc = tn__encode(&request->json, &response->arena, contract.node, form,
                        error);
    request->body = (struct tn_str){ request->json.data, request->json.size };
    return rc;
}

static int open_upload(struct tn_http_response *response,
                       const struct tn_http_options *options,
                       struct tn_error *error)
{
    struct tn__upload *upload = &response->request.upload;
    int rc;

    if (options->body_next) {
        upload->next = options->body_next;
        upload->user = options->user;
        upload->size = options->body_size ? options->body_size : UINT64_MAX;
        return 0;
    }
    rc = tn__upload_open(upload, options->body_file);
    return rc ? tn_error_set(error, rc, "the file %.200s: %s",
                             options->body_file, tn_error_text(rc))
              : 0;
}

static int take_body(struct tn_http_response *response,
                     const struct tn_http_options *options,
                     struct tn_error *error)
{
    struct tn__request *request = &response->request;
    int kinds = (options->body.ptr != NULL) + (options->json != NULL) +
                (options->body_file != NULL) + (options->body_next != NULL);

    request->content_type = options->content_type;
    if (kinds > 1)
        return tn_error_set(error, TN_EUSAGE, "the request has several bodies");
    request->has_body = kinds == 1;
    if (options->body_file || options->body_next)
        return open_upload(response, options, error);
    request->body = options->body;
    if (!options->json)
        return 0;
    if (!options->json_model)
        return tn_error_set(error, TN_EUSAGE, "json_model is missing");
    if (!request->content_type)
        request->content_type = "application/json";
    return encode_json(response, options, error);
}

/* -- The rest -------------------------------------------------------------- */

static uint64_t time_or(uint64_t ms, uint64_t inherited)
{
    return ms ? ms : inherited;
}

static void take_times(struct tn_http_response *response,
                       const struct tn_http_options *options)
{
    const struct tn_session_options *session = &response->session->options;
    const struct tn_http_timeouts *inherited = &session->timeouts;
    struct tn__request *request = &response->request;

    request->timeouts = (struct tn_http_timeouts){
        time_or(options->timeouts.total_ms, inherited->total_ms),
        time_or(options->timeouts.connect_ms, inherited->connect_ms),
        time_or(options->timeouts.read_ms, inherited->read_ms),
    };
    request->retry = options->retry.count ? options->retry : session->retry;
    request->retry.first_ms =
        time_or(request->retry.first_ms, session->retry.first_ms);
    request->retry.most_ms =
        time_or(request->retry.most_ms, session->retry.most_ms);
    if (options->without_retry)
        request->retry.count = 0;
}

static int check(const struct tn__request *request, struct tn_error *error)
{
    const struct tn_http_options *options = request->options;

    if (!tn__header_is_token(tn_str_from(request->method)) ||
        strcmp(request->method, "CONNECT") == 0)
        return tn_error_set(error, TN_EUSAGE,
                            "the method is none that can be sent");
    if (options->content_type &&
        !tn__header_is_value(tn_str_from(options->content_type)))
        return tn_error_set(error, TN_EUSAGE,
                            "content_type holds a control character");
    return tn__fields_check(options->headers, options->header_count, error);
}

/* A request that says who asks wins over its URL. */
static void take_credentials(struct tn__request *request)
{
    const struct tn_http_options *options = request->options;

    request->username = request->url.username.ptr;
    request->password = request->url.password.ptr;
    if (options->username) {
        request->username = options->username;
        request->password = options->password ? options->password : "";
    }
}

/* Methods whose meaning asks for a body are sent with one, though it be empty
 * (RFC 9110, section 8.6). */
static bool wants_body(const char *method)
{
    return strcmp(method, "POST") == 0 || strcmp(method, "PUT") == 0 ||
           strcmp(method, "PATCH") == 0;
}

static int prepare(struct tn_http_response *response,
                   const char *url,
                   const struct tn_http_options *options,
                   struct tn_error *error)
{
    struct tn__request *request = &response->request;
    struct tn__arena *arena = &response->arena;
    int rc;

    request->options = options;
    request->method = options->method ? options->method : "GET";
    take_times(response, options);
    rc = check(request, error);
    if (rc == 0)
        rc = tn__target_url_parse(&request->url, arena, url, error);
    if (rc == 0)
        rc = tn__target_url_add_query(&request->url, arena, options->query,
                                      options->query_count, error);
    if (rc)
        return rc;
    take_credentials(request);
    rc = take_body(response, options, error);
    if (!request->has_body && wants_body(request->method)) {
        request->has_body = true;
        request->body = (struct tn_str){ "", 0 };
    }
    return rc;
}

int tn__request_prepare(struct tn_http_response *response,
                        const char *url,
                        const struct tn_http_options *options,
                        struct tn_error *error)
{
    int rc = prepare(response, url, options, error);

    return rc ? tn_error_set(error, rc, "%s", tn_error_text(rc)) : 0;
}
