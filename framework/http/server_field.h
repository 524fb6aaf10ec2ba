/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__HTTP_SERVER_FIELD_H
#define TN__HTTP_SERVER_FIELD_H

#include <tenon/str.h>

#include "http/request.h"

/*
 * The library takes every cookie apart into records in the connection's memory,
 * and answers twice where they do not fit. It reads the first Cookie field
 * only, so an empty one before all others leaves it nothing to do: this is its
 * value, by whose address it is known.
 */
extern const char tn__hidden_cookie[];

/* A header field that was copied, for who may not ask the library. */
struct tn__copied_field {
    struct tn_str name;
    struct tn_str value;
    struct tn__copied_field *next;
};

/* Copies the header fields of a request into its memory: from then on
 * tn__req_field() asks these. Returns 0 or TN_ENOMEM. */
int tn__req_copy_fields(struct tn_req *req);

/* Returns the first field of this name as it was sent; zeroed when absent, or
 * when the connection is done with the request. */
struct tn_str tn__req_field(const struct tn_req *req, struct tn_str name);

#endif
