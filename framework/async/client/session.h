/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_CLIENT_SESSION_H
#define TN__ASYNC_CLIENT_SESSION_H

#include <tenon/client.h>

#include "async/client/limit.h"
#include "async/client/multi.h"
#include "async/open.h"
#include "base/arena.h"
#include "model/registry.h"
#include "schema/pattern.h"

struct tn_loop;

/* One of libcurl's easy handles, kept for the next transfer when its own has
 * ended: all that does not differ from transfer to transfer is set once. */
struct tn__handle {
    CURL *curl;
    struct tn__handle *next;           /* among the unused */
    struct tn_http_response *response; /* whose transfer it carries */
    char message[CURL_ERROR_SIZE];
};

struct tn_session {
    struct tn_loop *loop; /* NULL: closed */
    struct tn__open open;
    size_t ref_count;                  /* whoever made it, and each answer */
    struct tn__arena arena;            /* of the texts in the options */
    struct tn_session_options options; /* with the defaults filled in */
    struct tn__multi multi;
    struct tn__limiter limiter;
    struct tn__handle *handles; /* unused */
    size_t handle_count;        /* of them */
    struct tn_http_response *under_way;
    struct tn__registry *registry; /* NULL: no model was asked for yet */
    struct tn__matcher *matcher;
};

/* Returns the session of the running loop, made at the first call; NULL with
 * `error` filled. Borrowed from the loop. */
struct tn_session *tn__session_default(struct tn_error *error);

/* Keeps the session's memory, and gives that up. */
void tn__session_ref(struct tn_session *session);
void tn__session_unref(struct tn_session *session);

/* Returns a handle for a transfer; NULL when memory is short. */
struct tn__handle *tn__handle_take(struct tn_session *session);

/* Takes back a handle that is in no multi. */
void tn__handle_give(struct tn_session *session, struct tn__handle *handle);

/* Returns the node of a model, compiled at the first call; NULL with `error`
 * filled. */
struct tn__node *tn__session_node(struct tn_session *session,
                                  const struct tn_model *model,
                                  struct tn_error *error);

#endif
