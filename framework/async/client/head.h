/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_CLIENT_HEAD_H
#define TN__ASYNC_CLIENT_HEAD_H

#include <stdbool.h>
#include <stddef.h>

#include <tenon/client.h>

#include "base/arena.h"

/* The head of an answer, gathered line by line as libcurl hands it out. */
struct tn__response_head {
    int status;
    struct tn_http_field *fields; /* in the arena */
    size_t count;
    size_t capacity;
    size_t size; /* bytes of all lines, those of interim answers counted */
    bool is_complete;
};

/* Takes a line, its end included. Interim answers (1xx) and trailers are
 * dropped. Returns 0; TN_ELIMIT past the limit; TN_EHTTP; TN_ENOMEM. */
int tn__response_head_add(struct tn__response_head *head,
                          struct tn__arena *arena,
                          struct tn_str line,
                          size_t limit);

/* Returns whether it is a redirect (RFC 9110, section 15.4) that says where to.
 */
bool tn__response_head_is_redirect(const struct tn__response_head *head);

#endif
