/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "format/scan.h"
#include "format/temporal.h"

#define DAY      86400
#define MILLION  1000000
#define MAX_DAYS 999999999

/* Hours that HH:MM may have: their digits, and speedate's limit. */
#define HOUR_DIGITS 10
#define MAX_HOURS   INT64_C(2400000000)

/* Digits of a fraction that a double can tell. */
#define FRACTION_DIGITS 18

/* A duration without its sign, not yet in range. */
struct span {
    uint32_t days;
    uint32_t seconds;
    uint32_t micro;
};

/* -- Making one ------------------------------------------------------------ */

/* speedate counts in 32 bits, and says so. */
static bool add(uint32_t *to, uint64_t more)
{
    more += *to;
    *to = (uint32_t)more;
    return more <= UINT32_MAX;
}

static enum tn__temporal_fault
make(struct span span, bool negative, struct tn_duration *out)
{
    int32_t sign = negative ? -1 : 1;
    struct tn_duration made;

    if (!add(&span.seconds, span.micro / MILLION) ||
        !add(&span.days, span.seconds / DAY))
        return TN__TEMPORAL_DURATION_VALUE;
    if (span.days > MAX_DAYS)
        return TN__TEMPORAL_DURATION_DAYS;
    made.days = sign * (int32_t)span.days;
    made.seconds = sign * (int32_t)(span.seconds % DAY);
    made.microseconds = sign * (int32_t)(span.micro % MILLION);
    if (made.microseconds < 0) {
        made.microseconds += MILLION;
        made.seconds--;
    }
    if (made.seconds < 0) {
        made.seconds += DAY;
        made.days--;
    }
    if (made.days < -MAX_DAYS)
        return TN__TEMPORAL_DURATION_DAYS;
    *out = made;
    return TN__TEMPORAL_NONE;
}

enum tn__temporal_fault tn__duration_from_int(int64_t seconds,
                                              struct tn_duration *out)
{
    uint64_t size = seconds < 0 ? -(uint64_t)seconds : (uint64_t)seconds;

    if (size / DAY > MAX_DAYS)
        return TN__TEMPORAL_DURATION_DAYS;
    return make(
        (struct span){ (uint32_t)(size / DAY), (uint32_t)(size % DAY), 0 },
        seconds < 0, out);
}

enum tn__temporal_fault tn__duration_from_double(double seconds,
                                                 struct tn_duration *out)
{
    double size = fabs(seconds);
    double whole = trunc(size);
    struct span span;

    if (isnan(seconds))
        return TN__TEMPORAL_NOT_A_NUMBER;
    if (whole >= (double)DAY * (MAX_DAYS + 1.0))
        return TN__TEMPORAL_DURATION_DAYS;
    span.days = (uint32_t)((uint64_t)whole / DAY);
    span.seconds = (uint32_t)((uint64_t)whole % DAY);
    span.micro = (uint32_t)lround((size - whole) * MILLION);
    return make(span, seconds < 0, out);
}

/* -- ISO 8601 -------------------------------------------------------------- */

/* Reads digits at `*at`, and moves past them. */
static enum tn__temporal_fault
read_number(struct tn_str text, size_t *at, uint32_t *out)
{
    uint64_t value = 0;

    if (!tn__scan_is_digit(tn__scan_at(text, *at)))
        return TN__TEMPORAL_DURATION_NUMBER;
    for (; tn__scan_is_digit(tn__scan_at(text, *at)); ++*at) {
        value = value * 10 + (uint64_t)(text.ptr[*at] - '0');
        if (value > UINT32_MAX)
            return TN__TEMPORAL_DURATION_VALUE;
    }
    *out = (uint32_t)value;
    return TN__TEMPORAL_NONE;
}

/* Reads the fraction at `*at`, where there is one, and moves past it. */
static bool read_fraction(struct tn_str text, size_t *at, double *out)
{
    double value = 0;
    double unit = 1;
    int c = tn__scan_at(text, *at);

    *out = 0;
    if (c != '.' && c != ',')
        return false;
    for (size_t digits = 0; tn__scan_is_digit(tn__scan_at(text, ++*at));
         digits++) {
        if (digits >= FRACTION_DIGITS)
            continue;
        value = value * 10 + (text.ptr[*at] - '0');
        unit *= 10;
    }
    *out = value / unit;
    return true;
}

/* What a letter multiplies: days before the "T", seconds after it; 0: it is no
 * unit. */
static uint32_t unit_of(int letter, bool is_time)
{
    switch (letter) {
    case 'Y':
        return is_time ? 0 : 365;
    case 'M':
        return is_time ? 60 : 30;
    case 'W':
        return is_time ? 0 : 7;
    case 'D':
        return is_time ? 0 : 1;
    case 'H':
        return is_time ? 3600 : 0;
    case 'S':
        return is_time ? 1 : 0;
    default:
        return 0;
    }
}

/* Adds a part of a second, 1 at most, to the microseconds. */
static bool add_rest(struct span *span, double rest)
{
    return add(&span->micro, (uint64_t)lround(rest * MILLION));
}

static bool add_seconds(struct span *span, double seconds)
{
    double whole = trunc(seconds);

    return add(&span->seconds, (uint64_t)whole) &&
           add_rest(span, seconds - whole);
}

static bool add_days(struct span *span, double days)
{
    double whole = trunc(days);

    return add(&span->days, (uint64_t)whole) &&
           add_seconds(span, (days - whole) * DAY);
}

/* Reads a number and its unit at `*at`, and moves past them. */
static enum tn__temporal_fault read_quantity(struct tn_str text,
                                             size_t *at,
                                             bool is_time,
                                             bool *is_last,
                                             struct span *span)
{
    uint32_t value;
    uint32_t unit;
    double fraction;
    enum tn__temporal_fault fault = read_number(text, at, &value);
    bool has_fraction = !fault && read_fraction(text, at, &fraction);
    bool fits;

    if (fault)
        return fault;
    if (*is_last)
        return TN__TEMPORAL_DURATION_FRACTION;
    *is_last = has_fraction;
    unit = unit_of(tn__scan_at(text, (*at)++), is_time);
    if (unit == 0)
        return is_time ? TN__TEMPORAL_DURATION_TIME_UNIT
                       : TN__TEMPORAL_DURATION_DATE_UNIT;
    fits = add(is_time ? &span->seconds : &span->days, (uint64_t)value * unit);
    if (fits && has_fraction)
        fits = is_time ? add_seconds(span, fraction * unit)
                       : add_days(span, fraction * unit);
    return fits ? TN__TEMPORAL_NONE : TN__TEMPORAL_DURATION_VALUE;
}

/* Reads what follows a "P", which is before `at`. */
static enum tn__temporal_fault
read_iso(struct tn_str text, size_t at, struct span *span)
{
    bool is_time = false;
    bool is_last = false; /* the quantity before has a fraction */

    while (at < text.len) {
        enum tn__temporal_fault fault;

        if (text.ptr[at] == 'T') {
            if (is_time)
                return TN__TEMPORAL_DURATION_T;
            is_time = true;
            at++;
            continue;
        }
        fault = read_quantity(text, &at, is_time, &is_last, span);
        if (fault)
            return fault;
    }
    /* A sign counts: "-PT" is a duration to speedate, "PT" is none. */
    return text.len < 3 ? TN__TEMPORAL_TOO_SHORT : TN__TEMPORAL_NONE;
}

/* -- Days and a time ------------------------------------------------------- */

/* Returns whether the byte at a place is a letter (given in lower case). */
static bool is_letter(struct tn_str text, size_t at, int letter)
{
    int c = tn__scan_at(text, at);

    return c == letter || c == letter - 'a' + 'A';
}

/* Reads "d", "day" or "days" at `*at`, and moves past it. */
static bool read_day_word(struct tn_str text, size_t *at)
{
    *at += tn__scan_at(text, *at) == ' ';
    if (!is_letter(text, (*at)++, 'd'))
        return false;
    if (!is_letter(text, *at, 'a'))
        return true;
    if (!is_letter(text, *at + 1, 'y'))
        return false;
    *at += is_letter(text, *at + 2, 's') ? 3 : 2;
    return true;
}

/* Reads "1 day", "2 days, 03:04:05", "2d 03:04". */
static enum tn__temporal_fault
read_days(struct tn_str text, size_t at, struct span *span)
{
    struct tn_time time;
    enum tn__temporal_fault fault;

    if (at == text.len)
        return TN__TEMPORAL_TOO_SHORT;
    fault = read_number(text, &at, &span->days);
    if (fault)
        return fault;
    if (!read_day_word(text, &at))
        return TN__TEMPORAL_DURATION_DAY_WORD;
    at += tn__scan_at(text, at) == ',';
    at += tn__scan_at(text, at) == ' ';
    if (at == text.len)
        return TN__TEMPORAL_NONE;
    fault = tn__time_parse(tn__scan_after(text, at), true, &time);
    if (fault)
        return fault;
    span->seconds = time.hour * 3600u + time.minute * 60u + time.second;
    span->micro = time.microsecond;
    return TN__TEMPORAL_NONE;
}

/* Reads the hours before a ":", as many as there are. */
static enum tn__temporal_fault read_hours(struct tn_str text, int64_t *out)
{
    *out = 0;
    if (text.len > HOUR_DIGITS)
        return TN__TEMPORAL_DURATION_HOURS;
    for (size_t i = 0; i < text.len; i++) {
        if (!tn__scan_is_digit(text.ptr[i]))
            return TN__TEMPORAL_HOUR;
        *out = *out * 10 + (text.ptr[i] - '0');
    }
    return *out > MAX_HOURS ? TN__TEMPORAL_DURATION_HOURS : TN__TEMPORAL_NONE;
}

/*
 * Reads HH:MM[:SS[.f]] with any hours. speedate reads what follows them as the
 * time 00:MM:SS, no further than six digits of the fraction.
 */
static enum tn__temporal_fault
read_time(struct tn_str text, size_t at, struct span *span)
{
    char copy[] = "00:00:00.000000";
    const size_t room = sizeof(copy) - 1 - 3;
    struct tn_str hours = tn__scan_after(text, at);
    const char *colon = memchr(hours.ptr, ':', hours.len);
    struct tn_str rest;
    struct tn_time time;
    int64_t hour;
    size_t size;
    enum tn__temporal_fault fault;

    if (hours.len < 5)
        return TN__TEMPORAL_TOO_SHORT;
    if (!colon)
        return TN__TEMPORAL_HOUR;
    rest = tn__scan_after(hours, (size_t)(colon - hours.ptr) + 1);
    hours.len = (size_t)(colon - hours.ptr);
    fault = read_hours(hours, &hour);
    if (fault)
        return fault;
    rest.len = rest.len < room ? rest.len : room;
    memcpy(copy + 3, rest.ptr, rest.len);
    rest = (struct tn_str){ copy, rest.len + 3 };
    fault = tn__time_parse_prefix(rest, false, &time, &size);
    if (fault)
        return fault;
    if (size < rest.len)
        return TN__TEMPORAL_EXTRA;
    span->days = (uint32_t)(hour / 24);
    span->seconds =
        (uint32_t)(hour % 24) * 3600 + time.minute * 60u + time.second;
    span->micro = time.microsecond;
    return TN__TEMPORAL_NONE;
}

static bool has_day_letter(struct tn_str text)
{
    return memchr(text.ptr, 'd', text.len) || memchr(text.ptr, 'D', text.len);
}

enum tn__temporal_fault tn__duration_parse(struct tn_str text,
                                           struct tn_duration *out)
{
    int first = tn__scan_at(text, 0);
    size_t at = first == '+' || first == '-';
    struct span span = { 0 };
    enum tn__temporal_fault fault;

    if (text.len == 0)
        return TN__TEMPORAL_TOO_SHORT;
    if (tn__scan_at(text, at) == 'P')
        fault = read_iso(text, at + 1, &span);
    else if (text.len < 5 || has_day_letter(text))
        fault = read_days(text, at, &span);
    else
        fault = read_time(text, at, &span);
    return fault ? fault : make(span, first == '-', out);
}

/* -- Writing --------------------------------------------------------------- */

bool tn__duration_is_valid(const struct tn_duration *duration)
{
    return duration->days >= -MAX_DAYS && duration->days <= MAX_DAYS &&
           duration->seconds >= 0 && duration->seconds < DAY &&
           duration->microseconds >= 0 && duration->microseconds < MILLION;
}

/* Takes the sign out: Python's timedelta has it in the days only. */
static struct span span_of(const struct tn_duration *duration)
{
    int32_t days = duration->days;
    int32_t seconds = duration->seconds;
    int32_t micro = duration->microseconds;

    if (days < 0 && micro > 0) {
        seconds++;
        micro = MILLION - micro;
    }
    if (days < 0 && seconds > 0) {
        days++;
        seconds = DAY - seconds;
    }
    return (struct span){ (uint32_t)(days < 0 ? -days : days),
                          (uint32_t)seconds, (uint32_t)micro };
}

/* Writes a number and its unit, unless it is 0. */
static char *write_quantity(char *to, uint32_t value, char unit)
{
    if (value == 0)
        return to;
    to += tn__number_format_uint(to, value);
    *to++ = unit;
    return to;
}

static char *write_seconds(char *to, uint32_t seconds, uint32_t micro)
{
    to += tn__number_format_uint(to, seconds);
    if (micro) {
        *to++ = '.';
        for (uint32_t unit = MILLION / 10; micro; unit /= 10) {
            *to++ = (char)('0' + micro / unit);
            micro %= unit;
        }
    }
    *to++ = 'S';
    return to;
}

size_t tn__duration_format(char *to, const struct tn_duration *duration)
{
    struct span span = span_of(duration);
    uint32_t second = span.seconds % 60;
    bool has_time = span.seconds || span.micro;
    char *at = to;

    if (duration->days < 0)
        *at++ = '-';
    *at++ = 'P';
    at = write_quantity(at, span.days / 365, 'Y');
    at = write_quantity(at, span.days % 365, 'D');
    if (has_time || span.days == 0)
        *at++ = 'T';
    at = write_quantity(at, span.seconds / 3600, 'H');
    at = write_quantity(at, span.seconds / 60 % 60, 'M');
    if (second || span.micro || (!has_time && span.days == 0))
        at = write_seconds(at, second, span.micro);
    return (size_t)(at - to);
}
