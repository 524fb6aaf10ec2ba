/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_CLIENT_TIME_H
#define TN__ASYNC_CLIENT_TIME_H

struct tn_http_response;

/* Starts the times of a request: that of all, and that between two pieces.
 * libcurl has that of connections. Returns 0 or TN_ENOMEM. */
int tn__times_start(struct tn_http_response *response);

#endif
