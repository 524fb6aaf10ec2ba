/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__HTTP_TARGET_H
#define TN__HTTP_TARGET_H

#include <stdbool.h>

#include <tenon/str.h>

#include "base/arena.h"

/*
 * The request target (RFC 9112, section 3.2), from the text as it was sent.
 * Nothing is decoded before the path was split at its slashes, so %2F is never
 * a separator.
 */
struct tn__target {
    struct tn_str path;      /* raw, begins with "/"; or "*" */
    struct tn_str query;     /* raw, without "?"; empty: none */
    struct tn_str authority; /* of the absolute form; zeroed: none */
};

/*
 * Takes a target apart: origin form, absolute form (http and https) or "*".
 * The views point into `raw`. Returns 0, or TN_EINVALID for any other form, a
 * control character or a space, "#", %00, a bad percent-escape, and an
 * authority that is none.
 */
int tn__target_parse(struct tn_str raw, struct tn__target *out);

/* Returns whether the text is a host and an optional port: the value of Host
 * (RFC 9110, section 7.2), which may be empty. */
bool tn__target_is_authority(struct tn_str text);

/*
 * Returns the path to route on: escapes are decoded but for %2F and %25, so
 * that "/%61dd" is "/add" while "/a%2Fb" stays one segment. What is returned is
 * the path itself where it has no escapes; zeroed when memory is short.
 */
struct tn_str tn__target_route_path(struct tn__arena *arena,
                                    struct tn_str path);

/*
 * Returns the text percent-decoded and NUL-terminated; "+" is a space where
 * `plus` is set. What is not UTF-8 becomes U+FFFD, as Python's
 * errors="replace" does it. Zeroed when memory is short.
 */
struct tn_str
tn__target_decode(struct tn__arena *arena, struct tn_str text, bool plus);

/* Returns the text itself where it is UTF-8, else a copy with U+FFFD for what
 * is not; zeroed when memory is short. */
struct tn_str tn__target_repair(struct tn__arena *arena, struct tn_str text);

#endif
