/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__SCHEMA_SUGGEST_H
#define TN__SCHEMA_SUGGEST_H

#include <tenon/str.h>

/*
 * What was meant by a name that does not exist: the nearest of those that do.
 *
 *     struct tn__suggestion best = { .wrong = name };
 *
 *     for (each known name)
 *         tn__suggestion_offer(&best, known);
 *     if (best.name.ptr) ...
 */
struct tn__suggestion {
    struct tn_str wrong;
    struct tn_str name; /* the nearest so far; zeroed: none is near */
    size_t distance;    /* edits between the two */
};

void tn__suggestion_offer(struct tn__suggestion *best, struct tn_str name);

#endif
