/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__HTTP_ENDPOINT_H
#define TN__HTTP_ENDPOINT_H

#include <stdbool.h>
#include <stddef.h>

#include <tenon/route.h>

#include "schema/node.h"

/* A body that never changes: the OpenAPI document, the files of the docs page.
 */
struct tn__asset {
    const char *content_type;
    const char *data;
    size_t size;
    bool gzip;        /* data is gzip: sent as it is to who accepts it, inflated
                         for the others */
    const char *etag; /* with its quotes; NULL: none */
};

/* Where a request ends: an operation or an asset, resolved at start-up. */
struct tn__endpoint {
    enum tn_method method;
    const char *path;              /* with {parameters} */
    const struct tn_op *op;        /* NULL: an asset */
    const struct tn__node *input;  /* NULL: the operation takes no body */
    const struct tn__node *output; /* NULL: it gives none */
    int status;                    /* of success */
    const struct tn__asset *asset; /* where `op` is NULL */
};

#endif
