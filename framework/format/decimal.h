/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__FORMAT_DECIMAL_H
#define TN__FORMAT_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/str.h>

/*
 * Decimal numbers of any precision, with the grammar and the text of Python's
 * decimal.Decimal, which follow the General Decimal Arithmetic specification.
 */
struct tn__decimal {
    const char *digits; /* no zeros in front, but "0" itself */
    size_t count;
    int64_t exponent; /* the value is digits * 10^exponent */
    bool is_negative; /* zero has a sign, too */
};

enum tn__decimal_result {
    TN__DECIMAL_FINITE,
    TN__DECIMAL_SPECIAL, /* infinite, or not a number: `out` is untouched */
    TN__DECIMAL_NONE,    /* no number, or its exponent is past Python's limits:
                            `out` is untouched */
};

/* Reads a number in a text, white space around it; "_" is skipped. Its digits
 * are written to `room`, which has as many bytes as the text. */
enum tn__decimal_result
tn__decimal_parse(struct tn_str text, char *room, struct tn__decimal *out);

/* Returns less than, equal to or greater than 0, as `a` is to `b`; exact. */
int tn__decimal_compare(const struct tn__decimal *a,
                        const struct tn__decimal *b);

/* Returns whether a number is a whole multiple of another, which has 19 digits
 * at most; exact. Of 0 only 0 is one. */
bool tn__decimal_is_multiple(const struct tn__decimal *number,
                             const struct tn__decimal *of);

/* Bytes that a number's text has more than its digits, at most. */
#define TN__DECIMAL_EXTRA 32

/* Writes the text ("1.50", "1E+3"): the specification's to-scientific-string.
 * Returns its bytes. */
size_t tn__decimal_format(char *to, const struct tn__decimal *number);

#endif
