/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/check.h"
#include "format/scan.h"

/* RFC 3339, section 5.6, and its appendix A for durations. */

static int days_in(int year, int month)
{
    static const int days[] = {
        31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
    };
    bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    return month == 2 && is_leap ? 29 : days[month - 1];
}

/* full-date */
static bool take_date(struct tn_str *rest)
{
    int year;
    int month;
    int day;

    return tn__take_digits(rest, 4, &year) && tn__take(rest, '-') &&
           tn__take_digits(rest, 2, &month) && tn__take(rest, '-') &&
           tn__take_digits(rest, 2, &day) && month >= 1 && month <= 12 &&
           day >= 1 && day <= days_in(year, month);
}

/* time-offset, in minutes east of UTC */
static bool take_offset(struct tn_str *rest, int *minutes)
{
    int sign = tn__take(rest, '-') ? -1 : 1;
    int hour;
    int minute;

    *minutes = 0;
    if (sign > 0 && (tn__take(rest, 'Z') || tn__take(rest, 'z')))
        return true;
    if (sign > 0 && !tn__take(rest, '+'))
        return false;
    if (!tn__take_digits(rest, 2, &hour) || !tn__take(rest, ':') ||
        !tn__take_digits(rest, 2, &minute) || hour > 23 || minute > 59)
        return false;
    *minutes = sign * (hour * 60 + minute);
    return true;
}

/* A leap second is the last of a day of UTC (section 5.7). */
static bool is_last_minute(int minute_of_day, int offset)
{
    const int day = 24 * 60;

    return (minute_of_day - offset + 2 * day) % day == day - 1;
}

/* full-time */
static bool take_time(struct tn_str *rest)
{
    int hour;
    int minute;
    int second;
    int offset;

    if (!tn__take_digits(rest, 2, &hour) || !tn__take(rest, ':') ||
        !tn__take_digits(rest, 2, &minute) || !tn__take(rest, ':') ||
        !tn__take_digits(rest, 2, &second))
        return false;
    if (tn__take(rest, '.') && tn__skip_digits(rest) == 0)
        return false;
    if (!take_offset(rest, &offset) || hour > 23 || minute > 59)
        return false;
    return second <= 59 ||
           (second == 60 && is_last_minute(hour * 60 + minute, offset));
}

bool tn__check_date(struct tn_str text)
{
    return take_date(&text) && text.len == 0;
}

bool tn__check_time(struct tn_str text)
{
    return take_time(&text) && text.len == 0;
}

bool tn__check_date_time(struct tn_str text)
{
    return take_date(&text) && (tn__take(&text, 'T') || tn__take(&text, 't')) &&
           take_time(&text) && text.len == 0;
}

/* Takes amounts whose units stand in a row of `units` without a gap. */
static bool take_amounts(struct tn_str *rest, const char *units)
{
    bool is_begun = false;

    for (; *units && rest->len && *rest->ptr != 'T'; units++) {
        struct tn_str before = *rest;

        if (tn__skip_digits(rest) == 0)
            return false;
        if (tn__take(rest, *units)) {
            is_begun = true;
            continue;
        }
        if (is_begun)
            return false;
        *rest = before;
    }
    return is_begun;
}

bool tn__check_duration(struct tn_str text)
{
    struct tn_str weeks;
    bool has_date;

    if (!tn__take(&text, 'P'))
        return false;
    weeks = text;
    if (tn__skip_digits(&weeks) > 0 && tn__take(&weeks, 'W'))
        return weeks.len == 0;
    has_date = text.len && *text.ptr != 'T';
    if (has_date && !take_amounts(&text, "YMD"))
        return false;
    if (text.len == 0)
        return has_date;
    return tn__take(&text, 'T') && take_amounts(&text, "HMS") && text.len == 0;
}
