/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__TOOL_WRITE_H
#define TN__TOOL_WRITE_H

#include "base/buf.h"
#include "tool/outline.h"

/* The two files of a outline. `from` is the schema's file name without folders,
 * so that the output is the same wherever it is made. */

/* Writes <stem>_models.h. */
void tn__write_header(struct tn__buf *buf,
                      const struct tn__outline *outline,
                      struct tn_str from);

/* Writes <stem>_models.c. */
void tn__write_source(struct tn__buf *buf,
                      const struct tn__outline *outline,
                      struct tn_str from);

/* Writes the enum of a union's members, and the members of its struct: part of
 * tn__write_header(). */
void tn__write_kinds(struct tn__buf *buf, const struct tn__c_type *type);
void tn__write_union(struct tn__buf *buf,
                     const struct tn__outline *outline,
                     const struct tn__c_type *type);

/* Writes the first line of both. */
void tn__write_banner(struct tn__buf *buf, struct tn_str from);

#endif
