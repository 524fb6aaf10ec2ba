/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/yaml.h"

#include "base/number.h"

/* Words of the core schema (YAML 1.2, section 10.3.2). */
#define NULL_VALUE                                                             \
    {                                                                          \
        .type = TN_TYPE_NULL                                                   \
    }
#define BOOL_VALUE(truth)                                                      \
    {                                                                          \
        .type = TN_TYPE_BOOL, .as.boolean = (truth)                            \
    }

static const struct {
    const char *word;
    struct tn_value value;
} words[] = {
    { "", NULL_VALUE },
    { "~", NULL_VALUE },
    { "null", NULL_VALUE },
    { "Null", NULL_VALUE },
    { "NULL", NULL_VALUE },
    { "true", BOOL_VALUE(true) },
    { "True", BOOL_VALUE(true) },
    { "TRUE", BOOL_VALUE(true) },
    { "false", BOOL_VALUE(false) },
    { "False", BOOL_VALUE(false) },
    { "FALSE", BOOL_VALUE(false) },
};

static const char *const not_finite[] = {
    ".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN",
};

static bool is_sign(char c)
{
    return c == '-' || c == '+';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool resolve_word(struct tn_str text, struct tn_value *out)
{
    for (size_t i = 0; i < TN_COUNT(words); i++) {
        if (tn_str_equal(text, tn_str_from(words[i].word))) {
            *out = words[i].value;
            return true;
        }
    }
    return false;
}

static bool is_not_finite(struct tn_str text)
{
    bool has_sign = text.len && is_sign(text.ptr[0]);
    struct tn_str rest = { text.ptr + has_sign, text.len - has_sign };

    for (size_t i = 0; i < TN_COUNT(not_finite); i++) {
        /* A NaN has no sign. */
        if (tn_str_equal(rest, tn_str_from(not_finite[i])))
            return !has_sign || not_finite[i][1] != 'n';
    }
    return false;
}

/* -- 0x and 0o ------------------------------------------------------------- */

static unsigned digit_value(char c)
{
    if (is_digit(c))
        return (unsigned)(c - '0');
    if (c >= 'a' && c <= 'f')
        return (unsigned)(c - 'a') + 10;
    if (c >= 'A' && c <= 'F')
        return (unsigned)(c - 'A') + 10;
    return 16;
}

static enum tn__yaml_meaning resolve_base(struct tn_str text,
                                          struct tn_value *out)
{
    unsigned base = text.ptr[1] == 'x' ? 16 : 8;
    uint64_t sum = 0;
    bool fits = true;

    for (size_t i = 2; i < text.len; i++) {
        unsigned digit = digit_value(text.ptr[i]);

        if (digit >= base)
            return TN__YAML_STRING;
        fits = fits && sum <= ((uint64_t)INT64_MAX - digit) / base;
        sum = sum * base + digit;
    }
    if (!fits)
        return TN__YAML_TOO_LARGE;
    *out = (struct tn_value){ .type = TN_TYPE_INT, .as.integer = (int64_t)sum };
    return TN__YAML_VALUE;
}

/* -- Decimal --------------------------------------------------------------- */

/* The parts of [-+]? digits? (. digits?)? ([eE] [-+]? digits)?, which is wider
 * than JSON's grammar. */
struct decimal {
    bool is_negative;
    bool has_point;
    struct tn_str whole;
    struct tn_str fraction;
    struct tn_str exponent; /* with its e and sign; empty: none */
};

static struct tn_str take_digits(struct tn_str text, size_t *at)
{
    size_t begin = *at;

    while (*at < text.len && is_digit(text.ptr[*at]))
        ++*at;
    return (struct tn_str){ text.ptr + begin, *at - begin };
}

static bool split_exponent(struct tn_str text, size_t *at, struct decimal *out)
{
    size_t begin = *at;

    if (begin == text.len)
        return true;
    if (text.ptr[begin] != 'e' && text.ptr[begin] != 'E')
        return false;
    ++*at;
    if (*at < text.len && is_sign(text.ptr[*at]))
        ++*at;
    if (take_digits(text, at).len == 0)
        return false;
    out->exponent = (struct tn_str){ text.ptr + begin, *at - begin };
    return *at == text.len;
}

static bool split(struct tn_str text, struct decimal *out)
{
    size_t at = text.len && is_sign(text.ptr[0]);

    *out = (struct decimal){ .is_negative = at && text.ptr[0] == '-' };
    out->whole = take_digits(text, &at);
    if (at < text.len && text.ptr[at] == '.') {
        out->has_point = true;
        at++;
        out->fraction = take_digits(text, &at);
    }
    if (out->whole.len + out->fraction.len == 0 ||
        !split_exponent(text, &at, out))
        return false;
    while (out->whole.len > 1 && out->whole.ptr[0] == '0') {
        out->whole.ptr++;
        out->whole.len--;
    }
    return true;
}

static char *append(char *to, struct tn_str text)
{
    if (text.len)
        memcpy(to, text.ptr, text.len);
    return to + text.len;
}

static enum tn__yaml_meaning make_float(struct tn__arena *arena,
                                        const struct decimal *parts,
                                        struct tn_value *out)
{
    size_t size = parts->whole.len + parts->fraction.len + parts->exponent.len;
    char *text = tn__arena_alloc_aligned(arena, size + 4, 1);
    char *end = text;

    if (!text)
        return TN__YAML_NO_MEMORY;
    if (parts->is_negative)
        *end++ = '-';
    end = append(end,
                 parts->whole.len ? parts->whole : (struct tn_str){ "0", 1 });
    if (parts->fraction.len) {
        *end++ = '.';
        end = append(end, parts->fraction);
    }
    end = append(end, parts->exponent);
    *out = (struct tn_value){
        .type = TN_TYPE_FLOAT,
        .as.number = tn__number_parse_double(text, (size_t)(end - text)),
    };
    return TN__YAML_VALUE;
}

/* Adds up downwards, where INT64_MIN has its room. */
static bool fits_int(const struct decimal *parts, int64_t *out)
{
    int64_t sum = 0;

    for (size_t i = 0; i < parts->whole.len; i++) {
        if (__builtin_mul_overflow(sum, 10, &sum) ||
            __builtin_sub_overflow(sum, parts->whole.ptr[i] - '0', &sum))
            return false;
    }
    return parts->is_negative ? (*out = sum, true)
                              : !__builtin_sub_overflow(0, sum, out);
}

static enum tn__yaml_meaning make_int(struct tn__arena *arena,
                                      const struct decimal *parts,
                                      struct tn_value *out)
{
    struct tn_str digits;
    int64_t integer;

    if (fits_int(parts, &integer)) {
        *out = (struct tn_value){ .type = TN_TYPE_INT, .as.integer = integer };
        return TN__YAML_VALUE;
    }
    digits = tn__arena_printf(arena, "%s%.*s", parts->is_negative ? "-" : "",
                              (int)parts->whole.len, parts->whole.ptr);
    if (!digits.ptr)
        return TN__YAML_NO_MEMORY;
    *out = (struct tn_value){ .type = TN_TYPE_BIGINT,
                              .count = (uint32_t)digits.len,
                              .as.text = digits.ptr };
    return TN__YAML_VALUE;
}

enum tn__yaml_meaning tn__yaml_resolve(struct tn__arena *arena,
                                       struct tn_str text,
                                       struct tn_value *out)
{
    struct decimal parts;

    if (resolve_word(text, out))
        return TN__YAML_VALUE;
    if (is_not_finite(text))
        return TN__YAML_NOT_FINITE;
    if (text.len > 2 && text.ptr[0] == '0' &&
        (text.ptr[1] == 'x' || text.ptr[1] == 'o'))
        return resolve_base(text, out);
    if (!split(text, &parts))
        return TN__YAML_STRING;
    if (parts.has_point || parts.exponent.len)
        return make_float(arena, &parts, out);
    return make_int(arena, &parts, out);
}
