/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__FORMAT_HEADER_H
#define TN__FORMAT_HEADER_H

#include <stdbool.h>

#include <tenon/str.h>

/* Names and values of header fields, of requests and of responses, as RFC 9110
 * has them. */

/* Returns whether text is a token (section 5.6.2): a field's name, a method. */
bool tn__header_is_token(struct tn_str text);

/* Returns whether text may stand in a field's value: no controls but tab. */
bool tn__header_is_value(struct tn_str text);

/* Returns the text without spaces and tabs around it. */
struct tn_str tn__header_trim(struct tn_str text);

#endif
