/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_CLIENT_AGAIN_H
#define TN__ASYNC_CLIENT_AGAIN_H

#include <stdbool.h>
#include <stdint.h>

#include <tenon/error.h>

struct tn_http_response;

/* What follows a transfer that has ended: another try, or a redirect. */

/* Returns whether to try again for the `tries`-th time (from 0), and after
 * which pause. */
bool tn__again_wants_retry(const struct tn_http_response *response,
                           unsigned tries,
                           uint64_t *pause_ms);

/* Makes the request that the redirect asks for. Returns 0; TN_ELIMIT past the
 * session's limit, TN_EHTTP, TN_EUSAGE, TN_ENOMEM with `error` filled. */
int tn__again_redirect(struct tn_http_response *response,
                       struct tn_error *error);

#endif
