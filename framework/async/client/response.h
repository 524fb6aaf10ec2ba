/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_CLIENT_RESPONSE_H
#define TN__ASYNC_CLIENT_RESPONSE_H

#include <tenon/client.h>

#include "async/client/head.h"
#include "async/client/request.h"
#include "async/client/session.h"
#include "async/client/transfer.h"
#include "base/arena.h"
#include "base/buf.h"

/* A request and its answer: the request's part and the transfer are there until
 * it is settled, the answer until it is freed. */
struct tn_http_response {
    struct tn_session *session;
    struct tn_http_response *next;  /* in session->open */
    struct tn_http_response **link; /* NULL: settled */
    struct tn__arena arena;
    struct tn__request request;
    struct tn__transfer transfer;
    struct tn__response_head head;
    struct tn__buf body;  /* all of it, or what of it was not given out yet */
    struct tn__buf given; /* the piece that was */
    struct tn_str issues;
    unsigned redirect_count;
    bool is_streamed;
    bool takes_any_type;
};

/* Returns the beginning of one; NULL when memory is short. Owned by the caller;
 * free with tn_http_response_free(). */
struct tn_http_response *tn__response_new(struct tn_session *session);

/* Forgets the answer, for the next transfer. */
void tn__response_reset(struct tn_http_response *response);

#endif
