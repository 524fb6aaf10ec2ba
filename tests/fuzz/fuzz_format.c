/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdbool.h>
#include <string.h>

#include <tenon/attrs.h>

#include "format/decimal.h"
#include "format/temporal.h"
#include "format/uuid.h"
#include "fuzz.h"

/*
 * The first byte chooses a format, the rest is a text. What is read is written
 * as a text that reads the same; what is refused has a text that says why.
 */

static void check_fault(enum tn__temporal_fault fault)
{
    FUZZ_CHECK(tn__temporal_fault_text(fault).len > 0);
}

static void try_date(struct tn_str text)
{
    char written[TN__DATE_SIZE];
    struct tn_date date;
    struct tn_date again;
    enum tn__temporal_fault fault = tn__date_parse(text, &date);

    if (fault) {
        check_fault(fault);
        return;
    }
    FUZZ_CHECK(date.year == 0 || tn__date_is_valid(&date));
    text = (struct tn_str){ written, tn__date_format(written, &date) };
    FUZZ_CHECK(tn__date_parse(text, &again) == TN__TEMPORAL_NONE);
    FUZZ_CHECK(memcmp(&date, &again, sizeof(date)) == 0);
}

static void try_time(struct tn_str text)
{
    char written[TN__TIME_SIZE];
    struct tn_time time;
    struct tn_time again;
    enum tn__temporal_fault fault = tn__time_parse(text, false, &time);

    if (fault) {
        check_fault(fault);
        return;
    }
    FUZZ_CHECK(tn__time_is_valid(&time));
    text = (struct tn_str){ written, tn__time_format(written, &time) };
    FUZZ_CHECK(text.len <= sizeof(written));
    FUZZ_CHECK(tn__time_parse(text, true, &again) == TN__TEMPORAL_NONE);
    FUZZ_CHECK(memcmp(&time, &again, sizeof(time)) == 0);
}

static void try_datetime(struct tn_str text)
{
    char written[TN__DATETIME_SIZE];
    struct tn_datetime datetime;
    struct tn_datetime again;
    enum tn__temporal_fault fault = tn__datetime_read(text, &datetime);

    if (fault) {
        check_fault(fault);
        return;
    }
    text = (struct tn_str){ written, tn__datetime_format(written, &datetime) };
    FUZZ_CHECK(text.len <= sizeof(written));
    FUZZ_CHECK(tn__datetime_parse(text, &again) == TN__TEMPORAL_NONE);
    FUZZ_CHECK(memcmp(&datetime, &again, sizeof(datetime)) == 0);
}

static void try_duration(struct tn_str text)
{
    char written[TN__DURATION_SIZE];
    struct tn_duration duration;
    struct tn_duration again;
    enum tn__temporal_fault fault = tn__duration_parse(text, &duration);

    if (fault) {
        check_fault(fault);
        return;
    }
    FUZZ_CHECK(tn__duration_is_valid(&duration));
    text = (struct tn_str){ written, tn__duration_format(written, &duration) };
    FUZZ_CHECK(text.len <= sizeof(written));
    FUZZ_CHECK(tn__duration_parse(text, &again) == TN__TEMPORAL_NONE);
    FUZZ_CHECK(memcmp(&duration, &again, sizeof(duration)) == 0);
}

static void try_uuid(struct tn_str text)
{
    char written[TN__UUID_SIZE];
    struct tn__buf buf = { 0 };
    struct tn_uuid uuid;
    struct tn_uuid again;

    if (!tn__uuid_parse(text, &uuid)) {
        tn__uuid_explain(&buf, text);
        FUZZ_CHECK(buf.size > 0);
        tn__buf_deinit(&buf);
        return;
    }
    text = (struct tn_str){ written, tn__uuid_format(written, &uuid) };
    FUZZ_CHECK(tn__uuid_parse(text, &again));
    FUZZ_CHECK(memcmp(&uuid, &again, sizeof(uuid)) == 0);
}

static void try_decimal(struct tn_str text)
{
    char *room = malloc(text.len + 1);
    char *written = malloc(text.len + TN__DECIMAL_EXTRA);
    char *more = malloc(text.len + TN__DECIMAL_EXTRA);
    struct tn__decimal number;
    struct tn__decimal again;

    FUZZ_CHECK(room && written && more);
    if (tn__decimal_parse(text, room, &number) == TN__DECIMAL_FINITE) {
        size_t size = tn__decimal_format(written, &number);

        FUZZ_CHECK(size <= number.count + TN__DECIMAL_EXTRA);
        FUZZ_CHECK(tn__decimal_parse((struct tn_str){ written, size }, more,
                                     &again) == TN__DECIMAL_FINITE);
        FUZZ_CHECK(number.exponent == again.exponent);
        FUZZ_CHECK(number.count == again.count);
        FUZZ_CHECK(tn__decimal_compare(&number, &again) == 0);
        FUZZ_CHECK((number.count == 1 && *number.digits == '0') ||
                   number.count > 19 ||
                   tn__decimal_is_multiple(&number, &again));
    }
    free(room);
    free(written);
    free(more);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const formats[])(struct tn_str text) = {
        try_date, try_time, try_datetime, try_duration, try_uuid, try_decimal,
    };
    char *text;

    if (size == 0)
        return 0;
    /* The sanitizer shall see each byte past the end. */
    text = malloc(size - 1 ? size - 1 : 1);
    FUZZ_CHECK(text);
    memcpy(text, data + 1, size - 1);
    formats[*data % TN_COUNT(formats)]((struct tn_str){ text, size - 1 });
    free(text);
    return 0;
}
