/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/number.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t tn__number_format_uint(char *to, uint64_t value)
{
    char digits[TN__NUMBER_TEXT];
    size_t at = sizeof(digits);

    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    memcpy(to, digits + at, sizeof(digits) - at);
    return sizeof(digits) - at;
}

size_t tn__number_format_int(char *to, int64_t value)
{
    if (value >= 0)
        return tn__number_format_uint(to, (uint64_t)value);
    *to = '-';
    return 1 + tn__number_format_uint(to + 1, 0 - (uint64_t)value);
}

size_t tn__number_format_double(char *to, double value)
{
    char text[64];
    char digits[32];
    int precision = 1, exponent, count;
    char *out = to;

    if (isnan(value) || isinf(value)) {
        const char *word = isnan(value) ? "nan" : value < 0 ? "-inf" : "inf";

        memcpy(to, word, strlen(word));
        return strlen(word);
    }
    for (; precision <= 17; precision++) {
        snprintf(text, sizeof(text), "%.*e", precision - 1, value);
        if (strtod(text, NULL) == value)
            break;
    }
    if (signbit(value))
        *out++ = '-';
    exponent = atoi(strchr(text, 'e') + 1);
    count = 0;
    for (const char *at = text; *at != 'e'; at++)
        if (*at >= '0' && *at <= '9')
            digits[count++] = *at;
    if (exponent < -4 || exponent >= 16) {
        *out++ = digits[0];
        if (count > 1) {
            *out++ = '.';
            memcpy(out, digits + 1, (size_t)count - 1);
            out += count - 1;
        }
        out += snprintf(out, 8, "e%c%02d", exponent < 0 ? '-' : '+',
                        abs(exponent));
        return (size_t)(out - to);
    }
    if (exponent < 0) {
        *out++ = '0';
        *out++ = '.';
        for (int i = -1; i > exponent; i--)
            *out++ = '0';
        memcpy(out, digits, (size_t)count);
        return (size_t)(out + count - to);
    }
    for (int i = 0; i <= exponent || i < count; i++) {
        if (i == exponent + 1)
            *out++ = '.';
        *out++ = i < count ? digits[i] : '0';
    }
    if (count <= exponent + 1) {
        *out++ = '.';
        *out++ = '0';
    }
    return (size_t)(out - to);
}

double tn__number_parse_double(const char *text, size_t size)
{
    (void)size;
    return strtod(text, NULL);
}

bool tn__number_make_double(uint64_t digits, int exponent, double *out)
{
    (void)digits;
    (void)exponent;
    (void)out;
    return false;
}
