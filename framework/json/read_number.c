/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "json/source.h"

#include <tenon/error.h>

#include "base/digits.h"
#include "base/number.h"

/* Digits that always fit in 64 bits. */
#define SHORT_DIGITS 19

static bool is_digit(char c)
{
    return (unsigned char)(c - '0') < 10;
}

static char *skip_digits(char *at)
{
    while (is_digit(*at))
        at++;
    return at;
}

/* Appends digits to a value, which overflows past SHORT_DIGITS. Returns the
 * place after them. */
static inline char *read_digits(char *at, uint64_t *value)
{
    static const uint64_t powers[] = { 1,       10,       100,
                                       1000,    10000,    100000,
                                       1000000, 10000000, 100000000 };
    uint64_t eight;
    unsigned count;

    do {
        count = tn__digits_read8(tn__load64(at), &eight);
        *value = *value * powers[count] + eight;
        at += count;
    } while (count == 8);
    return at;
}

/* The text must stay as it is, so the digits are copied to be terminated. */
static TN__COLD char *read_big_integer(struct tn__json_source *source,
                                       char *begin,
                                       char *end,
                                       struct tn_value *to)
{
    struct tn_str text =
        tn__arena_copy(source->arena, begin, (size_t)(end - begin));

    if (!text.ptr) {
        source->code = TN_ENOMEM;
        return NULL;
    }
    *to = (struct tn_value){ .type = TN_TYPE_BIGINT,
                             .flags = TN_VALUE_ASCII,
                             .count = (uint32_t)text.len,
                             .as.text = text.ptr };
    return end;
}

/* Reads what follows the e, as far as `end`; past any exponent that matters it
 * stays where it is. */
static int read_exponent(const char *at, const char *end)
{
    bool is_negative = *at == '-';
    int exponent = 0;

    at += *at == '-' || *at == '+';
    for (; at < end && exponent < 100000; at++)
        exponent = exponent * 10 + (*at - '0');
    return is_negative ? -exponent : exponent;
}

/* Returns the place after an exponent, `at` itself where there is none: a
 * number ends before a part that is not whole. */
static char *skip_exponent(char *at)
{
    char *digits = at + 1;

    if ((*at | 0x20) != 'e')
        return at;
    digits += *digits == '+' || *digits == '-';
    return is_digit(*digits) ? skip_digits(digits) : at;
}

/*
 * Reads what follows the whole part of a number, whose value is `digits`: a
 * fraction, an exponent, or both.
 */
static char *
read_real(char *begin, char *whole_end, uint64_t digits, struct tn_value *to)
{
    bool is_negative = *begin == '-';
    char *fraction_end = whole_end;
    char *end;
    int64_t count, exponent = 0;
    double value;

    if (*whole_end == '.' && is_digit(whole_end[1])) {
        fraction_end = read_digits(whole_end + 1, &digits);
        exponent = whole_end + 1 - fraction_end;
    }
    end = skip_exponent(fraction_end);
    if (end == whole_end)
        return end;
    count = fraction_end - begin - is_negative - (fraction_end > whole_end);
    if (end > fraction_end)
        exponent += read_exponent(fraction_end + 1, end);
    if (count <= SHORT_DIGITS &&
        tn__number_make_double(digits, (int)exponent, &value))
        value = is_negative ? -value : value;
    else
        value = tn__number_parse_double(begin, (size_t)(end - begin));
    *to = (struct tn_value){ .type = TN_TYPE_FLOAT, .as.number = value };
    return end;
}

char *tn__json_read_hard_number(struct tn__json_source *source,
                                char *at,
                                struct tn_value *to)
{
    char *begin = at;
    bool is_negative = *begin == '-';
    char *digits = begin + is_negative;
    uint64_t value = 0;
    char *end;

    end = read_digits(digits, &value);
    if (*digits == '0')
        end = digits + 1; /* what follows is no part of the number */
    else if (end == digits)
        return tn__json_refuse_here(source, TN__JSON_VALUE, begin);
    if (*end == '.' || (*end | 0x20) == 'e') {
        char *real_end = read_real(begin, end, value, to);

        if (real_end != end)
            return real_end;
    }
    if (TN__UNLIKELY(end - digits > SHORT_DIGITS ||
                     value > (uint64_t)INT64_MAX + is_negative))
        return read_big_integer(source, begin, end, to);
    *to = (struct tn_value){
        .type = TN_TYPE_INT,
        .as.integer = (int64_t)(is_negative ? 0 - value : value),
    };
    return end;
}
