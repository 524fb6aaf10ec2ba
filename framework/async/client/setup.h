/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_CLIENT_SETUP_H
#define TN__ASYNC_CLIENT_SETUP_H

#include <curl/curl.h>
#include <stdbool.h>

struct tn_http_response;

/* Puts the header fields of the request into its transfer: its own, those of
 * the session that it does not have, and what follows from the body. Returns
 * whether memory sufficed. */
bool tn__setup_fields(struct tn_http_response *response);

/* Sets all that differs from transfer to transfer. Returns 0 or TN_ENOMEM. */
int tn__setup_handle(struct tn_http_response *response, CURL *curl);

#endif
