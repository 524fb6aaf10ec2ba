/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "json/writer.h"

#include <math.h>
#include <string.h>

#include "base/compat.h"
#include "base/number.h"

/* -- Scalars --------------------------------------------------------------- */

void tn__json_int(struct tn__buf *buf, int64_t value)
{
    char *to = tn__buf_reserve(buf, TN__NUMBER_TEXT);

    if (to)
        tn__buf_commit(buf, tn__number_format_int(to, value));
}

void tn__json_double(struct tn__buf *buf, double value)
{
    char *to = tn__buf_reserve(buf, TN__NUMBER_TEXT);

    if (to && isfinite(value))
        tn__buf_commit(buf, tn__number_format_double(to, value));
    else
        tn__buf_lit(buf, "null");
}

/* -- Documents, piece by piece --------------------------------------------- */

static TN__COLD void new_line(struct tn__json_out *out)
{
    size_t spaces = (size_t)out->indent * out->depth;
    char *to;

    to = tn__buf_reserve(out->buf, spaces + 1);
    if (!to)
        return;
    *to = '\n';
    memset(to + 1, ' ', spaces);
    tn__buf_commit(out->buf, spaces + 1);
}

/* Writes what stands before a member, an item, or the value of a key. */
static inline void separate(struct tn__json_out *out)
{
    if (out->after_key) {
        out->after_key = false;
        return;
    }
    if (out->has_before)
        tn__buf_char(out->buf, ',');
    out->has_before = true;
    if (out->indent && out->depth)
        new_line(out);
}

static void begin(struct tn__json_out *out, char bracket)
{
    separate(out);
    tn__buf_char(out->buf, bracket);
    out->depth++;
    out->has_before = false;
}

static void end(struct tn__json_out *out, char bracket)
{
    out->depth--;
    if (out->indent && out->has_before)
        new_line(out);
    tn__buf_char(out->buf, bracket);
    out->has_before = true;
}

void tn__json_begin_object(struct tn__json_out *out)
{
    begin(out, '{');
}

void tn__json_end_object(struct tn__json_out *out)
{
    end(out, '}');
}

void tn__json_begin_array(struct tn__json_out *out)
{
    begin(out, '[');
}

void tn__json_end_array(struct tn__json_out *out)
{
    end(out, ']');
}

void tn__json_key(struct tn__json_out *out, const char *name)
{
    tn__json_key_n(out, name, strlen(name));
}

void tn__json_key_n(struct tn__json_out *out, const char *name, size_t size)
{
    separate(out);
    tn__json_string(out->buf, name, size);
    tn__buf_append(out->buf, ": ", out->indent ? 2 : 1);
    out->after_key = true;
}

void tn__json_put_text(struct tn__json_out *out, const char *text)
{
    tn__json_put_str(out, tn_str_from(text));
}

void tn__json_put_member(struct tn__json_out *out,
                         const char *key,
                         const char *text)
{
    tn__json_key(out, key);
    tn__json_put_text(out, text);
}

void tn__json_put_str(struct tn__json_out *out, struct tn_str text)
{
    separate(out);
    tn__json_string(out->buf, text.ptr, text.len);
}

void tn__json_put_int(struct tn__json_out *out, int64_t value)
{
    separate(out);
    tn__json_int(out->buf, value);
}

void tn__json_put_double(struct tn__json_out *out, double value)
{
    separate(out);
    tn__json_double(out->buf, value);
}

void tn__json_put_number(struct tn__json_out *out, struct tn_str digits)
{
    separate(out);
    tn__buf_str(out->buf, digits);
}

void tn__json_put_bool(struct tn__json_out *out, bool value)
{
    separate(out);
    if (value)
        tn__buf_lit(out->buf, "true");
    else
        tn__buf_lit(out->buf, "false");
}

void tn__json_put_null(struct tn__json_out *out)
{
    separate(out);
    tn__buf_lit(out->buf, "null");
}
