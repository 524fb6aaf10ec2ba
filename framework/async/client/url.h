/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_CLIENT_URL_H
#define TN__ASYNC_CLIENT_URL_H

#include <stdbool.h>

#include <tenon/client.h>

#include "base/arena.h"

/*
 * Where a request goes: an http or https URL as the URL Standard normalises it,
 * so that libcurl and a check of its host read the same thing. Credentials are
 * taken out of it, the fragment is dropped. All lies in the arena.
 */
struct tn__target_url {
    struct tn_str text;     /* NUL-terminated */
    struct tn_str origin;   /* "http://host:port", at its beginning */
    struct tn_str place;    /* the same without the query: for messages */
    struct tn_str username; /* of the URL itself; ptr NULL: none */
    struct tn_str password;
};

/* Parses a URL and adds parameters to its query. Returns 0; TN_EUSAGE with
 * `error` filled; TN_ENOMEM. */
int tn__target_url_parse(struct tn__target_url *url,
                         struct tn__arena *arena,
                         const char *text,
                         struct tn_error *error);

/* Adds parameters to the query, percent-encoded. Returns 0, TN_EUSAGE with
 * `error` filled, or TN_ENOMEM. */
int tn__target_url_add_query(struct tn__target_url *url,
                             struct tn__arena *arena,
                             const struct tn_http_field *query,
                             size_t count,
                             struct tn_error *error);

/* Follows a reference, as Location has it: `url` becomes what it means there.
 * Returns 0; TN_EHTTP with `error` filled; TN_ENOMEM. */
int tn__target_url_follow(struct tn__target_url *url,
                          struct tn__arena *arena,
                          const char *location,
                          struct tn_error *error);

#endif
