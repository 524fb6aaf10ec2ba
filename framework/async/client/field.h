/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_CLIENT_FIELD_H
#define TN__ASYNC_CLIENT_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include <tenon/client.h>

/* Header fields of requests, as they come from a caller. */

/* Returns 0 where all may be sent; TN_EUSAGE with `error` filled. */
int tn__fields_check(const struct tn_http_field *fields,
                     size_t count,
                     struct tn_error *error);

/* Returns the first field of a name, compared without case; NULL: none. */
const struct tn_http_field *tn__fields_find(const struct tn_http_field *fields,
                                            size_t count,
                                            const char *name);

/* Returns whether a field is for the server it was written for alone: one to
 * which that server redirects must not see it. */
bool tn__field_is_confidential(const char *name);

/* Returns whether a field describes the body: it goes where that is dropped. */
bool tn__field_is_of_body(const char *name);

#endif
