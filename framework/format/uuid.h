/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__FORMAT_UUID_H
#define TN__FORMAT_UUID_H

#include <stdbool.h>
#include <stddef.h>

#include <tenon/str.h>
#include <tenon/uuid.h>

#include "base/buf.h"

/* UUIDs as text (RFC 9562, section 4), as Rust's uuid crate reads them for
 * Pydantic. */

/* Bytes of a UUID's text. */
#define TN__UUID_SIZE 36

/* Reads 32 hexadecimal digits, or five groups with hyphens: alone, in braces,
 * or after "urn:uuid:". */
bool tn__uuid_parse(struct tn_str text, struct tn_uuid *out);

/* Appends what the crate says of a text that is no UUID. */
void tn__uuid_explain(struct tn__buf *buf, struct tn_str text);

/* Returns the version, 0 where the variant is not that of RFC 9562. */
unsigned tn__uuid_version(const struct tn_uuid *uuid);

/* Writes the text, in lower case with hyphens; returns its bytes. */
size_t tn__uuid_format(char *to, const struct tn_uuid *uuid);

#endif
