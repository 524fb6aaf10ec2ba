/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__JSON_SOURCE_H
#define TN__JSON_SOURCE_H

#include <stddef.h>
#include <stdint.h>

#include <tenon/value.h>

#include "base/arena.h"
#include "base/compat.h"
#include "json/reader.h"

/*
 * The text that is being read, as the parts of the reader see it: reader.c
 * (the grammar of containers), read_string.c, read_number.c. A place in it is a
 * plain pointer, passed and returned; NULL means that the reader refused.
 *
 * The bytes past the end are zero. No token holds a zero, so nothing but the
 * refusals compares with the end.
 */
struct tn__json_source {
    struct tn__arena *arena;
    char *begin; /* a BOM counted */
    char *end;
    size_t continued; /* bytes read so far that continue a code point: the text
                         changes, so they cannot be counted afterwards */
    struct tn__json_error *error;
    int code; /* TN_E...: why the reader refused */
};

/*
 * Refuses at a place whose code points are counted (`continued` is of that
 * place), having read the text as far as `seen`. Returns NULL.
 */
TN__COLD char *tn__json_refuse(struct tn__json_source *source,
                               enum tn__json_fault fault,
                               const char *at,
                               size_t continued,
                               const char *seen);

/* Refuses at the place where the reader stands. Returns NULL. */
TN__COLD char *tn__json_refuse_here(struct tn__json_source *source,
                                    enum tn__json_fault fault,
                                    const char *at);

/* Returns a bit for each of the 16 bytes at `from` that is not plain text of a
 * string: a quote, a backslash, a control, or not ASCII. */
TN__INLINE uint32_t tn__json_special16(const char *from)
{
    tn__bytes16 bytes = tn__load_bytes16(from);

    return tn__mask16((bytes < 0x20) | (bytes == '"') | (bytes == '\\'));
}

/* Reads what remains of a string that begins at `begin` (after the quote) and
 * is plain as far as `at`. Returns the place after the closing quote. */
char *tn__json_read_long_string(struct tn__json_source *source,
                                char *begin,
                                char *at,
                                struct tn_value *to);

/* Reads the string whose quote is at `at`. Returns the place after it. */
TN__INLINE char *tn__json_read_string(struct tn__json_source *source,
                                      char *at,
                                      struct tn_value *to)
{
    char *begin = at + 1;
    uint32_t special = tn__json_special16(begin);

    at = begin + (special ? __builtin_ctz(special) : 16);
    if (TN__UNLIKELY(*at != '"'))
        return tn__json_read_long_string(source, begin, at, to);
    *at = '\0';
    *to = (struct tn_value){ .type = TN_TYPE_STRING,
                             .flags = TN_VALUE_ASCII,
                             .count = (uint32_t)(at - begin),
                             .as.text = begin };
    return at + 1;
}

/* Reads the number at `at` (a digit or a minus). Returns the place after it. */
char *tn__json_read_number(struct tn__json_source *source,
                           char *at,
                           struct tn_value *to);

#endif
