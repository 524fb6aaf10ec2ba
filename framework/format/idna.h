/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__FORMAT_IDNA_H
#define TN__FORMAT_IDNA_H

#include <stdbool.h>
#include <stdint.h>

#include <tenon/str.h>

#include "base/buf.h"

/*
 * Domain names that are not ASCII, by libidn2: mapped as UTS #46 says, without
 * its transitional rules. Domains with a label that is not ASCII, or begins
 * with "xn--", are refused above 2048 bytes.
 */

/*
 * Appends a domain in ASCII as the URL Standard wants it (section 3.3, domain
 * to ASCII, not strict): lower case, of any length, empty labels allowed.
 * Returns false where the domain is not valid.
 */
bool tn__idna_to_ascii(struct tn_str domain, struct tn__buf *out);

/* What IDNA 2008 (RFC 5891) has against a label. */
enum tn__idna_fault {
    TN__IDNA_NONE,
    TN__IDNA_CODE_POINT, /* one that is not allowed */
    TN__IDNA_TOO_LONG,
    TN__IDNA_BIDI,
    TN__IDNA_COMBINING, /* a mark at the start */
    TN__IDNA_HYPHENS,   /* at an end, or third and fourth */
    TN__IDNA_CONTEXT,   /* a joiner or mark at a wrong place */
    TN__IDNA_PUNYCODE,
    TN__IDNA_OTHER,
};

/* Appends a label, mapped, in ASCII ("xn--...") or in Unicode. */
enum tn__idna_fault
tn__idna_label(struct tn_str label, bool in_unicode, struct tn__buf *out);

/* Returns whether IDNA 2008 lets a code point be in a label. */
bool tn__idna_allows(uint32_t code_point);

#endif
