/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__OPENAPI_DOCS_H
#define TN__OPENAPI_DOCS_H

#include <stddef.h>

#include <tenon/api.h>

#include "base/arena.h"
#include "http/endpoint.h"

/*
 * The docs page: Swagger UI, embedded in the program, compressed. No request
 * leaves for another host.
 *
 * Returns the endpoints (assets) of the page at api->docs_path, in the arena,
 * and their number; NULL when memory is short.
 */
const struct tn__endpoint *tn__docs_endpoints(const struct tn_api *api,
                                              struct tn__arena *arena,
                                              size_t *count);

#endif
