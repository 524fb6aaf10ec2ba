/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/decimal.h"

#include "base/number.h"
#include "json/writer.h"

/* A number as digits and where its point stands: 0.0000001 is "1", -6. */
struct decimal {
    char digits[TN__NUMBER_TEXT];
    size_t count;
    long point; /* digits before the point; negative: zeros after it */
};

static long parse_exponent(const char *text, size_t size)
{
    long exponent = 0;
    bool negative = size && *text == '-';

    for (size_t i = negative || *text == '+'; i < size; i++)
        exponent = exponent * 10 + (text[i] - '0');
    return negative ? -exponent : exponent;
}

/* Takes the shortest text (5.0, 1e+16) apart; the sign is the caller's. */
static void parse(struct decimal *decimal, const char *text, size_t size)
{
    const char *e = memchr(text, 'e', size);
    size_t mantissa = e ? (size_t)(e - text) : size;
    const char *dot = memchr(text, '.', mantissa);

    decimal->count = 0;
    for (size_t i = 0; i < mantissa; i++) {
        if (text[i] != '.')
            decimal->digits[decimal->count++] = text[i];
    }
    decimal->point = dot ? dot - text : (long)mantissa;
    if (e)
        decimal->point += parse_exponent(e + 1, size - mantissa - 1);
    while (decimal->count > 1 && decimal->digits[decimal->count - 1] == '0')
        decimal->count--;
}

static void fill_zeros(struct tn__buf *buf, long count)
{
    for (; count > 0; count--)
        tn__buf_char(buf, '0');
}

static void write_digits(struct tn__buf *buf, const struct decimal *decimal)
{
    long count = (long)decimal->count;
    long whole = decimal->point < count ? decimal->point : count;

    if (decimal->point <= 0) {
        tn__buf_lit(buf, "0.");
        fill_zeros(buf, -decimal->point);
        tn__buf_append(buf, decimal->digits, decimal->count);
        return;
    }
    tn__buf_append(buf, decimal->digits, (size_t)whole);
    fill_zeros(buf, decimal->point - count);
    if (count > whole) {
        tn__buf_char(buf, '.');
        tn__buf_append(buf, decimal->digits + whole, (size_t)(count - whole));
    }
}

void tn__decimal_write(struct tn__buf *buf, const struct tn__bound *bound)
{
    char text[TN__NUMBER_TEXT];
    struct decimal decimal;
    size_t size;
    size_t sign;

    if (bound->is_int) {
        tn__json_int(buf, bound->integer);
        return;
    }
    size = tn__number_format_double(text, bound->number);
    sign = text[0] == '-';
    if (sign)
        tn__buf_char(buf, '-');
    parse(&decimal, text + sign, size - sign);
    if (decimal.count == 1 && decimal.digits[0] == '0')
        tn__buf_char(buf, '0');
    else
        write_digits(buf, &decimal);
}
