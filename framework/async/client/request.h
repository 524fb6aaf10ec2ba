/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_CLIENT_REQUEST_H
#define TN__ASYNC_CLIENT_REQUEST_H

#include <tenon/client.h>

#include "async/client/field.h"
#include "async/client/upload.h"
#include "async/client/url.h"
#include "base/buf.h"

/* What is sent, from one transfer to the next: redirects change it. */
struct tn__request {
    const struct tn_http_options *options; /* the caller's */
    const char *method;
    struct tn__target_url url;
    struct tn_http_timeouts timeouts;
    struct tn_http_retry retry;
    const char *username; /* NULL: none */
    const char *password;
    bool has_body;
    bool is_elsewhere;   /* redirected: what is confidential stays behind */
    struct tn_str body;  /* where it is no upload */
    struct tn__buf json; /* which the body may be */
    struct tn__upload upload; /* `next` NULL: none */
    const char *content_type; /* NULL: none */
};

/* A view of a URL for "%.*s" in a message, cut. */
#define TN__PLACE(place)                                                       \
    (int)((place).len < 200 ? (place).len : 200), (place).ptr

#endif
