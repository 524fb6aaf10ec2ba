/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/temporal.h"

#include <criterion/criterion.h>

/* Returns the date of a text as it is written, or what is wrong with it. */
static struct tn_str answer(const char *text)
{
    static char written[TN__DATE_SIZE];
    struct tn_date date;
    enum tn__temporal_fault fault = tn__date_parse(tn_str_from(text), &date);

    if (fault)
        return tn__temporal_fault_text(fault);
    return (struct tn_str){ written, tn__date_format(written, &date) };
}

static void check(const char *text, const char *expected)
{
    struct tn_str got = answer(text);

    cr_expect(tn_str_equal(got, tn_str_from(expected)), "%s: %.*s", text,
              (int)got.len, got.ptr);
}

Test(date, reads_and_writes_a_day)
{
    check("2026-01-31", "2026-01-31");
    check("0001-01-01", "0001-01-01");
    check("9999-12-31", "9999-12-31");
}

Test(date, knows_the_leap_years)
{
    check("2024-02-29", "2024-02-29");
    check("2000-02-29", "2000-02-29");
    check("1900-02-29", "day value is outside expected range");
    check("2023-02-29", "day value is outside expected range");
    check("2023-04-31", "day value is outside expected range");
    check("2023-04-00", "day value is outside expected range");
    check("2023-00-01", "month value is outside expected range of 1-12");
    check("2023-13-01", "month value is outside expected range of 1-12");
}

Test(date, names_the_first_part_that_is_wrong)
{
    check("", "input is too short");
    check("2023-1-01", "input is too short");
    check("202x-01-01", "invalid character in year");
    check("2023/01-01", "invalid date separator, expected `-`");
    check("2023-x1-01", "invalid character in month");
    check("2023-01/01", "invalid date separator, expected `-`");
    check("2023-01-0x", "invalid character in day");
    check("2023-01-01 ", "unexpected extra characters at the end of the input");
}

Test(date, counts_days_from_1970)
{
    struct tn_date first = tn__date_from_days(0);
    struct tn_date leap = tn__date_from_days(11016);
    struct tn_date before = tn__date_from_days(-1);
    struct tn_date zero = tn__date_from_days(-719528);
    struct tn_date last = tn__date_from_days(2932896);

    cr_expect(first.year == 1970 && first.month == 1 && first.day == 1);
    cr_expect(leap.year == 2000 && leap.month == 2 && leap.day == 29);
    cr_expect(before.year == 1969 && before.month == 12 && before.day == 31);
    cr_expect(zero.year == 0 && zero.month == 1 && zero.day == 1);
    cr_expect(last.year == 9999 && last.month == 12 && last.day == 31);
}

Test(date, follows_one_day_after_the_other)
{
    struct tn_date before = tn__date_from_days(-719528);

    for (int32_t days = -719527; days <= 2932896; days++) {
        struct tn_date date = tn__date_from_days(days);
        bool next_day = date.day == before.day + 1 &&
                        date.month == before.month && date.year == before.year;
        bool next_month =
            date.day == 1 && before.day >= 28 &&
            (date.year - before.year) * 12 + date.month - before.month == 1;

        cr_assert(next_day || next_month, "%d", days);
        cr_assert(date.year == 0 || tn__date_is_valid(&date), "%d", days);
        before = date;
    }
}

Test(date, is_valid_from_the_year_1)
{
    struct tn_date zeroed = { 0 };
    struct tn_date year_zero = { 0, 1, 1 };
    struct tn_date thirteenth = { 2023, 13, 1 };

    cr_expect_not(tn__date_is_valid(&zeroed));
    cr_expect_not(tn__date_is_valid(&year_zero));
    cr_expect_not(tn__date_is_valid(&thirteenth));
}
