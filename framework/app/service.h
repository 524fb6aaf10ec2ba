/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__APP_SERVICE_H
#define TN__APP_SERVICE_H

#include <stddef.h>

#include <tenon/api.h>
#include <tenon/error.h>

#include "base/arena.h"
#include "http/endpoint.h"
#include "http/router.h"
#include "model/registry.h"

/*
 * An API made ready: models compiled, routes checked and resolved, the OpenAPI
 * document written, the router built. Immutable once open; all workers share
 * it.
 */
struct tn__service {
    const struct tn_api *api;
    struct tn__arena arena; /* owns the endpoints and assets */
    struct tn__registry *registry;
    struct tn__router *router;
    /* Those of api->routes first, in their order, then the built-in ones. */
    const struct tn__endpoint *endpoints;
    size_t endpoint_count;
};

/*
 * Makes a service of an API, which must outlive it. Returns 0; TN_EINVALID for
 * a route that cannot work, TN_ESCHEMA for a model that does not compile, or
 * TN_ENOMEM, with `error` filled. To be closed in either case.
 */
int tn__service_open(struct tn__service *service,
                     const struct tn_api *api,
                     struct tn_error *error);

/* A zeroed service is fine. */
void tn__service_close(struct tn__service *service);

#endif
