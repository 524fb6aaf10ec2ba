/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/dispatch.h"

#include "base/log.h"
#include "http/server_field.h"
#include "http/server_state.h"
#include "model/contract.h"
#include "model/decode.h"
#include "model/dynamic.h"
#include "model/encode.h"
#include "model/layout.h"
#include "json/media_type.h"
#include "json/reader.h"

#define TEXT(number)   TEXT_OF(number)
#define TEXT_OF(token) #token

/* -- Decoding -------------------------------------------------------------- */

static void answer_issues(struct tn_req *req, const struct tn__issues *issues)
{
    tn__buf_reset(&req->out);
    tn__issues_write(issues, &req->out);
    if (issues->failed || req->out.failed) {
        tn__dispatch_no_memory(req);
        return;
    }
    req->answer.status = 422;
    req->answer.content_type = tn__content_json;
    req->answer.data = req->out.data;
    req->answer.size = req->out.size;
}

static void answer_undecoded(struct tn_req *req,
                             int failure,
                             const struct tn__issues *issues)
{
    switch (failure) {
    case TN_EINVALID:
        answer_issues(req, issues);
        break;
    case TN_EDEPTH:
        tn__req_refuse(
            req, 400,
            "The body is nested deeper than " TEXT(TN__JSON_DEPTH) " levels");
        break;
    case TN_ENOMEM:
        tn__dispatch_no_memory(req);
        break;
    default:
        tn__req_refuse(req, 400, "There was an error parsing the body");
        break;
    }
}

/* What a handler without generated structs gets: the tree. */
static int
make_dynamic(struct tn_req *req, const struct tn__node *node, void **in)
{
    const struct tn_value *tree = tn__dynamic_tree(req->arena, node, *in);
    const struct tn_value **holder =
        tn__arena_alloc(req->arena, sizeof(*holder));

    if (!tree || !holder)
        return TN_ENOMEM;
    *holder = tree;
    *in = holder;
    return 0;
}

/* Returns the input struct, NULL where the answer is given already. */
static void *decode_input(struct tn_req *req, const struct tn__node *node)
{
    struct tn__issues issues = { 0 };
    const struct tn__decode_options options = {
        .issues = &issues,
        .strict = req->server->options.strict || req->match.endpoint->strict,
        .issue_limit = req->server->options.error_limit,
        .matcher = req->server->matcher,
    };
    const struct tn__body body = {
        .text = req->body,
        .size = req->body_size,
        .is_json =
            tn__json_is_media_type(req->head.values[TN__FIELD_CONTENT_TYPE]),
    };
    void *in = tn__arena_alloc(req->arena, tn__layout_form_size(node));
    int failure =
        in ? tn__decode_body(req->arena, node, &body, &options, in) : TN_ENOMEM;

    if (!failure && req->match.endpoint->op->input->is_dynamic)
        failure = make_dynamic(req, node, &in);
    if (!failure)
        return in;
    answer_undecoded(req, failure, &issues);
    return NULL;
}

/* -- Running --------------------------------------------------------------- */

static void log_failure(struct tn_req *req,
                        const char *what,
                        int failure,
                        const struct tn_error *error)
{
    tn__req_log(req, TN__LOG_ERROR, "%s%s failed: %s (%d)%s%s%s%s", what,
                req->match.endpoint->op->name, tn_error_text(failure), failure,
                error->pointer[0] ? " at " : "", error->pointer,
                error->message[0] ? ": " : "", error->message);
}

void tn__operation_log(struct tn_req *req, const char *what, int failure)
{
    static const struct tn_error nothing;

    log_failure(req, what, failure, &nothing);
}

/* A handler's own failures are the server's, but for the memory ceiling, which
 * the client's input has reached. */
static void
answer_failed(struct tn_req *req, int failure, const struct tn_error *error)
{
    if (failure == TN_EFAILED && req->answer.status)
        return;
    if (failure == TN_ENOMEM) {
        tn__dispatch_no_memory(req);
        return;
    }
    log_failure(req, "", failure, error);
    tn__req_refuse(req, 500, "Internal Server Error");
}

static struct tn__contract contract_of(struct tn_req *req,
                                       struct tn_error *error)
{
    return (struct tn__contract){
        .arena = req->arena,
        .node = req->match.endpoint->output,
        .matcher = req->server->matcher,
        .error = error,
    };
}

/* Writes the output, and holds it against its schema where that is wanted: all
 * of it, whatever is left out of the answer. */
static int
encode_checked(struct tn_req *req, const void *out, struct tn_error *error)
{
    const struct tn__endpoint *endpoint = req->match.endpoint;
    const struct tn__encode_options options = { &endpoint->exclude, error };
    const struct tn__contract contract = contract_of(req, error);
    bool is_checked = req->server->options.check_responses;
    int rc = 0;

    tn__buf_reset(&req->out);
    if (is_checked || !endpoint->excludes)
        rc = tn__encode(&req->out, req->arena, endpoint->output, out, error);
    if (rc == 0 && is_checked)
        rc = tn__contract_check(
            &contract, (struct tn_str){ req->out.data, req->out.size });
    if (rc != 0 || !endpoint->excludes)
        return rc;
    tn__buf_reset(&req->out);
    return tn__encode_some(&req->out, req->arena, endpoint->output, out,
                           &options);
}

/* The tree that a handler without generated structs gives, as a struct. */
static int
form_of_tree(struct tn_req *req, const void **out, struct tn_error *error)
{
    const struct tn__contract contract = contract_of(req, error);
    const struct tn_value *value;
    void *form =
        tn__arena_alloc(req->arena, tn__layout_form_size(contract.node));

    memcpy(&value, *out, sizeof(value));
    *out = form;
    if (!form)
        return TN_ENOMEM;
    if (!value)
        return tn_error_set(error, TN_EINVALID, "the handler set no value");
    return tn__contract_decode(&contract, value, form);
}

static int encode(struct tn_req *req, const void *out, struct tn_error *error)
{
    int rc = 0;

    if (tn__endpoint_is_text(req->match.endpoint))
        return tn__text_write(req, out, error);
    if (req->match.endpoint->op->output->is_dynamic)
        rc = form_of_tree(req, &out, error);
    return rc ? rc : encode_checked(req, out, error);
}

int tn__operation_encode(struct tn_req *req, const void *out)
{
    struct tn_error error = { 0 };
    int rc = encode(req, out, &error);

    if (rc)
        log_failure(req, "an item of ", rc, &error);
    return rc;
}

static void encode_output(struct tn_req *req, const void *out)
{
    const struct tn__endpoint *endpoint = req->match.endpoint;
    struct tn_error error; /* a kilobyte, of which only this is read */
    int failure;

    error.code = 0;
    error.pointer[0] = error.message[0] = '\0';
    failure = encode(req, out, &error);
    if (failure) {
        answer_failed(req, failure, &error);
        return;
    }
    req->answer.status = endpoint->status;
    req->answer.content_type =
        tn__endpoint_is_text(endpoint) ? tn__content_text : tn__content_json;
    req->answer.data = req->out.data;
    req->answer.size = req->out.size;
}

void tn__operation_begin(struct tn_req *req)
{
    static const struct tn_none none;
    const struct tn__endpoint *endpoint = req->match.endpoint;
    const void *in = &none;
    void *out;

    if (endpoint->input)
        in = decode_input(req, endpoint->input);
    if (!in)
        return;
    out = tn__arena_zalloc(req->arena, endpoint->op->output->size);
    if (out && endpoint->is_blocking && tn__req_keep_fields(req))
        out = NULL;
    if (out)
        tn__handling_begin(req, in, out);
    else
        tn__dispatch_no_memory(req);
}

void tn__operation_end(struct tn_req *req)
{
    static const struct tn_error nothing;
    const struct tn__endpoint *endpoint = req->match.endpoint;
    int failure = req->handling.task.result;

    if (failure)
        answer_failed(req, failure, &nothing);
    else if (endpoint->output || tn__endpoint_is_text(endpoint))
        encode_output(req, req->handling.out);
    else
        req->answer = (struct tn__answer){
            .status = endpoint->status,
            .fields = req->answer.fields,
        };
}
