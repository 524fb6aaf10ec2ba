/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__HTTP_ENDPOINT_H
#define TN__HTTP_ENDPOINT_H

#include <stdbool.h>
#include <stddef.h>

#include <tenon/route.h>

#include "model/encode.h"
#include "schema/node.h"

/* A header field of an asset's answers, beside Content-Type, Content-Length,
 * Content-Encoding, ETag and Vary, which the server sets by itself. */
struct tn__asset_header {
    const char *name;
    const char *value;
};

/* A body that never changes: the OpenAPI document, the files of the docs page.
 */
struct tn__asset {
    const char *content_type;
    const char *data;
    size_t size;
    bool gzip;        /* data is gzip: sent as it is to who accepts it, inflated
                         for the others */
    const char *etag; /* with its quotes; NULL: none */
    /* Sent with every answer, a 304 too (Content-Security-Policy,
     * Cache-Control); ends with a NULL name; NULL: none. */
    const struct tn__asset_header *headers;
};

/* Where a request ends: an operation or an asset, resolved at start-up. */
struct tn__endpoint {
    enum tn_method method;
    const char *path;              /* with {parameters} */
    const struct tn_op *op;        /* NULL: an asset */
    const struct tn__node *input;  /* NULL: the operation takes no body */
    const struct tn__node *output; /* NULL: it gives none, or plain text */
    struct tn__exclude exclude;    /* left out of the output */
    bool excludes;                 /* something is */
    bool strict;                   /* the input is not coerced */
    int status;                    /* of success */
    bool is_blocking;              /* the handler runs in another thread */
    unsigned timeout_ms;           /* of the handler; 0: none of its own */
    const struct tn__asset *asset; /* where `op` is NULL */
};

/* Returns whether an operation's endpoint answers with struct tn_text. */
static inline bool tn__endpoint_is_text(const struct tn__endpoint *endpoint)
{
    return endpoint->op->output == &tn_text_model;
}

#endif
