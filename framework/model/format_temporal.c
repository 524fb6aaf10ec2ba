/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/number.h"
#include "format/temporal.h"
#include "model/decoder.h"
#include "model/encoder.h"
#include "model/formats.h"

/*
 * `format: date`, `date-time`, `time` and `duration`: Pydantic's date,
 * datetime, time and timedelta. Numbers are Unix times and seconds; strict
 * takes text only, and that in the form of ISO 8601.
 */

/* -- Decoding -------------------------------------------------------------- */

static bool refuse(struct tn__decoder *decoder,
                   enum tn__issue_kind kind,
                   const struct tn_value *value,
                   enum tn__temporal_fault fault)
{
    struct tn__issue issue = {
        .kind = kind,
        .input = value,
        .text = tn__temporal_fault_text(fault),
    };

    tn__decoder_add(decoder, &issue);
    return false;
}

/* Reads what is a number to a lax decoder, an integer apart; false: it is
 * none. Python has no float for an integer past the range. */
static bool read_double(const struct tn_value *value, double *out)
{
    if (value->type == TN_TYPE_FLOAT) {
        *out = value->as.number;
        return true;
    }
    if (value->type != TN_TYPE_BIGINT)
        return false;
    *out = tn__number_parse_double(value->as.text, value->count);
    return *out - *out == 0;
}

static bool is_number(const struct tn__decoder *decoder,
                      const struct tn_value *value)
{
    double number;

    return !decoder->strict &&
           (value->type == TN_TYPE_INT || read_double(value, &number));
}

/* Reads a date and a time from text or a number. */
static enum tn__temporal_fault read_datetime(const struct tn_value *value,
                                             struct tn_datetime *out)
{
    double number = 0;

    if (value->type == TN_TYPE_STRING)
        return tn__datetime_read(tn_value_str(value), out);
    if (value->type == TN_TYPE_INT)
        return tn__datetime_from_int(value->as.integer, out);
    read_double(value, &number);
    return tn__datetime_from_double(number, out);
}

static bool is_midnight(const struct tn_time *time)
{
    return time->hour == 0 && time->minute == 0 && time->second == 0 &&
           time->microsecond == 0;
}

static bool store_date(struct tn__decoder *decoder,
                       const struct tn_value *value,
                       const struct tn_date *date,
                       char *out)
{
    if (date->year == 0)
        return refuse(decoder, TN__ISSUE_DATE_PARSING, value,
                      TN__TEMPORAL_YEAR_ZERO);
    memcpy(out, date, sizeof(*date));
    return true;
}

/* A date, or a date and a time that is midnight. */
bool tn__decode_date(struct tn__decoder *decoder,
                     const struct tn__node *node,
                     const struct tn_value *value,
                     char *out)
{
    bool is_text = value->type == TN_TYPE_STRING;
    enum tn__temporal_fault fault = TN__TEMPORAL_TOO_SHORT;
    struct tn_datetime datetime;

    (void)node;
    if (!is_text && !is_number(decoder, value))
        return tn__decoder_refuse(decoder, TN__ISSUE_DATE_TYPE, value);
    if (is_text)
        fault = tn__date_parse(tn_value_str(value), &datetime.date);
    if (fault == TN__TEMPORAL_NONE)
        return store_date(decoder, value, &datetime.date, out);
    if (decoder->strict)
        return refuse(decoder, TN__ISSUE_DATE_PARSING, value, fault);
    fault = read_datetime(value, &datetime);
    if (fault)
        return refuse(decoder, TN__ISSUE_DATE_FROM_DATETIME, value, fault);
    if (!is_midnight(&datetime.time))
        return tn__decoder_refuse(decoder, TN__ISSUE_DATE_INEXACT, value);
    return store_date(decoder, value, &datetime.date, out);
}

/*
 * Tries what is no date and time as a date; `fault` is what it is. Pydantic
 * tells the fault of the second try, which an integer fails as the first.
 */
static bool decode_midnight(struct tn__decoder *decoder,
                            const struct tn_value *value,
                            enum tn__temporal_fault fault,
                            struct tn_datetime *out)
{
    struct tn_str text = tn_value_str(value);
    bool is_integer = (fault == TN__TEMPORAL_DATE_TOO_LARGE ||
                       fault == TN__TEMPORAL_DATE_TOO_SMALL) &&
                      !memchr(text.ptr, '.', text.len);
    enum tn__temporal_fault second = tn__date_parse(text, &out->date);

    out->time = (struct tn_time){ 0 };
    return second == TN__TEMPORAL_NONE ||
           refuse(decoder, TN__ISSUE_DATETIME_FROM_DATE, value,
                  is_integer ? fault : second);
}

bool tn__decode_datetime(struct tn__decoder *decoder,
                         const struct tn__node *node,
                         const struct tn_value *value,
                         char *out)
{
    bool is_text = value->type == TN_TYPE_STRING;
    enum tn__temporal_fault fault;
    struct tn_datetime datetime;

    (void)node;
    if (!is_text && !is_number(decoder, value))
        return tn__decoder_refuse(decoder, TN__ISSUE_DATETIME_TYPE, value);
    fault = decoder->strict ? tn__datetime_parse(tn_value_str(value), &datetime)
                            : read_datetime(value, &datetime);
    if (fault && (decoder->strict || !is_text))
        return refuse(decoder, TN__ISSUE_DATETIME_PARSING, value, fault);
    if (fault && !decode_midnight(decoder, value, fault, &datetime))
        return false;
    if (datetime.date.year == 0)
        return refuse(decoder, TN__ISSUE_DATETIME_PARSING, value,
                      TN__TEMPORAL_YEAR_ZERO);
    memcpy(out, &datetime, sizeof(datetime));
    return true;
}

bool tn__decode_time(struct tn__decoder *decoder,
                     const struct tn__node *node,
                     const struct tn_value *value,
                     char *out)
{
    enum tn__temporal_fault fault;
    struct tn_time time;
    double number;

    (void)node;
    if (value->type == TN_TYPE_STRING)
        fault = tn__time_parse(tn_value_str(value), false, &time);
    else if (!is_number(decoder, value))
        return tn__decoder_refuse(decoder, TN__ISSUE_TIME_TYPE, value);
    else if (read_double(value, &number))
        fault = tn__time_from_double(number, &time);
    else
        fault = tn__time_from_int(value->as.integer, &time);
    if (fault)
        return refuse(decoder, TN__ISSUE_TIME_PARSING, value, fault);
    memcpy(out, &time, sizeof(time));
    return true;
}

/* To Python true is the integer 1, and Pydantic lets it pass here. */
bool tn__decode_duration(struct tn__decoder *decoder,
                         const struct tn__node *node,
                         const struct tn_value *value,
                         char *out)
{
    bool is_bool = value->type == TN_TYPE_BOOL && !decoder->strict;
    enum tn__temporal_fault fault;
    struct tn_duration duration;
    double number;

    (void)node;
    if (value->type == TN_TYPE_STRING)
        fault = tn__duration_parse(tn_value_str(value), &duration);
    else if (is_bool)
        fault = tn__duration_from_int(value->as.boolean, &duration);
    else if (!is_number(decoder, value))
        return tn__decoder_refuse(decoder, TN__ISSUE_TIME_DELTA_TYPE, value);
    else if (read_double(value, &number))
        fault = tn__duration_from_double(number, &duration);
    else
        fault = tn__duration_from_int(value->as.integer, &duration);
    if (fault)
        return refuse(decoder, TN__ISSUE_TIME_DELTA_PARSING, value, fault);
    memcpy(out, &duration, sizeof(duration));
    return true;
}

/* -- Encoding -------------------------------------------------------------- */

void tn__encode_date(struct tn__encoder *encoder,
                     const struct tn__node *node,
                     const char *in)
{
    char text[TN__DATE_SIZE];
    struct tn_date date;

    (void)node;
    memcpy(&date, in, sizeof(date));
    if (tn__date_is_valid(&date))
        tn__encode_string(
            encoder, (struct tn_str){ text, tn__date_format(text, &date) });
    else
        tn__encoder_fail(encoder, "a date that does not exist");
}

void tn__encode_datetime(struct tn__encoder *encoder,
                         const struct tn__node *node,
                         const char *in)
{
    char text[TN__DATETIME_SIZE];
    struct tn_datetime datetime;

    (void)node;
    memcpy(&datetime, in, sizeof(datetime));
    if (tn__date_is_valid(&datetime.date) && tn__time_is_valid(&datetime.time))
        tn__encode_string(
            encoder,
            (struct tn_str){ text, tn__datetime_format(text, &datetime) });
    else
        tn__encoder_fail(encoder, "a date and time that do not exist");
}

void tn__encode_time(struct tn__encoder *encoder,
                     const struct tn__node *node,
                     const char *in)
{
    char text[TN__TIME_SIZE];
    struct tn_time time;

    (void)node;
    memcpy(&time, in, sizeof(time));
    if (tn__time_is_valid(&time))
        tn__encode_string(
            encoder, (struct tn_str){ text, tn__time_format(text, &time) });
    else
        tn__encoder_fail(encoder, "a time that does not exist");
}

void tn__encode_duration(struct tn__encoder *encoder,
                         const struct tn__node *node,
                         const char *in)
{
    char text[TN__DURATION_SIZE];
    struct tn_duration duration;

    (void)node;
    memcpy(&duration, in, sizeof(duration));
    if (tn__duration_is_valid(&duration))
        tn__encode_string(
            encoder,
            (struct tn_str){ text, tn__duration_format(text, &duration) });
    else
        tn__encoder_fail(encoder, "a duration that is out of range");
}
