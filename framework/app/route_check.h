/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__APP_ROUTE_CHECK_H
#define TN__APP_ROUTE_CHECK_H

#include <tenon/api.h>
#include <tenon/error.h>

/*
 * What the compiler cannot see in a table of routes: a missing operation, a
 * path that begins with no slash, input where a method brings no body. Paths
 * that are malformed or stand twice are the router's to find.
 *
 * Returns 0, or TN_EINVALID with `error` filled ("GET /items: ...").
 */
int tn__route_check(const struct tn_api *api, struct tn_error *error);

/* Returns a method's text, "POST"; "?" for none. */
const char *tn__route_method_text(enum tn_method method);

#endif
