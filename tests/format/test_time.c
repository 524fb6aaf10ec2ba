/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/temporal.h"

#include <criterion/criterion.h>
#include <math.h>

static char written[TN__TIME_SIZE];

/* Returns a time as it is written, or the fault. */
static struct tn_str text_of(enum tn__temporal_fault fault,
                             const struct tn_time *time)
{
    if (fault)
        return tn__temporal_fault_text(fault);
    return (struct tn_str){ written, tn__time_format(written, time) };
}

static void check(const char *text, const char *expected)
{
    struct tn_time time;
    struct tn_str got =
        text_of(tn__time_parse(tn_str_from(text), false, &time), &time);

    cr_expect(tn_str_equal(got, tn_str_from(expected)), "%s: %.*s", text,
              (int)got.len, got.ptr);
}

static void check_number(double seconds, const char *expected)
{
    struct tn_time time;
    struct tn_str got = text_of(tn__time_from_double(seconds, &time), &time);

    cr_expect(tn_str_equal(got, tn_str_from(expected)), "%g: %.*s", seconds,
              (int)got.len, got.ptr);
}

Test(time, reads_and_writes_a_time)
{
    check("12:30", "12:30:00");
    check("23:59:59", "23:59:59");
    check("00:00:00.1", "00:00:00.100000");
    check("00:00:00,000001", "00:00:00.000001");
}

Test(time, cuts_the_seventh_digit_of_a_fraction)
{
    struct tn_time time;

    check("12:30:15.1234569", "12:30:15.123456");
    cr_expect_eq(tn__time_parse(tn_str_from("12:30:15.1234569"), true, &time),
                 TN__TEMPORAL_FRACTION_TOO_LONG);
}

Test(time, reads_the_offset)
{
    check("12:30Z", "12:30:00Z");
    check("12:30z", "12:30:00Z");
    check("12:30-00:00", "12:30:00Z");
    check("12:30+05:30", "12:30:00+05:30");
    check("12:30:15.5-2359", "12:30:15.500000-23:59");
    check("12:30\xe2\x88\x92"
          "01:00",
          "12:30:00-01:00");
}

Test(time, names_the_first_part_that_is_wrong)
{
    check("12:3", "input is too short");
    check("1x:30", "invalid character in hour");
    check("12-30", "invalid time separator, expected `:`");
    check("12:3x", "invalid character in minute");
    check("24:00", "hour value is outside expected range of 0-23");
    check("23:60", "minute value is outside expected range of 0-59");
    check("12:30:", "invalid character in second");
    check("12:30:60", "second value is outside expected range of 0-59");
    check("12:30:15.", "second fraction digits missing after `.`");
}

Test(time, names_what_is_wrong_with_the_offset)
{
    check("12:30 ", "invalid timezone sign");
    check("12:30\xe2\x88\x90"
          "01:00",
          "invalid timezone sign");
    check("12:30+x1:00", "invalid timezone hour");
    check("12:30+01", "invalid timezone minute");
    check("12:30+01:0", "invalid timezone minute");
    check("12:30+01:60",
          "timezone minute value is outside expected range of 0-59");
    check("12:30+24:00", "timezone offset must be less than 24 hours");
    check("12:30Zx", "unexpected extra characters at the end of the input");
    check("12:30+01:00x",
          "unexpected extra characters at the end of the input");
}

Test(time, reads_seconds_as_utc)
{
    check_number(0, "00:00:00Z");
    check_number(3661.25, "01:01:01.250000Z");
    check_number(86399.999999, "23:59:59.999999Z");
    check_number(86399.9999999, "numeric times may not exceed 86,399 seconds");
    check_number(INFINITY, "numeric times may not exceed 86,399 seconds");
    check_number(-0.5, "time in seconds should be positive");
    check_number(NAN, "NaN values not permitted");
}

Test(time, is_valid_within_a_day)
{
    struct tn_time late = { .hour = 24 };
    struct tn_time far = { .has_offset = true, .offset = 86400 };

    cr_expect_not(tn__time_is_valid(&late));
    cr_expect_not(tn__time_is_valid(&far));
}
