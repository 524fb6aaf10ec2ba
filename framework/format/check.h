/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__FORMAT_CHECK_H
#define TN__FORMAT_CHECK_H

#include <stdbool.h>

#include <tenon/str.h>

/*
 * The values of `format` as JSON Schema 2020-12 means them where it asserts
 * (validation, section 7.3): whether a text is one. Not what a field becomes:
 * that is Pydantic's rule, framework/model/formats.h.
 */
typedef bool (*tn__format_check)(struct tn_str text);

/* Returns the check of a format; NULL: it is not known, or is `regex`, which is
 * the pattern compiler's. */
tn__format_check tn__format_check_find(struct tn_str name);

/* check_time.c: RFC 3339 */
bool tn__check_date(struct tn_str text);
bool tn__check_time(struct tn_str text);
bool tn__check_date_time(struct tn_str text);
bool tn__check_duration(struct tn_str text);

/* check_host.c: RFC 1123, 2673, 4291, 5890 */
bool tn__check_hostname(struct tn_str text);
bool tn__check_idn_hostname(struct tn_str text);
bool tn__check_ipv4(struct tn_str text);
bool tn__check_ipv6(struct tn_str text);

/* check_email.c: RFC 5321, 6531 */
bool tn__check_email(struct tn_str text);
bool tn__check_idn_email(struct tn_str text);

/* check_uri.c: RFC 3986, 3987 */
bool tn__check_uri(struct tn_str text);
bool tn__check_uri_reference(struct tn_str text);
bool tn__check_iri(struct tn_str text);
bool tn__check_iri_reference(struct tn_str text);

/* check_template.c: RFC 6570 */
bool tn__check_uri_template(struct tn_str text);

/* check_pointer.c: RFC 6901, 9562 */
bool tn__check_json_pointer(struct tn_str text);
bool tn__check_relative_pointer(struct tn_str text);
bool tn__check_uuid(struct tn_str text);

#endif
