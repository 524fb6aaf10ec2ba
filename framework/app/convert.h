/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__APP_CONVERT_H
#define TN__APP_CONVERT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Text to values, strictly: the whole text or nothing, decimal only, no signs,
 * no spaces, no silent rounding or wrapping. Flags, variables and the settings
 * file all go through here, so that one spelling means one thing everywhere.
 *
 * Each returns false, and leaves `out` alone, where the text is no such value.
 */

/* "8000" */
bool tn__convert_count(const char *text, uint64_t *out);

/* Bytes: "1048576", "512KiB", "1MiB", "2GiB" */
bool tn__convert_size(const char *text, uint64_t *out);

/* Milliseconds: "500ms", "30s", "1.5s", "2m", "1h"; a bare number is seconds,
 * as in most servers' settings. A fraction must come to whole milliseconds. */
bool tn__convert_time(const char *text, uint64_t *out);

/* "on", "true", "yes" give 1; "off", "false", "no" give 0 */
bool tn__convert_switch(const char *text, uint64_t *out);

/* The index in a list of words that ends with NULL */
bool tn__convert_choice(const char *text,
                        const char *const *choices,
                        uint64_t *out);

/* Bytes that the texts below fit in, NUL counted. */
#define TN__CONVERT_TEXT 32

/* Write a value with the largest unit that needs no fraction: "1MiB", "90s". */
void tn__convert_format_size(char *to, uint64_t bytes);
void tn__convert_format_time(char *to, uint64_t milliseconds);

#endif
