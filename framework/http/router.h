/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__HTTP_ROUTER_H
#define TN__HTTP_ROUTER_H

#include <stddef.h>

#include <tenon/error.h>
#include <tenon/str.h>

#include "http/endpoint.h"

/*
 * A radix tree from raw paths to endpoints, immutable once built, shared by all
 * workers. It works on the path as sent (not percent-decoded), so that %2F is
 * no separator; static segments beat {parameters}, which beat {rest:path}.
 */
struct tn__router;

#define TN__ROUTER_PARAMS 16

struct tn__router_param {
    struct tn_str name;
    struct tn_str value; /* raw: not percent-decoded */
};

struct tn__match {
    const struct tn__endpoint *endpoint; /* NULL: none */
    /* Where the path matches and the method does not: what it allows,
     * "GET, HEAD"; NULL: no such path. */
    const char *allow;
    size_t param_count;
    struct tn__router_param params[TN__ROUTER_PARAMS];
};

/* Returns a router over the endpoints, which must outlive it; NULL with `error`
 * filled where a path is malformed or stands twice for one method (both are
 * named). Owned by the caller; free with tn__router_free(). */
struct tn__router *tn__router_new(const struct tn__endpoint *endpoints,
                                  size_t count,
                                  struct tn_error *error);
void tn__router_free(struct tn__router *router);

/* Finds the endpoint of a method and a raw path (no query). HEAD falls back to
 * GET. Fills `match`. */
void tn__router_match(const struct tn__router *router,
                      enum tn_method method,
                      struct tn_str path,
                      struct tn__match *match);

#endif
