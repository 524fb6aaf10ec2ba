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

#define TEXT(label_, decode_)                                                  \
    FORM(struct tn_str, str), .is_text = true, .label = (label_),              \
                              .constrained = (label_), .decode = (decode_),    \
                              .encode = tn__encode_text

/* The names that Pydantic's validators go by. */
#define URL_LABEL   "function-wrap[wrap_val()]"
#define EMAIL_LABEL "function-after[_validate(), str]"
#define NAME_EMAIL_LABEL                                                       \
    "function-after[_validate(), "                                             \
    "json-or-python[json=str,python=union[is-instance[NameEmail],str]]]"
#define IP_ANY_LABEL "function-plain[_validate()]"
#define IP_LABEL(function, class)                                              \
    "lax-or-strict[lax=function-plain[" function                               \
    "()],strict=json-or-python[json=function-after[" class                     \
        "(), str],python=is-instance[" class "]]]"

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
    [TN__FORMAT_URI] = { TEXT(URL_LABEL, tn__decode_url) },
    [TN__FORMAT_MULTI_HOST_URI] = { TEXT(URL_LABEL, tn__decode_url) },
    [TN__FORMAT_EMAIL] = { TEXT(EMAIL_LABEL, tn__decode_email) },
    [TN__FORMAT_NAME_EMAIL] = { TEXT(NAME_EMAIL_LABEL, tn__decode_email) },
    [TN__FORMAT_IPV4] = { TEXT(IP_LABEL("ip_v4_address_validator", "IPv4Address"), tn__decode_ip) },
    [TN__FORMAT_IPV6] = { TEXT(IP_LABEL("ip_v6_address_validator", "IPv6Address"), tn__decode_ip) },
    [TN__FORMAT_IPVANYADDRESS] = { TEXT(IP_ANY_LABEL, tn__decode_ip) },
    [TN__FORMAT_IPV4NETWORK] = { TEXT(IP_LABEL("ip_v4_network_validator", "IPv4Network"), tn__decode_ip) },
    [TN__FORMAT_IPV6NETWORK] = { TEXT(IP_LABEL("ip_v6_network_validator", "IPv6Network"), tn__decode_ip) },
    [TN__FORMAT_IPVANYNETWORK] = { TEXT(IP_ANY_LABEL, tn__decode_ip) },
    [TN__FORMAT_IPV4INTERFACE] = { TEXT(IP_LABEL("ip_v4_interface_validator", "IPv4Interface"), tn__decode_ip) },
    [TN__FORMAT_IPV6INTERFACE] = { TEXT(IP_LABEL("ip_v6_interface_validator", "IPv6Interface"), tn__decode_ip) },
    [TN__FORMAT_IPVANYINTERFACE] = { TEXT(IP_ANY_LABEL, tn__decode_ip) },
};
