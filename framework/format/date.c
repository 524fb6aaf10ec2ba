/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/digits.h"
#include "format/scan.h"
#include "format/temporal.h"

/* -- The calendar ---------------------------------------------------------- */

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_length(int year, int month)
{
    static const uint8_t lengths[] = {
        31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
    };

    return lengths[month - 1] + (month == 2 && is_leap(year));
}

/* Days of a year before each month. */
static int days_before(int year, int month)
{
    static const uint16_t before[] = {
        0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334,
    };

    return before[month - 1] + (month > 2 && is_leap(year));
}

/* Days from 0000-01-01 to the first of a year. */
static int32_t days_to(int year)
{
    int before = year - 1;

    /* The year 0 has a 29th of February. */
    return year == 0
               ? 0
               : year * 365 + before / 4 - before / 100 + before / 400 + 1;
}

struct tn_date tn__date_from_days(int32_t days)
{
    const int32_t epoch = days_to(1970);
    int32_t day = days + epoch;
    int year = day / 366; /* not too late */
    int month = 12;

    while (days_to(year + 1) <= day)
        year++;
    day -= days_to(year);
    while (days_before(year, month) > day)
        month--;
    return (struct tn_date){
        .year = (int16_t)year,
        .month = (uint8_t)month,
        .day = (uint8_t)(day - days_before(year, month) + 1),
    };
}

bool tn__date_is_valid(const struct tn_date *date)
{
    return date->year >= 1 && date->year <= 9999 && date->month >= 1 &&
           date->month <= 12 && date->day >= 1 &&
           date->day <= month_length(date->year, date->month);
}

/* -- Text ------------------------------------------------------------------ */

enum tn__temporal_fault tn__date_parse_prefix(struct tn_str text,
                                              struct tn_date *out)
{
    int century = tn__scan_pair(text, 0);
    int year = tn__scan_pair(text, 2);
    int month = tn__scan_pair(text, 5);
    int day = tn__scan_pair(text, 8);

    if (text.len < TN__DATE_SIZE)
        return TN__TEMPORAL_TOO_SHORT;
    if (century < 0 || year < 0)
        return TN__TEMPORAL_YEAR;
    if (text.ptr[4] != '-')
        return TN__TEMPORAL_DATE_SEPARATOR;
    if (month < 0)
        return TN__TEMPORAL_MONTH;
    if (text.ptr[7] != '-')
        return TN__TEMPORAL_DATE_SEPARATOR;
    if (day < 0)
        return TN__TEMPORAL_DAY;
    year += century * 100;
    if (month < 1 || month > 12)
        return TN__TEMPORAL_MONTH_RANGE;
    if (day < 1 || day > month_length(year, month))
        return TN__TEMPORAL_DAY_RANGE;
    *out = (struct tn_date){ (int16_t)year, (uint8_t)month, (uint8_t)day };
    return TN__TEMPORAL_NONE;
}

enum tn__temporal_fault tn__date_parse(struct tn_str text, struct tn_date *out)
{
    struct tn_date date;
    enum tn__temporal_fault fault = tn__date_parse_prefix(text, &date);

    if (fault)
        return fault;
    if (text.len > TN__DATE_SIZE)
        return TN__TEMPORAL_EXTRA;
    *out = date;
    return TN__TEMPORAL_NONE;
}

size_t tn__date_format(char *to, const struct tn_date *date)
{
    tn__digits_write(to, (uint64_t)date->year, 4);
    to[4] = '-';
    tn__digits_write2(to + 5, date->month);
    to[7] = '-';
    tn__digits_write2(to + 8, date->day);
    return TN__DATE_SIZE;
}
