/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_TIME_H
#define TENON_TIME_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Dates, times and durations: what a string with `format: date`, `time`,
 * `date-time` or `duration` becomes in a struct. Plain values without memory of
 * their own, in the proleptic Gregorian calendar of ISO 8601, with the ranges
 * of Python's datetime module. They are written to JSON as RFC 3339 and ISO
 * 8601 say.
 *
 *     if (in->due.year < 2026)
 *         return tn_fail(req, 422, "the date is in the past");
 */

/* `format: date`. A zeroed one is no date: it cannot be encoded. */
struct tn_date {
    int16_t year;  /* 1 to 9999 */
    uint8_t month; /* 1 to 12 */
    uint8_t day;   /* 1 to 31, as the month has */
};

/* `format: time`: a time of the day, with or without an offset from UTC. */
struct tn_time {
    uint8_t hour;         /* 0 to 23 */
    uint8_t minute;       /* 0 to 59 */
    uint8_t second;       /* 0 to 59 */
    bool has_offset;      /* false: a local time, of no known zone */
    uint32_t microsecond; /* 0 to 999999 */
    int32_t offset;       /* seconds east of UTC, less than a day; 0 is "Z" */
};

/* `format: date-time`. */
struct tn_datetime {
    struct tn_date date;
    struct tn_time time;
};

/* `format: duration`: exact, as Python's timedelta. Only `days` is negative:
 * minus one second is -1 days and 86399 seconds. */
struct tn_duration {
    int32_t days;         /* -999999999 to 999999999 */
    int32_t seconds;      /* 0 to 86399 */
    int32_t microseconds; /* 0 to 999999 */
};

#ifdef __cplusplus
}
#endif

#endif
