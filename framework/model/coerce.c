/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/coerce.h"

#include <math.h>
#include <strings.h>

#include <tenon/attrs.h>

#include "base/number.h"
#include "base/utf8.h"

/* -- White space ----------------------------------------------------------- */

/* Unicode's White_Space: what Rust trims. (Python's takes four controls more.)
 */
static bool is_space(uint32_t code_point)
{
    return tn__utf8_is_space(code_point) &&
           !(code_point >= 0x1c && code_point <= 0x1f);
}

/* -- Integers -------------------------------------------------------------- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool take_sign(struct tn_str *text, bool *negative)
{
    if (!text->len || (*text->ptr != '-' && *text->ptr != '+'))
        return false;
    *negative = *text->ptr == '-';
    text->ptr++;
    text->len--;
    return true;
}

/* Returns the size of the digits at the start, single underscores between them
 * counted; 0: none. */
static size_t digits_size(struct tn_str text)
{
    size_t size = 0;

    while (size < text.len) {
        if (is_digit(text.ptr[size]))
            size++;
        else if (text.ptr[size] == '_' && size && size + 1 < text.len &&
                 is_digit(text.ptr[size + 1]))
            size += 2;
        else
            break;
    }
    return size;
}

/* Returns whether all is ".0", ".00", ..., or nothing. */
static bool is_zero_fraction(struct tn_str text)
{
    if (text.len == 0)
        return true;
    if (text.len < 2 || *text.ptr != '.')
        return false;
    for (size_t i = 1; i < text.len; i++) {
        if (text.ptr[i] != '0')
            return false;
    }
    return true;
}

/* Counts down, as int64_t reaches further there. */
static enum tn__coerced
add_up(const char *digits, size_t size, bool negative, int64_t *out)
{
    int64_t sum = 0;

    for (size_t i = 0; i < size; i++) {
        if (digits[i] == '_')
            continue;
        if (__builtin_mul_overflow(sum, 10, &sum) ||
            __builtin_sub_overflow(sum, digits[i] - '0', &sum))
            return TN__COERCED_TOO_LARGE;
    }
    if (!negative && sum == INT64_MIN)
        return TN__COERCED_TOO_LARGE;
    *out = negative ? sum : -sum;
    return TN__COERCED;
}

enum tn__coerced tn__coerce_int(struct tn_str text, int64_t *out)
{
    bool negative = false;
    size_t size;

    text = tn__utf8_trim(text, is_space);
    take_sign(&text, &negative);
    size = digits_size(text);
    if (!size ||
        !is_zero_fraction((struct tn_str){ text.ptr + size, text.len - size }))
        return TN__COERCED_NOT;
    return add_up(text.ptr, size, negative, out);
}

/* -- Floats ---------------------------------------------------------------- */

struct word {
    struct tn_str text; /* lower case */
    double value;
};

static bool is_word(struct tn_str text, struct tn_str word)
{
    return text.len == word.len &&
           strncasecmp(text.ptr, word.ptr, word.len) == 0;
}

/* Copies the digits at `*from` and moves past them. Returns how many. */
static size_t copy_digits(char **to, const char **from, const char *end)
{
    const char *begin = *from;

    while (*from < end && is_digit(**from))
        *(*to)++ = *(*from)++;
    return (size_t)(*from - begin);
}

static bool copy_exponent(char **to, const char **from, const char *end)
{
    if (*from == end || (**from != 'e' && **from != 'E'))
        return true;
    *(*to)++ = *(*from)++;
    if (*from < end && (**from == '-' || **from == '+'))
        *(*to)++ = *(*from)++;
    return copy_digits(to, from, end) > 0;
}

/*
 * Writes a number in JSON's grammar, which has a digit on both sides of the
 * point and no zeros in front. `to` holds the text and 2 bytes more. Returns
 * the size, 0: no number.
 */
static size_t make_json_number(char *to, struct tn_str text)
{
    const char *from = text.ptr;
    const char *end = text.ptr + text.len;
    char *begin = to;
    size_t whole;
    size_t fraction = 0;

    while (from + 1 < end && *from == '0' && is_digit(from[1]))
        from++;
    whole = copy_digits(&to, &from, end);
    if (!whole)
        *to++ = '0';
    if (from < end && *from == '.') {
        from++;
        *to++ = '.';
        fraction = copy_digits(&to, &from, end);
        if (!fraction)
            *to++ = '0';
    }
    if (!whole && !fraction)
        return 0;
    return copy_exponent(&to, &from, end) && from == end ? (size_t)(to - begin)
                                                         : 0;
}

static enum tn__coerced
parse_number(struct tn__arena *arena, struct tn_str text, double *out)
{
    char *json = tn__arena_alloc_aligned(arena, text.len + 2, 1);
    size_t size = json ? make_json_number(json, text) : 0;

    if (!json)
        return TN__COERCED_NO_MEMORY;
    if (size)
        *out = tn__number_parse_double(json, size);
    tn__arena_trim(arena, json, text.len + 2, 0);
    return size ? TN__COERCED : TN__COERCED_NOT;
}

/* Reads a number or a word without anything around. */
static enum tn__coerced
parse_float(struct tn__arena *arena, struct tn_str text, double *out)
{
    static const struct word words[] = {
        { TN_STR("inf"), INFINITY },
        { TN_STR("infinity"), INFINITY },
        { TN_STR("nan"), NAN },
    };
    bool negative = false;
    enum tn__coerced result = TN__COERCED_NOT;

    take_sign(&text, &negative);
    for (size_t i = 0; i < TN_COUNT(words); i++) {
        if (is_word(text, words[i].text)) {
            *out = words[i].value;
            result = TN__COERCED;
        }
    }
    if (result == TN__COERCED_NOT)
        result = parse_number(arena, text, out);
    if (result == TN__COERCED && negative)
        *out = -*out;
    return result;
}

/* Writes the text without its underscores; false where one is at an end or
 * doubled, or there is none. */
static bool strip_underscores(char *to, struct tn_str *text)
{
    size_t size = 0;

    if (!text->len || text->ptr[0] == '_' || text->ptr[text->len - 1] == '_')
        return false;
    for (size_t i = 0; i < text->len; i++) {
        if (text->ptr[i] != '_')
            to[size++] = text->ptr[i];
        else if (text->ptr[i + 1] == '_')
            return false;
    }
    if (size == text->len)
        return false;
    *text = (struct tn_str){ to, size };
    return true;
}

enum tn__coerced
tn__coerce_float(struct tn__arena *arena, struct tn_str text, double *out)
{
    enum tn__coerced result =
        parse_float(arena, tn__utf8_trim(text, is_space), out);
    char *stripped;

    if (result != TN__COERCED_NOT || !memchr(text.ptr, '_', text.len))
        return result;
    stripped = tn__arena_alloc_aligned(arena, text.len, 1);
    if (!stripped)
        return TN__COERCED_NO_MEMORY;
    /* With underscores, Pydantic takes no white space around. */
    return strip_underscores(stripped, &text) ? parse_float(arena, text, out)
                                              : TN__COERCED_NOT;
}

/* -- Booleans -------------------------------------------------------------- */

enum tn__coerced tn__coerce_bool(struct tn_str text, bool *out)
{
    static const struct word words[] = {
        { TN_STR("0"), 0 },     { TN_STR("off"), 0 }, { TN_STR("f"), 0 },
        { TN_STR("false"), 0 }, { TN_STR("n"), 0 },   { TN_STR("no"), 0 },
        { TN_STR("1"), 1 },     { TN_STR("on"), 1 },  { TN_STR("t"), 1 },
        { TN_STR("true"), 1 },  { TN_STR("y"), 1 },   { TN_STR("yes"), 1 },
    };

    for (size_t i = 0; i < TN_COUNT(words); i++) {
        if (is_word(text, words[i].text)) {
            *out = words[i].value != 0;
            return TN__COERCED;
        }
    }
    return TN__COERCED_NOT;
}
