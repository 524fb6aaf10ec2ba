/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "json/source.h"

#include <tenon/error.h>

#include "base/number.h"

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

/* Returns the place after a fraction and an exponent, `at` itself where there
 * is neither: a number ends before a part that is not whole. */
static char *skip_real_part(char *at)
{
    if (at[0] == '.' && is_digit(at[1]))
        at = skip_digits(at + 1);
    if ((at[0] | 0x20) == 'e') {
        char *digits = at + 1 + (at[1] == '+' || at[1] == '-');

        if (is_digit(*digits))
            at = skip_digits(digits);
    }
    return at;
}

/* The text must stay as it is, so the digits are copied to be terminated. */
static char *read_big_integer(struct tn__json_source *source,
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

static char *read_integer(struct tn__json_source *source,
                          char *begin,
                          char *end,
                          struct tn_value *to)
{
    bool negative = *begin == '-';
    uint64_t limit = (uint64_t)INT64_MAX + negative;
    uint64_t value = 0;

    if (end - begin > 20)
        return read_big_integer(source, begin, end, to);
    for (char *at = begin + negative; at < end; at++) {
        uint64_t digit = (uint64_t)(*at - '0');

        if (value > (limit - digit) / 10)
            return read_big_integer(source, begin, end, to);
        value = value * 10 + digit;
    }
    *to = (struct tn_value){
        .type = TN_TYPE_INT,
        .as.integer = (int64_t)(negative ? 0 - value : value),
    };
    return end;
}

char *tn__json_read_number(struct tn__json_source *source,
                           char *at,
                           struct tn_value *to)
{
    char *begin = at;
    char *integer_end;

    at += *at == '-';
    if (!is_digit(*at))
        return tn__json_refuse_here(source, TN__JSON_VALUE, begin);
    integer_end = *at == '0' ? at + 1 : skip_digits(at);
    at = skip_real_part(integer_end);
    if (at == integer_end)
        return read_integer(source, begin, at, to);
    *to = (struct tn_value){
        .type = TN_TYPE_FLOAT,
        .as.number = tn__number_parse_double(begin, (size_t)(at - begin)),
    };
    return at;
}
