/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_CLIENT_PREPARE_H
#define TN__ASYNC_CLIENT_PREPARE_H

#include <tenon/client.h>

/* Makes a request of what the caller said, and checks it; suspends where a file
 * is opened. Returns 0; TN_EUSAGE and others with `error` filled. */
int tn__request_prepare(struct tn_http_response *response,
                        const char *url,
                        const struct tn_http_options *options,
                        struct tn_error *error);

#endif
