/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__BASE_NUMBER_H
#define TN__BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Numbers and their text, independent of the locale. */

/* Bytes that every number below fits in. */
#define TN__NUMBER_TEXT 32

/* Writes an integer; returns its bytes. Not NUL-terminated. */
size_t tn__number_format_int(char *to, int64_t value);
size_t tn__number_format_uint(char *to, uint64_t value);

/*
 * Writes the shortest text that reads back as the same double, in the form of
 * Python's repr: 5.0, 0.1, 1e+16, 1e-07, inf, -inf, nan. Returns its bytes.
 */
size_t tn__number_format_double(char *to, double value);

/*
 * Returns the double nearest to a decimal number in JSON's grammar (RFC 8259,
 * section 6), which the caller has checked; infinite past the range.
 */
double tn__number_parse_double(const char *text, size_t size);

/* Returns the nearest double of digits * 10^exponent (sign apart), given at
 * most 19 significant digits; false where the text must be read in full. */
bool tn__number_make_double(uint64_t digits, int exponent, double *out);

/* Returns how an integer compares with a double, exactly: below 0, 0, above 0;
 * with NaN: below. */
int tn__number_compare(int64_t integer, double number);

#endif
