/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "model/encoder.h"
#include "model/formats.h"
#include "json/writer.h"

/* -- Strings --------------------------------------------------------------- */

/* Returns whether one of 16 bytes is no plain ASCII: it must be escaped, or
 * checked as UTF-8. */
TN__INLINE bool has_special16(const char *text)
{
    tn__bytes16 bytes = tn__load_bytes16(text);

    return tn__mask16((bytes < 0x20) | (bytes == '"') | (bytes == '\\')) != 0;
}

/* The same of 8 bytes. The tricks of words: x - 0x01.. borrows from a byte that
 * is 0, so its high bit comes up where it was not set. */
TN__INLINE bool has_special8(const char *text)
{
    const uint64_t ones = 0x0101010101010101u;
    uint64_t word = tn__load64(text);
    uint64_t quote = word ^ ones * '"';
    uint64_t backslash = word ^ ones * '\\';

    return ((word | (word - ones * 0x20) | (quote - ones) |
             (backslash - ones)) &
            ones * 0x80) != 0;
}

static bool has_special1(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if ((signed char)text[i] < 0x20 || text[i] == '"' || text[i] == '\\')
            return true;
    }
    return false;
}

/* Returns whether all is plain ASCII. The last bytes of a text are looked at
 * together with some before them. */
static bool is_plain(const char *text, size_t size)
{
    if (size < 8)
        return !has_special1(text, size);
    if (size < 16)
        return !has_special8(text) && !has_special8(text + size - 8);
    for (size_t at = 0; at + 16 < size; at += 16) {
        if (has_special16(text + at))
            return false;
    }
    return !has_special16(text + size - 16);
}

static void write_plain(struct tn__encoder *encoder, struct tn_str text)
{
    char *to = tn__buf_reserve(encoder->buf, text.len + 2);

    if (!to)
        return;
    *to = '"';
    memcpy(to + 1, text.ptr, text.len);
    to[text.len + 1] = '"';
    tn__buf_commit(encoder->buf, text.len + 2);
}

void tn__encode_string(struct tn__encoder *encoder, struct tn_str text)
{
    if (!text.ptr && text.len)
        tn__encoder_fail(encoder, "a string without text: its ptr is NULL");
    else if (text.len && is_plain(text.ptr, text.len))
        write_plain(encoder, text);
    else if (tn__utf8_valid_prefix(text.ptr, text.len) != text.len)
        tn__encoder_fail(encoder, "a string that is not UTF-8");
    else
        tn__json_string(encoder->buf, text.ptr, text.len);
}

/* -- Numbers --------------------------------------------------------------- */

static void write_double(struct tn__encoder *encoder, double number)
{
    if (isfinite(number))
        tn__json_double(encoder->buf, number);
    else
        tn__encoder_fail(encoder, "a number that is not finite: JSON has none");
}

/*
 * Returns the double with the fewest digits that is this float: 0.1, where the
 * float itself is 0.100000001490116.
 */
static double widen(float number)
{
    double exact = number;
    int exponent = number == 0 ? 0 : (int)floor(log10(fabs(exact)));

    for (int digits = 1; digits <= FLT_DECIMAL_DIG; digits++) {
        double scale = pow(10, abs(digits - 1 - exponent));
        bool up = digits - 1 >= exponent;
        double whole = rint(up ? exact * scale : exact / scale);
        double rounded = up ? whole / scale : whole * scale;

        if ((float)rounded == number)
            return rounded;
    }
    return exact;
}

static void write_number(struct tn__encoder *encoder,
                         const struct tn__node *node,
                         const char *in)
{
    bool is_32 = node->u.number.is_32;
    int64_t integer;
    int32_t narrow;
    double number;
    float single;

    if (node->kind == TN__NODE_INT && is_32) {
        memcpy(&narrow, in, sizeof(narrow));
        tn__json_int(encoder->buf, narrow);
    } else if (node->kind == TN__NODE_INT) {
        memcpy(&integer, in, sizeof(integer));
        tn__json_int(encoder->buf, integer);
    } else if (is_32) {
        memcpy(&single, in, sizeof(single));
        write_double(encoder, isfinite(single) ? widen(single) : single);
    } else {
        memcpy(&number, in, sizeof(number));
        write_double(encoder, number);
    }
}

/* -- The others ------------------------------------------------------------ */

static void write_bool(struct tn__encoder *encoder, const char *in)
{
    bool value;

    memcpy(&value, in, sizeof(value));
    if (value)
        tn__buf_lit(encoder->buf, "true");
    else
        tn__buf_lit(encoder->buf, "false");
}

static void write_tree(struct tn__encoder *encoder, const char *in)
{
    const struct tn_value *value;

    memcpy(&value, in, sizeof(value));
    if (value)
        tn__json_value(encoder->buf, value);
    else
        tn__encoder_fail(encoder, "no value: the pointer is NULL");
}

/* Returns the choice that a form stands for; NULL: none. */
static const struct tn_value *choice_of(const struct tn__choice_rules *rules,
                                        const char *in)
{
    uint32_t index;
    int64_t integer;

    if (rules->all_strings) {
        memcpy(&index, in, sizeof(index));
        return index < rules->count ? rules->values[index] : NULL;
    }
    memcpy(&integer, in, sizeof(integer));
    for (size_t i = 0; i < rules->count; i++) {
        if (rules->values[i]->as.integer == integer)
            return rules->values[i];
    }
    return NULL;
}

static void write_choice(struct tn__encoder *encoder,
                         const struct tn__choice_rules *rules,
                         const char *in)
{
    const struct tn_value *choice;

    if (!rules->all_strings && !rules->all_ints) {
        write_tree(encoder, in);
        return;
    }
    choice = choice_of(rules, in);
    if (choice)
        tn__json_value(encoder->buf, choice);
    else
        tn__encoder_fail(encoder, "a value that is none of the enum's");
}

void tn__encode_scalar(struct tn__encoder *encoder,
                       const struct tn__node *node,
                       const char *in)
{
    struct tn_str text;

    switch (node->kind) {
    case TN__NODE_STRING:
        memcpy(&text, in, sizeof(text));
        tn__encode_string(encoder, text);
        break;
    case TN__NODE_INT:
    case TN__NODE_FLOAT:
        write_number(encoder, node, in);
        break;
    case TN__NODE_BOOL:
        write_bool(encoder, in);
        break;
    case TN__NODE_FORMAT:
        tn__format_rule(node)->encode(encoder, node, in);
        break;
    case TN__NODE_LITERAL:
    case TN__NODE_ENUM:
        write_choice(encoder, &node->u.choice, in);
        break;
    case TN__NODE_NULL:
        tn__buf_lit(encoder->buf, "null");
        break;
    default:
        write_tree(encoder, in);
    }
}
