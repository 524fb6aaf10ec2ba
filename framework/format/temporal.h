/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__FORMAT_TEMPORAL_H
#define TN__FORMAT_TEMPORAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/str.h>
#include <tenon/time.h>

/*
 * Dates, times and durations as text and as numbers, with the grammar and the
 * faults of speedate, which reads them for Pydantic: ISO 8601 (RFC 3339), some
 * looser forms, and Unix times. Nothing here allocates; `out` is untouched
 * where there is a fault.
 *
 *     date.c        2026-01-31
 *     time.c        12:30, 12:30:15.5+02:00
 *     datetime.c    2026-01-31T12:30:15Z, 1769862615
 *     duration.c    P1DT12H, 1 day, 36:00
 */

/* What is wrong, and how speedate or pydantic-core says it. */
#define TN__TEMPORAL_FAULTS(X)                                                 \
    X(NONE, "")                                                                \
    X(TOO_SHORT, "input is too short")                                         \
    X(EXTRA, "unexpected extra characters at the end of the input")            \
    X(DATETIME_SEPARATOR,                                                      \
      "invalid datetime separator, expected `T`, `t`, `_` or space")           \
    X(DATE_SEPARATOR, "invalid date separator, expected `-`")                  \
    X(YEAR, "invalid character in year")                                       \
    X(MONTH, "invalid character in month")                                     \
    X(DAY, "invalid character in day")                                         \
    X(TIME_SEPARATOR, "invalid time separator, expected `:`")                  \
    X(HOUR, "invalid character in hour")                                       \
    X(MINUTE, "invalid character in minute")                                   \
    X(SECOND, "invalid character in second")                                   \
    X(ZONE_SIGN, "invalid timezone sign")                                      \
    X(ZONE_HOUR, "invalid timezone hour")                                      \
    X(ZONE_MINUTE, "invalid timezone minute")                                  \
    X(ZONE_MINUTE_RANGE,                                                       \
      "timezone minute value is outside expected range of 0-59")               \
    X(ZONE_RANGE, "timezone offset must be less than 24 hours")                \
    X(YEAR_ZERO, "year 0 is out of range")                                     \
    X(MONTH_RANGE, "month value is outside expected range of 1-12")            \
    X(DAY_RANGE, "day value is outside expected range")                        \
    X(HOUR_RANGE, "hour value is outside expected range of 0-23")              \
    X(MINUTE_RANGE, "minute value is outside expected range of 0-59")          \
    X(SECOND_RANGE, "second value is outside expected range of 0-59")          \
    X(FRACTION_TOO_LONG, "second fraction value is more than 6 digits long")   \
    X(FRACTION_MISSING, "second fraction digits missing after `.`")            \
    X(DATE_TOO_SMALL,                                                          \
      "dates before 0000 are not supported as unix timestamps")                \
    X(DATE_TOO_LARGE, "dates after 9999 are not supported as unix timestamps") \
    X(TIME_NEGATIVE, "time in seconds should be positive")                     \
    X(TIME_TOO_LARGE, "numeric times may not exceed 86,399 seconds")           \
    X(NOT_A_NUMBER, "NaN values not permitted")                                \
    X(DURATION_NUMBER, "invalid digit in duration")                            \
    X(DURATION_T, "`t` character repeated in duration")                        \
    X(DURATION_FRACTION, "quantity fraction invalid in duration")              \
    X(DURATION_TIME_UNIT, "quantity invalid in time part of duration")         \
    X(DURATION_DATE_UNIT, "quantity invalid in date part of duration")         \
    X(DURATION_DAY_WORD,                                                       \
      "\"day\" identifier in duration not correctly formatted")                \
    X(DURATION_VALUE, "a numeric value in the duration is too large")          \
    X(DURATION_HOURS, "durations may not exceed 999,999,999 hours")            \
    X(DURATION_DAYS, "durations may not exceed 999,999,999 days")

enum tn__temporal_fault {
#define TN__TEMPORAL_ENUM(name, text) TN__TEMPORAL_##name,
    TN__TEMPORAL_FAULTS(TN__TEMPORAL_ENUM)
#undef TN__TEMPORAL_ENUM
};

/* Returns the text of a fault: static. */
struct tn_str tn__temporal_fault_text(enum tn__temporal_fault fault);

/* -- Dates ----------------------------------------------------------------- */

/* Bytes of a date's text. */
#define TN__DATE_SIZE 10

/* Reads YYYY-MM-DD at the start of a text. The year 0 passes: what refuses it
 * depends on what is read. */
enum tn__temporal_fault tn__date_parse_prefix(struct tn_str text,
                                              struct tn_date *out);

/* As tn__date_parse_prefix(), with nothing after it. */
enum tn__temporal_fault tn__date_parse(struct tn_str text, struct tn_date *out);

/* Returns the date that is so many days after 1970-01-01; from the year 0 to
 * 9999. */
struct tn_date tn__date_from_days(int32_t days);

/* Returns whether there is such a day, from the year 1 to 9999. */
bool tn__date_is_valid(const struct tn_date *date);

/* Writes a valid date; returns its bytes. */
size_t tn__date_format(char *to, const struct tn_date *date);

/* -- Times ----------------------------------------------------------------- */

/* Bytes that a time's text fits in: 12:30:15.000001+02:00. */
#define TN__TIME_SIZE 21

/*
 * Reads HH:MM[:SS[.f]] at the start of a text, and how many bytes that is.
 * Digits past the sixth of the fraction are cut off, or a fault where `exact`.
 */
enum tn__temporal_fault tn__time_parse_prefix(struct tn_str text,
                                              bool exact,
                                              struct tn_time *out,
                                              size_t *size);

/* Reads a time and the offset from UTC that may follow, and nothing else. */
enum tn__temporal_fault
tn__time_parse(struct tn_str text, bool exact, struct tn_time *out);

/* The time so many seconds after midnight, in UTC. */
enum tn__temporal_fault tn__time_from_int(int64_t seconds, struct tn_time *out);
enum tn__temporal_fault tn__time_from_double(double seconds,
                                             struct tn_time *out);

bool tn__time_is_valid(const struct tn_time *time);

/* Writes a valid time; returns its bytes. */
size_t tn__time_format(char *to, const struct tn_time *time);

/* -- Dates with times ------------------------------------------------------ */

#define TN__DATETIME_SIZE (TN__DATE_SIZE + 1 + TN__TIME_SIZE)

/* Reads a date, "T" (or "t", "_", a space) and a time. */
enum tn__temporal_fault tn__datetime_parse(struct tn_str text,
                                           struct tn_datetime *out);

/* As tn__datetime_parse(), or a Unix time in decimal. Where it is neither, the
 * fault is that of tn__datetime_parse(). */
enum tn__temporal_fault tn__datetime_read(struct tn_str text,
                                          struct tn_datetime *out);

/* The time of a Unix time, in UTC: seconds, or milliseconds where it is more
 * than 2e10 either way. */
enum tn__temporal_fault tn__datetime_from_int(int64_t unix_time,
                                              struct tn_datetime *out);
enum tn__temporal_fault tn__datetime_from_double(double unix_time,
                                                 struct tn_datetime *out);

/* Writes a valid date and time; returns its bytes. */
size_t tn__datetime_format(char *to, const struct tn_datetime *datetime);

/* -- Durations ------------------------------------------------------------- */

/* Bytes that a duration's text fits in: -P2739726Y364DT23H59M59.999999S. */
#define TN__DURATION_SIZE 48

/*
 * Reads PnYnMnWnDTnHnMnS (a year is 365 days, a month 30; the last may have a
 * fraction), "n days, HH:MM:SS" or HH:MM[:SS], with a sign in front.
 */
enum tn__temporal_fault tn__duration_parse(struct tn_str text,
                                           struct tn_duration *out);

enum tn__temporal_fault tn__duration_from_int(int64_t seconds,
                                              struct tn_duration *out);
enum tn__temporal_fault tn__duration_from_double(double seconds,
                                                 struct tn_duration *out);

bool tn__duration_is_valid(const struct tn_duration *duration);

/* Writes a valid duration as ISO 8601 has it; returns its bytes. */
size_t tn__duration_format(char *to, const struct tn_duration *duration);

#endif
