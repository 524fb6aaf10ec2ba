/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TESTS_SERVER_OPERATIONS_H
#define TESTS_SERVER_OPERATIONS_H

#include <stddef.h>

#include <tenon/error.h>
#include <tenon/response.h>

#include "http/endpoint.h"
#include "model/registry.h"

/* Returns the endpoints of the test server, and their number; NULL with `error`
 * filled. */
const struct tn__endpoint *operations_resolve(struct tn__registry *registry,
                                              size_t *count,
                                              struct tn_error *error);

/* Hooks that look at each response and change nothing. */
extern const tn_response_hook_fn operations_hooks[];

#endif
