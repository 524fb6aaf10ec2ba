/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__HTTP_RESPONSE_H
#define TN__HTTP_RESPONSE_H

#include <stdbool.h>

#include <tenon/response.h>

/* Lets the hooks of the server's options, which must be there, see and change
 * req->answer: once, right before it is sent. Returns whether none failed; it
 * is a 500 otherwise. */
bool tn__response_prepare(struct tn_req *req);

#endif
