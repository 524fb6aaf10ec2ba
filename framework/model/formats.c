/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/formats.h"

#include <tenon/model.h>

#define FORM(type_, name_)                                                     \
    .size = sizeof(type_), .align = _Alignof(type_),                           \
    .word = { #type_ " ", "struct tn_opt_" #name_ " " }

#define UUID_ROW(name)                                                         \
    [TN__FORMAT_##name] = {                                                    \
        FORM(struct tn_uuid, uuid), .label = "uuid",                           \
        .constrained = "uuid",      .decode = tn__decode_uuid,                 \
        .encode = tn__encode_uuid,                                             \
    }

const struct tn__format_rule tn__format_rules[TN__FORMAT_COUNT] = {
    [TN__FORMAT_BINARY] = {
        FORM(struct tn_bytes, bytes),
        .is_text = true,
        .label = "bytes",
        .constrained = "constrained-bytes",
        .decode = tn__decode_binary,
        .encode = tn__encode_binary,
    },
    [TN__FORMAT_DATE] = {
        FORM(struct tn_date, date),
        .label = "date",
        .constrained = "date",
        .decode = tn__decode_date,
        .encode = tn__encode_date,
    },
    [TN__FORMAT_DATETIME] = {
        FORM(struct tn_datetime, datetime),
        .label = "datetime",
        .constrained = "datetime",
        .decode = tn__decode_datetime,
        .encode = tn__encode_datetime,
    },
    [TN__FORMAT_TIME] = {
        FORM(struct tn_time, time),
        .label = "time",
        .constrained = "time",
        .decode = tn__decode_time,
        .encode = tn__encode_time,
    },
    [TN__FORMAT_DURATION] = {
        FORM(struct tn_duration, duration),
        .label = "timedelta",
        .constrained = "timedelta",
        .decode = tn__decode_duration,
        .encode = tn__encode_duration,
    },
    UUID_ROW(UUID),
    UUID_ROW(UUID1),
    UUID_ROW(UUID3),
    UUID_ROW(UUID4),
    UUID_ROW(UUID5),
    [TN__FORMAT_DECIMAL] = {
        FORM(struct tn_str, str),
        .is_text = true,
        .label = "decimal",
        .constrained = "decimal",
        .decode = tn__decode_decimal,
        .encode = tn__encode_decimal,
    },
};
