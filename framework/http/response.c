/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/response.h"

#include <strings.h>

#include "base/log.h"
#include "format/header.h"
#include "http/request.h"
#include "http/server_state.h"

/* The response is the request's answer: a type of its own for hooks, so that a
 * handler cannot call what only a hook may. */
struct tn_res {
    struct tn_req *req;
};

/* -- Status and body ------------------------------------------------------- */

int tn_res_status(const struct tn_res *res)
{
    return res->req->answer.status;
}

int tn_res_set_status(struct tn_res *res, int status)
{
    if (status < 200 || status > 599)
        return TN_EINVALID;
    res->req->answer.status = status;
    return 0;
}

struct tn_str tn_res_body(const struct tn_res *res)
{
    const struct tn__answer *answer = &res->req->answer;

    return (struct tn_str){ answer->data, answer->size };
}

int tn_res_set_body(struct tn_res *res, const char *data, size_t size)
{
    struct tn__answer *answer = &res->req->answer;
    struct tn_str copy = tn__arena_copy(res->req->arena, data, size);

    if (!copy.ptr)
        return TN_ENOMEM;
    answer->data = copy.ptr;
    answer->size = copy.len;
    return 0;
}

struct tn_str tn_res_content_type(const struct tn_res *res)
{
    return tn_str_from(res->req->answer.content_type);
}

/* Returns the server's own text of a content type, NULL where it has none: by
 * that pointer server_reply.c knows what replies are kept for. */
static const char *known_type(const char *type)
{
    static const char *const known[] = { tn__content_json, tn__content_text };

    for (size_t i = 0; i < TN_COUNT(known); i++)
        if (strcmp(type, known[i]) == 0)
            return known[i];
    return NULL;
}

int tn_res_set_content_type(struct tn_res *res, const char *type)
{
    struct tn_str text = tn_str_from(type);
    const char *set = type ? known_type(type) : NULL;

    if (type && !set) {
        if (!text.len || !tn__header_is_value(text))
            return TN_EINVALID;
        set = tn__arena_copy(res->req->arena, text.ptr, text.len).ptr;
        if (!set)
            return TN_ENOMEM;
    }
    res->req->answer.content_type = set;
    return 0;
}

/* -- Header fields --------------------------------------------------------- */

struct tn_str tn_res_header(const struct tn_res *res, const char *name)
{
    const struct tn__answer_field *field = res->req->answer.fields;

    while (field && strcasecmp(field->name, name) != 0)
        field = field->next;
    return tn_str_from(field ? field->value : NULL);
}

/* Removes the fields of a name up to one, which stays; NULL: all. */
static void remove_fields(struct tn_req *req,
                          const char *name,
                          const struct tn__answer_field *kept)
{
    struct tn__answer_field **link = &req->answer.fields;

    while (*link) {
        if (*link != kept && strcasecmp((*link)->name, name) == 0)
            *link = (*link)->next;
        else
            link = &(*link)->next;
    }
}

int tn_res_add_header(struct tn_res *res, const char *name, const char *value)
{
    return tn_req_set_header(res->req, name, value);
}

int tn_res_set_header(struct tn_res *res, const char *name, const char *value)
{
    const struct tn__answer_field *last;
    int failure = tn_res_add_header(res, name, value);

    if (failure)
        return failure;
    last = res->req->answer.fields;
    while (last->next)
        last = last->next;
    remove_fields(res->req, name, last);
    return 0;
}

int tn_res_remove_header(struct tn_res *res, const char *name)
{
    if (!tn__req_may_set(name))
        return TN_EINVALID;
    remove_fields(res->req, name, NULL);
    return 0;
}

/* -- Running --------------------------------------------------------------- */

/* RFC 9110, sections 15.3.5 and 15.3.6. */
static bool is_without_content(int status)
{
    return status == 204 || status == 205;
}

bool tn__response_prepare(struct tn_req *req)
{
    const tn_response_hook_fn *hooks = req->server->options.response_hooks;
    struct tn__answer *answer = &req->answer;
    struct tn_res res = { req };
    size_t count = 0;
    int failure = 0;

    while (hooks[count] && !failure)
        failure = hooks[count++](req, &res);
    if (failure) {
        tn__req_log(req, TN__LOG_ERROR, "response hook %zu failed: %s (%d)",
                    count, tn_error_text(failure), failure);
        answer->fields = NULL;
        tn__req_refuse(req, 500, "Internal Server Error");
    } else if (is_without_content(answer->status)) {
        answer->content_type = answer->data = NULL;
        answer->size = 0;
    }
    return !failure;
}
