/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/check.h"

#include <stddef.h>

#include <tenon/attrs.h>

static const struct {
    const char *name;
    tn__format_check check;
} checks[] = {
    { "date", tn__check_date },
    { "time", tn__check_time },
    { "date-time", tn__check_date_time },
    { "duration", tn__check_duration },
    { "email", tn__check_email },
    { "idn-email", tn__check_idn_email },
    { "hostname", tn__check_hostname },
    { "idn-hostname", tn__check_idn_hostname },
    { "ipv4", tn__check_ipv4 },
    { "ipv6", tn__check_ipv6 },
    { "uri", tn__check_uri },
    { "uri-reference", tn__check_uri_reference },
    { "iri", tn__check_iri },
    { "iri-reference", tn__check_iri_reference },
    { "uri-template", tn__check_uri_template },
    { "uuid", tn__check_uuid },
    { "json-pointer", tn__check_json_pointer },
    { "relative-json-pointer", tn__check_relative_pointer },
};

tn__format_check tn__format_check_find(struct tn_str name)
{
    for (size_t i = 0; i < TN_COUNT(checks); i++) {
        if (tn_str_equal(name, tn_str_from(checks[i].name)))
            return checks[i].check;
    }
    return NULL;
}
