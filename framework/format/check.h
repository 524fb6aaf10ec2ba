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

/* Returns the check of a format, NULL: it is not known, or `regex`, which is
 * the pattern compiler's. */
tn__format_check tn__format_check_find(struct tn_str name);

#endif
