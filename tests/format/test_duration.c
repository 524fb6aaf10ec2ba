/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/temporal.h"

#include <criterion/criterion.h>
#include <math.h>

static char written[TN__DURATION_SIZE];

static struct tn_str text_of(enum tn__temporal_fault fault,
                             const struct tn_duration *duration)
{
    if (fault)
        return tn__temporal_fault_text(fault);
    return (struct tn_str){ written, tn__duration_format(written, duration) };
}

static void check(const char *text, const char *expected)
{
    struct tn_duration duration;
    struct tn_str got =
        text_of(tn__duration_parse(tn_str_from(text), &duration), &duration);

    cr_expect(tn_str_equal(got, tn_str_from(expected)), "%s: %.*s", text,
              (int)got.len, got.ptr);
}

static void check_number(double seconds, const char *expected)
{
    struct tn_duration duration;
    struct tn_str got =
        text_of(tn__duration_from_double(seconds, &duration), &duration);

    cr_expect(tn_str_equal(got, tn_str_from(expected)), "%.17g: %.*s", seconds,
              (int)got.len, got.ptr);
}

Test(duration, reads_iso_8601)
{
    check("P1DT2H3M4S", "P1DT2H3M4S");
    check("P1Y2M1W", "P1Y67D");
    check("PT36H", "P1DT12H");
    check("PT90M", "PT1H30M");
    check("P0D", "PT0S");
    check("+P1D", "P1D");
    check("-PT1H", "-PT1H");
    check("-PT", "PT0S");
}

Test(duration, reads_the_fraction_of_the_last_quantity)
{
    check("PT0.1234567S", "PT0.123457S");
    check("PT1,5H", "PT1H30M");
    check("P0.5D", "PT12H");
    check("P1.123W", "P7DT20H39M50.4S");
    check("PT0.9999999S", "PT1S");
    check("PT0.00000000000000000000000000000001S", "PT0S");
    check("P1.5DT1H", "quantity fraction invalid in duration");
}

Test(duration, names_what_is_wrong_with_iso_8601)
{
    check("", "input is too short");
    check("P", "input is too short");
    check("PT", "input is too short");
    check("PxD", "invalid digit in duration");
    check("PT1ST", "`t` character repeated in duration");
    check("P1H", "quantity invalid in date part of duration");
    check("PT1D", "quantity invalid in time part of duration");
    check("P1", "quantity invalid in date part of duration");
    check("P4294967296D", "a numeric value in the duration is too large");
    check("P4294967295Y", "a numeric value in the duration is too large");
    check("P1000000000D", "durations may not exceed 999,999,999 days");
}

Test(duration, reads_days_and_a_time)
{
    check("1 day", "P1D");
    check("2 DAYS", "P2D");
    check("2d", "P2D");
    check("-2 days, 03:04:05", "-P2DT3H4M5S");
    check("2d03:04", "P2DT3H4M");
    check("1 day 00:00+01:00", "P1D");
    check("5", "\"day\" identifier in duration not correctly formatted");
    check("1 da", "\"day\" identifier in duration not correctly formatted");
    check("d", "invalid digit in duration");
    check("+", "input is too short");
    check("1 day 00:00:00.1234567",
          "second fraction value is more than 6 digits long");
}

Test(duration, reads_hours_past_a_day)
{
    check("24:00:00", "P1D");
    check("100:15", "P4DT4H15M");
    check("-00:15", "-PT15M");
    check("00:00:00.1234567", "PT0.123456S");
    check(":15:00", "PT15M");
    check("86400", "invalid character in hour");
    check("1x:00", "invalid character in hour");
    check("23:59:60", "second value is outside expected range of 0-59");
    check("00:15:00Z", "unexpected extra characters at the end of the input");
    check("12345678901:00", "durations may not exceed 999,999,999 hours");
    check("2400000001:00", "durations may not exceed 999,999,999 hours");
}

Test(duration, reads_seconds)
{
    check_number(0, "PT0S");
    check_number(5.5, "PT5.5S");
    check_number(-5.25, "-PT5.25S");
    check_number(1e10, "P317Y35DT17H46M40S");
    check_number(0.9999999, "PT1S");
    check_number(86399999999999, "P2739726Y9DT23H59M59S");
    check_number(86400000000000, "durations may not exceed 999,999,999 days");
    check_number(INFINITY, "durations may not exceed 999,999,999 days");
    check_number(NAN, "NaN values not permitted");
}

Test(duration, stays_within_pythons_range)
{
    struct tn_duration duration;

    check("-P999999999D", "-P2739726Y9D");
    check("-P999999999DT1S", "durations may not exceed 999,999,999 days");
    cr_expect_eq(tn__duration_from_int(INT64_MIN, &duration),
                 TN__TEMPORAL_DURATION_DAYS);
    cr_expect_eq(tn__duration_from_int(-1, &duration), TN__TEMPORAL_NONE);
    cr_expect(duration.days == -1 && duration.seconds == 86399 &&
              duration.microseconds == 0);
}

Test(duration, writes_microseconds_below_zero)
{
    struct tn_duration tiny = { -1, 86399, 999999 };
    struct tn_duration half = { -1, 0, 500000 };

    cr_expect_eq(tn__duration_format(written, &tiny), 12);
    cr_expect_arr_eq(written, "-PT0.000001S", 12);
    cr_expect_eq(tn__duration_format(written, &half), 14);
    cr_expect_arr_eq(written, "-PT23H59M59.5S", 14);
}
