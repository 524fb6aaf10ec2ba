/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <math.h>

#include "format/scan.h"
#include "format/temporal.h"

#define DAY      86400
#define THOUSAND 1000
#define MILLION  1000000

/* A Unix time past it, either way, is in milliseconds: speedate's watershed. */
#define WATERSHED INT64_C(20000000000)

/* 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z. */
#define FIRST_SECOND INT64_C(-62167219200)
#define LAST_SECOND  INT64_C(253402300799)

/* -- Text ------------------------------------------------------------------ */

enum tn__temporal_fault tn__datetime_parse(struct tn_str text,
                                           struct tn_datetime *out)
{
    struct tn_datetime datetime;
    enum tn__temporal_fault fault = tn__date_parse_prefix(text, &datetime.date);
    int separator = tn__scan_at(text, TN__DATE_SIZE);

    if (fault)
        return fault;
    if (separator != 'T' && separator != 't' && separator != '_' &&
        separator != ' ')
        return TN__TEMPORAL_DATETIME_SEPARATOR;
    fault = tn__time_parse(tn__scan_after(text, TN__DATE_SIZE + 1), false,
                           &datetime.time);
    if (fault == TN__TEMPORAL_NONE)
        *out = datetime;
    return fault;
}

size_t tn__datetime_format(char *to, const struct tn_datetime *datetime)
{
    size_t size = tn__date_format(to, &datetime->date);

    to[size++] = 'T';
    return size + tn__time_format(to + size, &datetime->time);
}

/* -- Unix times ------------------------------------------------------------ */

/* A Unix time: both parts have its sign. */
struct unix_time {
    int64_t whole; /* seconds or milliseconds */
    int32_t micro; /* microseconds */
    bool in_milliseconds;
};

static int64_t divide_down(int64_t value, int64_t divisor)
{
    return value / divisor - (value % divisor < 0);
}

static int64_t rest_of(int64_t value, int64_t divisor)
{
    int64_t rest = value % divisor;

    return rest < 0 ? rest + divisor : rest;
}

static enum tn__temporal_fault convert(struct unix_time time,
                                       struct tn_datetime *out)
{
    int64_t seconds = time.whole;
    int64_t micro = time.micro;
    uint32_t rest;

    if (time.in_milliseconds) {
        seconds = divide_down(time.whole, THOUSAND);
        micro += rest_of(time.whole, THOUSAND) * THOUSAND;
    }
    seconds += divide_down(micro, MILLION);
    micro = rest_of(micro, MILLION);
    if (seconds < FIRST_SECOND)
        return TN__TEMPORAL_DATE_TOO_SMALL;
    if (seconds > LAST_SECOND)
        return TN__TEMPORAL_DATE_TOO_LARGE;
    rest = (uint32_t)rest_of(seconds, DAY);
    out->date = tn__date_from_days((int32_t)divide_down(seconds, DAY));
    out->time = (struct tn_time){
        .hour = (uint8_t)(rest / 3600),
        .minute = (uint8_t)(rest / 60 % 60),
        .second = (uint8_t)(rest % 60),
        .microsecond = (uint32_t)micro,
        .has_offset = true,
    };
    return TN__TEMPORAL_NONE;
}

enum tn__temporal_fault tn__datetime_from_int(int64_t unix_time,
                                              struct tn_datetime *out)
{
    struct unix_time time = {
        .whole = unix_time,
        .in_milliseconds = unix_time > WATERSHED || unix_time < -WATERSHED,
    };

    return convert(time, out);
}

enum tn__temporal_fault tn__datetime_from_double(double unix_time,
                                                 struct tn_datetime *out)
{
    bool in_milliseconds = fabs(unix_time) > (double)WATERSHED;
    double whole = trunc(unix_time);
    double unit = in_milliseconds ? THOUSAND : MILLION;
    struct unix_time time = { .in_milliseconds = in_milliseconds };

    if (isnan(unix_time))
        return TN__TEMPORAL_NOT_A_NUMBER;
    if (whole >= 0x1p62)
        return TN__TEMPORAL_DATE_TOO_LARGE;
    if (whole <= -0x1p62)
        return TN__TEMPORAL_DATE_TOO_SMALL;
    time.whole = (int64_t)whole;
    time.micro = (int32_t)lround((unix_time - whole) * unit);
    return convert(time, out);
}

/* -- Unix times as text ---------------------------------------------------- */

/* Reads digits up to `*at`; false where they are none, or past 64 bits. */
static bool read_whole(struct tn_str text, size_t *at, int64_t *out)
{
    size_t begin = *at;
    int64_t value = 0;

    for (; tn__scan_is_digit(tn__scan_at(text, *at)); ++*at) {
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, text.ptr[*at] - '0', &value))
            return false;
    }
    *out = value;
    return *at > begin;
}

/* Reads digits to the end of the text as a part of `unit`, a power of ten,
 * rounded; -1 where there is something else. */
static int32_t read_part(struct tn_str text, size_t at, int32_t unit)
{
    int32_t value = 0;
    int32_t weight = unit;
    bool up = false;

    for (; at < text.len; at++) {
        int digit = text.ptr[at] - '0';

        if (!tn__scan_is_digit(text.ptr[at]))
            return -1;
        if (weight == 1)
            up = digit >= 5;
        weight /= 10;
        value += digit * weight;
    }
    return value + up;
}

/* Reads [sign]digits[.digits]. */
static bool read_unix_time(struct tn_str text, struct unix_time *out)
{
    int first = tn__scan_at(text, 0);
    size_t at = first == '-' || first == '+';
    int64_t whole;
    int32_t micro = 0;
    bool in_milliseconds;

    if (!read_whole(text, &at, &whole))
        return false;
    in_milliseconds = whole > WATERSHED;
    if (tn__scan_at(text, at) == '.')
        micro = read_part(text, at + 1, in_milliseconds ? THOUSAND : MILLION);
    else if (at < text.len)
        return false;
    *out = (struct unix_time){
        .whole = first == '-' ? -whole : whole,
        .micro = first == '-' ? -micro : micro,
        .in_milliseconds = in_milliseconds,
    };
    return micro >= 0;
}

enum tn__temporal_fault tn__datetime_read(struct tn_str text,
                                          struct tn_datetime *out)
{
    enum tn__temporal_fault fault = tn__datetime_parse(text, out);
    struct unix_time time;

    if (fault && read_unix_time(text, &time))
        return convert(time, out);
    return fault;
}
