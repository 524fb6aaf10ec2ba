/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/repr.h"

#include <inttypes.h>

#include "base/number.h"
#include "base/utf8.h"

/* -- Strings --------------------------------------------------------------- */

static const char *short_escape(uint32_t code_point)
{
    switch (code_point) {
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    }
    return NULL;
}

static void write_escape(struct tn__buf *buf, uint32_t code_point)
{
    if (code_point < 0x100)
        tn__buf_printf(buf, "\\x%02" PRIx32, code_point);
    else if (code_point < 0x10000)
        tn__buf_printf(buf, "\\u%04" PRIx32, code_point);
    else
        tn__buf_printf(buf, "\\U%08" PRIx32, code_point);
}

/* Double quotes only where that saves an escape. */
static char choose_quote(struct tn_str text)
{
    bool has_single = text.len && memchr(text.ptr, '\'', text.len);
    bool has_double = text.len && memchr(text.ptr, '"', text.len);

    return has_single && !has_double ? '"' : '\'';
}

static void write_string(struct tn__buf *buf, struct tn_str text)
{
    char quote = choose_quote(text);
    size_t at = 0;

    tn__buf_char(buf, quote);
    while (at < text.len) {
        uint32_t code_point = 0;
        size_t size =
            tn__utf8_decode(text.ptr + at, text.len - at, &code_point);
        const char *escape = short_escape(code_point);

        if (escape) {
            tn__buf_str(buf, tn_str_from(escape));
        } else if (!tn__repr_is_printable(code_point)) {
            write_escape(buf, code_point);
        } else {
            if (code_point == (unsigned char)quote)
                tn__buf_char(buf, '\\');
            tn__buf_append(buf, text.ptr + at, size);
        }
        /* A schema's text is valid UTF-8; never stand still all the same. */
        at += size ? size : 1;
    }
    tn__buf_char(buf, quote);
}

/* -- Values ---------------------------------------------------------------- */

static void write_scalar(struct tn__buf *buf, const struct tn_value *value)
{
    char digits[TN__NUMBER_TEXT];

    switch (value->type) {
    case TN_TYPE_NULL:
        tn__buf_lit(buf, "None");
        break;
    case TN_TYPE_BOOL:
        tn__buf_str(buf, tn_str_from(value->as.boolean ? "True" : "False"));
        break;
    case TN_TYPE_INT:
        tn__buf_append(buf, digits,
                       tn__number_format_int(digits, value->as.integer));
        break;
    case TN_TYPE_FLOAT:
        tn__buf_append(buf, digits,
                       tn__number_format_double(digits, value->as.number));
        break;
    case TN_TYPE_BIGINT:
        tn__buf_str(buf, tn_value_str(value));
        break;
    case TN_TYPE_STRING:
        write_string(buf, tn_value_str(value));
        break;
    }
}

static bool is_container(const struct tn_value *value)
{
    return value->type == TN_TYPE_ARRAY || value->type == TN_TYPE_OBJECT;
}

/* The containers around the value that is written. */
struct open {
    const struct tn_value *value;
    uint32_t left;
};

/* Writes what stands between two values. */
static const struct tn_value *
separate(struct tn__buf *buf, struct open *open, const struct tn_value *next)
{
    if (open->left < open->value->count)
        tn__buf_lit(buf, ", ");
    open->left--;
    if (open->value->type != TN_TYPE_OBJECT)
        return next;
    write_scalar(buf, next);
    tn__buf_lit(buf, ": ");
    return next + 1;
}

void tn__repr_write(struct tn__buf *buf, const struct tn_value *value)
{
    struct open stack[TN__REPR_DEPTH];
    size_t depth = 0;

    for (;;) {
        bool is_list = value->type == TN_TYPE_ARRAY;

        if (is_container(value) && depth == TN__REPR_DEPTH) {
            tn__buf_lit(buf, "...");
            value = tn_value_next(value);
        } else if (is_container(value)) {
            tn__buf_char(buf, is_list ? '[' : '{');
            stack[depth++] = (struct open){ value, value->count };
            value++;
        } else {
            write_scalar(buf, value);
            value++;
        }
        while (depth && stack[depth - 1].left == 0)
            tn__buf_char(
                buf, stack[--depth].value->type == TN_TYPE_ARRAY ? ']' : '}');
        if (depth == 0)
            return;
        value = separate(buf, &stack[depth - 1], value);
    }
}
