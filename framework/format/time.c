/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <math.h>

#include "base/digits.h"
#include "format/scan.h"
#include "format/temporal.h"

#define DAY      86400
#define MILLION  1000000
#define FRACTION 6 /* digits of a microsecond */

/* U+2212 MINUS SIGN, which ISO 8601 allows before an offset. */
#define MINUS "\xe2\x88\x92"

/* -- The time -------------------------------------------------------------- */

/* Reads the digits after the point at `*at`, and moves there. */
static enum tn__temporal_fault
read_fraction(struct tn_str text, bool exact, uint32_t *out, size_t *at)
{
    size_t begin = ++*at;
    uint32_t value = 0;

    for (; tn__scan_is_digit(tn__scan_at(text, *at)); ++*at) {
        if (*at - begin < FRACTION)
            value = value * 10 + (uint32_t)(text.ptr[*at] - '0');
        else if (exact)
            return TN__TEMPORAL_FRACTION_TOO_LONG;
    }
    if (*at == begin)
        return TN__TEMPORAL_FRACTION_MISSING;
    for (size_t i = *at - begin; i < FRACTION; i++)
        value *= 10;
    *out = value;
    return TN__TEMPORAL_NONE;
}

/* Reads the seconds after the ":" at `*at`, and moves past them. */
static enum tn__temporal_fault
read_second(struct tn_str text, bool exact, struct tn_time *time, size_t *at)
{
    int second = tn__scan_pair(text, *at + 1);
    int next = tn__scan_at(text, *at + 3);

    if (second < 0)
        return TN__TEMPORAL_SECOND;
    if (second > 59)
        return TN__TEMPORAL_SECOND_RANGE;
    time->second = (uint8_t)second;
    *at += 3;
    return next == '.' || next == ','
               ? read_fraction(text, exact, &time->microsecond, at)
               : TN__TEMPORAL_NONE;
}

enum tn__temporal_fault tn__time_parse_prefix(struct tn_str text,
                                              bool exact,
                                              struct tn_time *out,
                                              size_t *size)
{
    int hour = tn__scan_pair(text, 0);
    int minute = tn__scan_pair(text, 3);
    struct tn_time time = { 0 };
    enum tn__temporal_fault fault;

    if (text.len < 5)
        return TN__TEMPORAL_TOO_SHORT;
    if (hour < 0)
        return TN__TEMPORAL_HOUR;
    if (text.ptr[2] != ':')
        return TN__TEMPORAL_TIME_SEPARATOR;
    if (minute < 0)
        return TN__TEMPORAL_MINUTE;
    if (hour > 23)
        return TN__TEMPORAL_HOUR_RANGE;
    if (minute > 59)
        return TN__TEMPORAL_MINUTE_RANGE;
    time.hour = (uint8_t)hour;
    time.minute = (uint8_t)minute;
    *size = 5;
    fault = tn__scan_at(text, 5) == ':' ? read_second(text, exact, &time, size)
                                        : TN__TEMPORAL_NONE;
    if (fault == TN__TEMPORAL_NONE)
        *out = time;
    return fault;
}

/* -- The offset ------------------------------------------------------------ */

/* Returns the bytes of the sign that a text begins with, 0: none. */
static size_t read_sign(struct tn_str text, int *sign)
{
    size_t minus = sizeof(MINUS) - 1;
    int c = tn__scan_at(text, 0);

    *sign = c == '+' ? 1 : -1;
    if (c == '+' || c == '-')
        return 1;
    return text.len >= minus && memcmp(text.ptr, MINUS, minus) == 0 ? minus : 0;
}

/* Reads +HH:MM or +HHMM, which a text ends with. */
static enum tn__temporal_fault read_offset(struct tn_str text,
                                           struct tn_time *time)
{
    int sign;
    size_t at = read_sign(text, &sign);
    int hour = tn__scan_pair(text, at);
    int minute;

    if (at == 0)
        return TN__TEMPORAL_ZONE_SIGN;
    if (hour < 0)
        return TN__TEMPORAL_ZONE_HOUR;
    at += tn__scan_at(text, at + 2) == ':' ? 3 : 2;
    minute = tn__scan_pair(text, at);
    if (minute < 0)
        return TN__TEMPORAL_ZONE_MINUTE;
    if (minute > 59)
        return TN__TEMPORAL_ZONE_MINUTE_RANGE;
    if (hour > 23)
        return TN__TEMPORAL_ZONE_RANGE;
    if (text.len > at + 2)
        return TN__TEMPORAL_EXTRA;
    time->offset = sign * (hour * 3600 + minute * 60);
    return TN__TEMPORAL_NONE;
}

static enum tn__temporal_fault read_zone(struct tn_str text,
                                         struct tn_time *time)
{
    if (text.len == 0)
        return TN__TEMPORAL_NONE;
    time->has_offset = true;
    if (*text.ptr == 'Z' || *text.ptr == 'z')
        return text.len > 1 ? TN__TEMPORAL_EXTRA : TN__TEMPORAL_NONE;
    return read_offset(text, time);
}

enum tn__temporal_fault
tn__time_parse(struct tn_str text, bool exact, struct tn_time *out)
{
    struct tn_time time;
    size_t size;
    enum tn__temporal_fault fault =
        tn__time_parse_prefix(text, exact, &time, &size);

    if (fault == TN__TEMPORAL_NONE)
        fault = read_zone(tn__scan_after(text, size), &time);
    if (fault == TN__TEMPORAL_NONE)
        *out = time;
    return fault;
}

/* -- Numbers --------------------------------------------------------------- */

static enum tn__temporal_fault
make_time(int64_t seconds, uint32_t microsecond, struct tn_time *out)
{
    if (seconds < 0)
        return TN__TEMPORAL_TIME_NEGATIVE;
    seconds += microsecond / MILLION;
    if (seconds >= DAY)
        return TN__TEMPORAL_TIME_TOO_LARGE;
    *out = (struct tn_time){
        .hour = (uint8_t)(seconds / 3600),
        .minute = (uint8_t)(seconds / 60 % 60),
        .second = (uint8_t)(seconds % 60),
        .microsecond = microsecond % MILLION,
        .has_offset = true,
    };
    return TN__TEMPORAL_NONE;
}

enum tn__temporal_fault tn__time_from_int(int64_t seconds, struct tn_time *out)
{
    return seconds > DAY ? TN__TEMPORAL_TIME_TOO_LARGE
                         : make_time(seconds, 0, out);
}

enum tn__temporal_fault tn__time_from_double(double seconds,
                                             struct tn_time *out)
{
    double whole = floor(seconds);

    if (isnan(seconds))
        return TN__TEMPORAL_NOT_A_NUMBER;
    if (whole < 0)
        return TN__TEMPORAL_TIME_NEGATIVE;
    if (whole >= DAY)
        return TN__TEMPORAL_TIME_TOO_LARGE;
    return make_time((int64_t)whole,
                     (uint32_t)lround((seconds - whole) * MILLION), out);
}

/* -- Writing --------------------------------------------------------------- */

bool tn__time_is_valid(const struct tn_time *time)
{
    return time->hour < 24 && time->minute < 60 && time->second < 60 &&
           time->microsecond < MILLION &&
           (!time->has_offset || (time->offset > -DAY && time->offset < DAY));
}

/* Seconds of an offset have no place in ISO 8601. */
static size_t write_offset(char *to, int32_t offset)
{
    uint32_t minutes = (uint32_t)(offset < 0 ? -offset : offset) / 60;

    if (minutes == 0) {
        *to = 'Z';
        return 1;
    }
    to[0] = offset < 0 ? '-' : '+';
    tn__digits_write2(to + 1, minutes / 60);
    to[3] = ':';
    tn__digits_write2(to + 4, minutes % 60);
    return 6;
}

size_t tn__time_format(char *to, const struct tn_time *time)
{
    size_t size = 8;

    tn__digits_write2(to, time->hour);
    to[2] = ':';
    tn__digits_write2(to + 3, time->minute);
    to[5] = ':';
    tn__digits_write2(to + 6, time->second);
    if (time->microsecond) {
        to[size] = '.';
        tn__digits_write(to + size + 1, time->microsecond, FRACTION);
        size += 1 + FRACTION;
    }
    if (time->has_offset)
        size += write_offset(to + size, time->offset);
    return size;
}
