/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__JSON_WRITER_H
#define TN__JSON_WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include <tenon/str.h>
#include <tenon/value.h>

#include "base/buf.h"

/*
 * JSON text into a buffer: as Python's json.dumps(ensure_ascii=False) escapes,
 * numbers as Python's repr, independent of the locale, without recursion.
 */

/* -- Scalars --------------------------------------------------------------- */

/* Writes text with its quotes: escapes " \ and the controls below 0x20 (as
 * \b \f \n \r \t or \u00xx); all else, U+007F too, as it is. */
void tn__json_string(struct tn__buf *buf, const char *text, size_t size);

void tn__json_int(struct tn__buf *buf, int64_t value);

/* Writes the shortest text that reads back the same, as Python's repr: 5.0,
 * 0.1, 1e+16, 1e-07, -0.0. What is not finite is written as null. */
void tn__json_double(struct tn__buf *buf, double value);

/* -- Trees ----------------------------------------------------------------- */

/*
 * Writes a tree, compact (separators "," and ":"). Where a name stands twice in
 * an object the last value is written at the first place, as Python's dict
 * keeps it.
 */
void tn__json_value(struct tn__buf *buf, const struct tn_value *value);

/* -- Documents, piece by piece --------------------------------------------- */

/*
 * Writes a document from calls, with commas, and indents it where asked:
 *
 *     struct tn__json_out out = { .buf = &buf, .indent = 2 };
 *
 *     tn__json_begin_object(&out);
 *     tn__json_key(&out, "openapi");
 *     tn__json_put_text(&out, "3.1.0");
 *     tn__json_end_object(&out);
 */
struct tn__json_out {
    struct tn__buf *buf;
    unsigned indent; /* spaces a level; 0: compact */
    unsigned depth;
    bool has_before; /* a value stands before, at this level */
    bool after_key;
};

void tn__json_begin_object(struct tn__json_out *out);
void tn__json_end_object(struct tn__json_out *out);
void tn__json_begin_array(struct tn__json_out *out);
void tn__json_end_array(struct tn__json_out *out);
void tn__json_key(struct tn__json_out *out, const char *name);
void tn__json_key_n(struct tn__json_out *out, const char *name, size_t size);
void tn__json_put_text(struct tn__json_out *out, const char *text);
/* A key and its text. */
void tn__json_put_member(struct tn__json_out *out,
                         const char *key,
                         const char *text);
void tn__json_put_str(struct tn__json_out *out, struct tn_str text);
void tn__json_put_int(struct tn__json_out *out, int64_t value);
void tn__json_put_double(struct tn__json_out *out, double value);
/* Writes the digits of a number as they are. */
void tn__json_put_number(struct tn__json_out *out, struct tn_str digits);
void tn__json_put_bool(struct tn__json_out *out, bool value);
void tn__json_put_null(struct tn__json_out *out);
void tn__json_put_value(struct tn__json_out *out, const struct tn_value *value);

#endif
