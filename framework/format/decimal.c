/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/decimal.h"

#include <string.h>

#include "base/compat.h"
#include "base/number.h"
#include "base/utf8.h"
#include "format/scan.h"

/* Python's decimal.MAX_EMAX, and the least exponent of a number that is
 * smaller than its MIN_EMIN (MIN_ETINY). */
#define MAX_EXPONENT INT64_C(999999999999999999)
#define MIN_EXPONENT INT64_C(-1999999999999999997)

/* Past both, with room for the digits of a fraction. */
#define FAR INT64_C(4000000000000000000)

/* -- Reading --------------------------------------------------------------- */

/* A place in a text whose underscores are not seen. */
struct cursor {
    const char *at;
    const char *end;
};

static int peek(struct cursor *cursor)
{
    while (cursor->at < cursor->end && *cursor->at == '_')
        cursor->at++;
    return cursor->at < cursor->end ? (unsigned char)*cursor->at : -1;
}

/* Passes a letter, given in lower case. */
static bool take_letter(struct cursor *cursor, int letter)
{
    int c = peek(cursor);

    if (c != letter && c != letter - 'a' + 'A')
        return false;
    cursor->at++;
    return true;
}

/* Passes a word, or nothing. */
static bool take_word(struct cursor *cursor, const char *word)
{
    struct cursor start = *cursor;

    while (*word && take_letter(cursor, *word))
        word++;
    if (*word)
        *cursor = start;
    return *word == '\0';
}

static bool take_sign(struct cursor *cursor)
{
    int c = peek(cursor);

    cursor->at += c == '+' || c == '-';
    return c == '-';
}

/* Passes digits and copies them, but for zeros at the start of a number.
 * Returns how many there were. */
static size_t take_digits(struct cursor *cursor, char *room, size_t *count)
{
    size_t taken = 0;
    int c;

    for (; tn__scan_is_digit(c = peek(cursor)); taken++, cursor->at++) {
        if (*count == 1 && *room == '0')
            *count = 0;
        room[(*count)++] = (char)c;
    }
    return taken;
}

/* Reads the digits of an exponent; far past the limits it is FAR. */
static bool take_exponent(struct cursor *cursor, int64_t *out)
{
    bool is_negative = take_sign(cursor);
    int64_t value = 0;
    bool any = false;
    int c;

    for (; tn__scan_is_digit(c = peek(cursor)); any = true, cursor->at++)
        value = value < FAR / 10 ? value * 10 + (c - '0') : FAR;
    *out = is_negative ? -value : value;
    return any;
}

static bool is_special(struct cursor cursor)
{
    if (take_word(&cursor, "inf")) {
        take_word(&cursor, "inity");
        return peek(&cursor) < 0;
    }
    take_letter(&cursor, 's');
    if (!take_word(&cursor, "nan"))
        return false;
    while (tn__scan_is_digit(peek(&cursor)))
        cursor.at++;
    return peek(&cursor) < 0;
}

static bool is_in_range(const struct tn__decimal *number)
{
    int64_t first = number->exponent + (int64_t)number->count - 1;

    return number->exponent >= MIN_EXPONENT && first <= MAX_EXPONENT;
}

static bool
read_number(struct cursor *cursor, char *room, struct tn__decimal *out)
{
    size_t fraction = 0;
    size_t whole;

    *out = (struct tn__decimal){ .digits = room };
    whole = take_digits(cursor, room, &out->count);
    if (peek(cursor) == '.') {
        cursor->at++;
        fraction = take_digits(cursor, room, &out->count);
    }
    if (whole + fraction == 0)
        return false;
    if (take_letter(cursor, 'e') && !take_exponent(cursor, &out->exponent))
        return false;
    out->exponent -= (int64_t)fraction;
    return peek(cursor) < 0 && is_in_range(out);
}

enum tn__decimal_result
tn__decimal_parse(struct tn_str text, char *room, struct tn__decimal *out)
{
    struct tn_str trimmed = tn__utf8_trim(text, tn__utf8_is_space);
    struct cursor cursor = { trimmed.ptr, trimmed.ptr + trimmed.len };
    bool is_negative = take_sign(&cursor);
    struct tn__decimal number;

    if (is_special(cursor))
        return TN__DECIMAL_SPECIAL;
    if (!read_number(&cursor, room, &number))
        return TN__DECIMAL_NONE;
    number.is_negative = is_negative;
    *out = number;
    return TN__DECIMAL_FINITE;
}

/* -- Comparing ------------------------------------------------------------- */

static bool is_zero(const struct tn__decimal *number)
{
    return number->count == 1 && *number->digits == '0';
}

/* Returns whether all digits from an index on are zeros. */
static bool ends_in_zeros(const struct tn__decimal *number, size_t from)
{
    for (size_t i = from; i < number->count; i++) {
        if (number->digits[i] != '0')
            return false;
    }
    return true;
}

/* Compares two numbers that are not 0 without their signs. */
static int compare_sizes(const struct tn__decimal *a,
                         const struct tn__decimal *b)
{
    int64_t a_point = a->exponent + (int64_t)a->count;
    int64_t b_point = b->exponent + (int64_t)b->count;
    size_t common = a->count < b->count ? a->count : b->count;
    int order = memcmp(a->digits, b->digits, common);

    if (a_point != b_point)
        return a_point < b_point ? -1 : 1;
    if (order)
        return order;
    return !ends_in_zeros(a, common) - !ends_in_zeros(b, common);
}

/* Returns -1, 0 or 1. */
static int sign_of(const struct tn__decimal *number)
{
    return is_zero(number) ? 0 : number->is_negative ? -1 : 1;
}

int tn__decimal_compare(const struct tn__decimal *a,
                        const struct tn__decimal *b)
{
    int a_sign = sign_of(a);
    int b_sign = sign_of(b);

    if (a_sign != b_sign)
        return a_sign < b_sign ? -1 : 1;
    if (a_sign == 0)
        return 0;
    return a_sign < 0 ? compare_sizes(b, a) : compare_sizes(a, b);
}

/* -- Multiples ------------------------------------------------------------- */

/* The same number with no zeros at the end. */
static struct tn__decimal shorten(struct tn__decimal number)
{
    while (number.count > 1 && number.digits[number.count - 1] == '0') {
        number.count--;
        number.exponent++;
    }
    return number;
}

static uint64_t multiply(uint64_t a, uint64_t b, uint64_t modulus)
{
    return (uint64_t)((tn__uint128)a * b % modulus);
}

/* Returns 10^exponent % modulus. */
static uint64_t power_of_ten(uint64_t exponent, uint64_t modulus)
{
    uint64_t result = 1 % modulus;
    uint64_t base = 10 % modulus;

    for (; exponent; exponent >>= 1) {
        if (exponent & 1)
            result = multiply(result, base, modulus);
        base = multiply(base, base, modulus);
    }
    return result;
}

bool tn__decimal_is_multiple(const struct tn__decimal *number,
                             const struct tn__decimal *of)
{
    struct tn__decimal a = shorten(*number);
    struct tn__decimal b = shorten(*of);
    uint64_t modulus = 0;
    uint64_t rest = 0;

    if (is_zero(&a))
        return true;
    /* The last digit of a is not 0: no power of ten divides it. */
    if (a.exponent < b.exponent)
        return false;
    for (size_t i = 0; i < b.count; i++)
        modulus = modulus * 10 + (uint64_t)(b.digits[i] - '0');
    if (modulus == 0)
        return false;
    for (size_t i = 0; i < a.count; i++)
        rest = (uint64_t)(((tn__uint128)rest * 10 +
                           (unsigned)(a.digits[i] - '0')) %
                          modulus);
    return multiply(rest,
                    power_of_ten((uint64_t)(a.exponent - b.exponent), modulus),
                    modulus) == 0;
}

/* -- Writing --------------------------------------------------------------- */

static char *copy(char *to, const char *from, size_t size)
{
    memcpy(to, from, size);
    return to + size;
}

/* Writes digits, a point after the first `whole` of them, zeros before them
 * where it is not positive. */
static char *
write_plain(char *to, const struct tn__decimal *number, int64_t whole)
{
    if (whole <= 0) {
        to = copy(to, "0.", 2);
        for (; whole < 0; whole++)
            *to++ = '0';
        return copy(to, number->digits, number->count);
    }
    to = copy(to, number->digits, (size_t)whole);
    if ((size_t)whole == number->count)
        return to;
    *to++ = '.';
    return copy(to, number->digits + whole, number->count - (size_t)whole);
}

size_t tn__decimal_format(char *to, const struct tn__decimal *number)
{
    int64_t point = number->exponent + (int64_t)number->count;
    char *at = to;

    if (number->is_negative)
        *at++ = '-';
    if (number->exponent <= 0 && point > -6)
        return (size_t)(write_plain(at, number, point) - to);
    at = write_plain(at, number, 1);
    *at++ = 'E';
    if (point > 0)
        *at++ = '+';
    return (size_t)(at - to) + tn__number_format_int(at, point - 1);
}
