/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__FORMAT_EMAIL_H
#define TN__FORMAT_EMAIL_H

#include <stdbool.h>

#include <tenon/str.h>

#include "base/buf.h"

/*
 * E-mail addresses as Pydantic takes them: "Name <a@b.c>" and white space
 * around are allowed; the rest is email-validator 2.2 without DNS, its reasons
 * word for word (RFC 5321, 5322, 6531; domains by IDNA 2008). The local part
 * is not normalised to NFC.
 */

/*
 * Writes the address to `out`, which is empty, the domain in lower case and
 * Unicode. Returns false where it is not valid: then `out` has the reason.
 */
bool tn__email_normalize(struct tn_str text, struct tn__buf *out);

/* The same; writes "Name <address>", the local part where there is no name. */
bool tn__name_email_normalize(struct tn_str text, struct tn__buf *out);

#endif
