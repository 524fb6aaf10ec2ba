/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/client/response.h"

#include <stdlib.h>

#include "base/list.h"

struct tn_http_response *tn__response_new(struct tn_session *session)
{
    struct tn_http_response *response = calloc(1, sizeof(*response));

    if (!response)
        return NULL;
    response->session = session;
    tn__session_ref(session);
    tn__arena_init(&response->arena, NULL, 1024, session->options.memory_limit);
    /* One more ends the text. */
    response->body.limit = session->options.body_limit + 1;
    tn__list_add(&session->under_way, response);
    return response;
}

void tn__response_reset(struct tn_http_response *response)
{
    struct tn__response_head *head = &response->head;

    *head = (struct tn__response_head){
        .fields = head->fields,
        .capacity = head->capacity,
    };
    tn__buf_reset(&response->body);
}

void tn_http_response_free(struct tn_http_response *response)
{
    if (!response)
        return;
    tn__transfer_settle(response);
    tn__buf_deinit(&response->body);
    tn__buf_deinit(&response->given);
    tn__buf_deinit(&response->request.json);
    tn__arena_deinit(&response->arena);
    tn__session_unref(response->session);
    free(response);
}

/* -- What it says ---------------------------------------------------------- */

int tn_http_response_status(const struct tn_http_response *response)
{
    return response->head.status;
}

int tn_http_response_raise(const struct tn_http_response *response,
                           struct tn_error *error)
{
    struct tn_str place = response->request.url.place;

    if (response->head.status < 400)
        return 0;
    return tn_error_set(error, TN_ESTATUS, "%s %.*s: answered with status %d",
                        response->request.method, TN__PLACE(place),
                        response->head.status);
}

struct tn_str tn_http_response_header(const struct tn_http_response *response,
                                      const char *name)
{
    const struct tn_http_field *field =
        tn__fields_find(response->head.fields, response->head.count, name);

    return tn_str_from(field ? field->value : NULL);
}

const struct tn_http_field *
tn_http_response_headers(const struct tn_http_response *response, size_t *count)
{
    *count = response->head.count;
    return response->head.fields;
}

struct tn_str
tn_http_response_content_type(const struct tn_http_response *response)
{
    return tn_http_response_header(response, "Content-Type");
}

struct tn_str tn_http_response_body(const struct tn_http_response *response)
{
    if (response->is_streamed || !response->body.size)
        return (struct tn_str){ "", 0 };
    return (struct tn_str){ response->body.data, response->body.size };
}

struct tn_str tn_http_response_url(const struct tn_http_response *response)
{
    return response->request.url.text;
}

unsigned
tn_http_response_redirect_count(const struct tn_http_response *response)
{
    return response->redirect_count;
}
