/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__APP_STAMP_H
#define TN__APP_STAMP_H

#include <time.h>

/*
 * The time of day as log lines have it: UTC, RFC 3339, milliseconds. The
 * calendar is worked out once a second. One thread at a time; zeroed is ready.
 */
#define TN__STAMP_SIZE 24 /* "2026-01-31T23:59:59.000Z" */

struct tn__stamp {
    time_t second; /* that `text` was made for */
    char text[TN__STAMP_SIZE + 1];
};

/* Returns the time now, TN__STAMP_SIZE bytes, NUL-terminated; borrowed until
 * the next call. */
const char *tn__stamp_now(struct tn__stamp *stamp);

#endif
