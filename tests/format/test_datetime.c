/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/temporal.h"

#include <criterion/criterion.h>
#include <math.h>

static char written[TN__DATETIME_SIZE];

static struct tn_str text_of(enum tn__temporal_fault fault,
                             const struct tn_datetime *datetime)
{
    if (fault)
        return tn__temporal_fault_text(fault);
    return (struct tn_str){ written, tn__datetime_format(written, datetime) };
}

static void check(const char *text, const char *expected)
{
    struct tn_datetime datetime;
    struct tn_str got =
        text_of(tn__datetime_read(tn_str_from(text), &datetime), &datetime);

    cr_expect(tn_str_equal(got, tn_str_from(expected)), "%s: %.*s", text,
              (int)got.len, got.ptr);
}

static void check_number(double unix_time, const char *expected)
{
    struct tn_datetime datetime;
    struct tn_str got =
        text_of(tn__datetime_from_double(unix_time, &datetime), &datetime);

    cr_expect(tn_str_equal(got, tn_str_from(expected)), "%.17g: %.*s",
              unix_time, (int)got.len, got.ptr);
}

Test(datetime, reads_and_writes_a_moment)
{
    check("2026-01-31T12:30", "2026-01-31T12:30:00");
    check("2026-01-31t12:30:15Z", "2026-01-31T12:30:15Z");
    check("2026-01-31_12:30:15.5", "2026-01-31T12:30:15.500000");
    check("2026-01-31 12:30:15+0530", "2026-01-31T12:30:15+05:30");
}

Test(datetime, names_the_first_part_that_is_wrong)
{
    check("2026-01-31", "invalid datetime separator, expected `T`, `t`, `_` "
                        "or space");
    check("2026-02-31T00:00", "day value is outside expected range");
    check("2026-01-31T", "input is too short");
    check("2026-01-31T25:00", "hour value is outside expected range of 0-23");
}

Test(datetime, reads_unix_times_in_text)
{
    check("0", "1970-01-01T00:00:00Z");
    check("+1577836800", "2020-01-01T00:00:00Z");
    check("-1.25", "1969-12-31T23:59:58.750000Z");
    check("1577836800.1234565", "2020-01-01T00:00:00.123457Z");
    check("0.9999999", "1970-01-01T00:00:01Z");
    check("1577836800123", "2020-01-01T00:00:00.123000Z");
    check("1577836800123.4567", "2020-01-01T00:00:00.123457Z");
    check("5.", "1970-01-01T00:00:05Z");
    check(".5", "input is too short");
    check("1e3", "input is too short");
    check("9223372036854775808", "invalid date separator, expected `-`");
}

Test(datetime, takes_large_unix_times_as_milliseconds)
{
    check_number(20000000000, "2603-10-11T11:33:20Z");
    check_number(20000000001, "1970-08-20T11:33:20.001000Z");
    check_number(-20000000000, "1336-03-23T12:26:40Z");
    check_number(-20000000001, "1969-05-14T12:26:39.999000Z");
    check_number(253402300799999, "9999-12-31T23:59:59.999000Z");
}

Test(datetime, keeps_the_fraction_of_a_number)
{
    check_number(-1.5, "1969-12-31T23:59:58.500000Z");
    check_number(-1.25, "1969-12-31T23:59:58.750000Z");
    check_number(1577836800.123456, "2020-01-01T00:00:00.123456Z");
}

Test(datetime, refuses_what_the_calendar_does_not_reach)
{
    struct tn_datetime datetime;

    check_number(253402300800000,
                 "dates after 9999 are not supported as unix timestamps");
    check_number(INFINITY,
                 "dates after 9999 are not supported as unix timestamps");
    check_number(-62167219200001,
                 "dates before 0000 are not supported as unix timestamps");
    check_number(-INFINITY,
                 "dates before 0000 are not supported as unix timestamps");
    check_number(NAN, "NaN values not permitted");
    cr_expect_eq(tn__datetime_from_int(INT64_MAX, &datetime),
                 TN__TEMPORAL_DATE_TOO_LARGE);
    cr_expect_eq(tn__datetime_from_int(INT64_MIN, &datetime),
                 TN__TEMPORAL_DATE_TOO_SMALL);
}
