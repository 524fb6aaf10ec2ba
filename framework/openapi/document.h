/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__OPENAPI_DOCUMENT_H
#define TN__OPENAPI_DOCUMENT_H

#include <tenon/api.h>

#include "base/buf.h"
#include "http/endpoint.h"

/*
 * The OpenAPI 3.1 document of an API, as FastAPI writes it: operationId
 * "create_item_add_post", summary "Create Item", a 422 wherever something is
 * validated, models under components/schemas sorted by name.
 *
 * `endpoints` are those of api->routes, in their order, resolved. `indent` 0
 * is compact, as FastAPI serves it. Returns 0, or with `error` filled
 * TN_EINVALID (two models of one name that differ), TN_ELIMIT (a schema without
 * a name contains itself), TN_ENOMEM.
 */
int tn__openapi_write(const struct tn_api *api,
                      const struct tn__endpoint *endpoints,
                      unsigned indent,
                      struct tn__buf *buf,
                      struct tn_error *error);

#endif
