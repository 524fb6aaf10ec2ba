/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_ATTRS_H
#define TENON_ATTRS_H

/*
 * Compiler attributes, in one place. Tenon is built with gcc and clang.
 */

/* The function's arguments are checked like printf's. */
#define TN_PRINTF(text, first) __attribute__((format(printf, text, first)))

/* The result must not be ignored. */
#define TN_MUST_USE __attribute__((warn_unused_result))

/* It may stay unused: one of several that a macro makes. */
#define TN_UNUSED __attribute__((unused))

/* Elements of an array (not of a pointer). */
#define TN_COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
