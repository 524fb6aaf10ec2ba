/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_CLIENT_ERROR_H
#define TN__ASYNC_CLIENT_ERROR_H

#include <curl/curl.h>
#include <stdbool.h>

#include <tenon/error.h>

struct tn_http_response;

/* Returns the code of a transfer that has ended: 0, or TN_E... */
int tn__client_code(CURLcode result);

/* Returns whether the request may be sent again after a result: what broke is
 * not the request's fault, and may not break again. */
bool tn__client_may_retry(CURLcode result);

/* Tells a failure: which request, what, and how to mend it. Returns `code`. */
int tn__client_tell(const struct tn_http_response *response,
                    int code,
                    struct tn_error *error);

#endif
