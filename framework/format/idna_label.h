/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__FORMAT_IDNA_LABEL_H
#define TN__FORMAT_IDNA_LABEL_H

#include "format/idna.h"

/*
 * The inside of idna.c: libidn2 for one label, and labels that IDNA 2008
 * excludes though the URL Standard does not: symbols, hyphens at an end, ASCII
 * marks, more than 63 bytes.
 */

#define TN__IDNA_LABEL_LIMIT 512 /* bytes */

/* Calls libidn2; NULL where it refuses, with its code. Free with idn2_free().
 */
char *tn__idna_look_up(const char *text, size_t size, int flags, int *rc);

/* Returns whether what libidn2 refused may be allowed yet. */
bool tn__idna_is_lenient(int rc);

/* Appends a label in ASCII; false where it is not valid. */
bool tn__idna_lenient(struct tn_str label, struct tn__buf *out);

/* The same of a label that begins with "xn--". */
bool tn__idna_lenient_ace(struct tn_str label, struct tn__buf *out);

#endif
