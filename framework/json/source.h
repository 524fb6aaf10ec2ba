/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__JSON_SOURCE_H
#define TN__JSON_SOURCE_H

#include <stddef.h>
#include <stdint.h>

#include <tenon/value.h>

#include "base/arena.h"
#include "base/compat.h"
#include "base/digits.h"
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
    const char *lone; /* the first surrogate that stands alone, or NULL */
    size_t lone_continued; /* `continued` at that place */
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

/* Writes the head of a value: all but the union. */
TN__INLINE void tn__json_set_head(struct tn_value *value,
                                  enum tn_type type,
                                  uint8_t flags,
                                  size_t count)
{
    value->type = (uint8_t)type;
    value->flags = flags;
    value->reserved = 0;
    value->count = (uint32_t)count;
}

/* Returns how many of the 16 bytes at `from` are plain text of a string, up to
 * the first that is a quote, a backslash, a control, or not ASCII. */
TN__INLINE unsigned tn__json_plain16(const char *from)
{
    tn__bytes16 bytes = tn__load_bytes16(from);

    return (unsigned)__builtin_ctz(
        ~tn__mask16((bytes > 0x1F) & ~((bytes == '"') | (bytes == '\\'))));
}

/* Returns the first byte from `at` on that is not plain text of a string. */
TN__INLINE char *tn__json_skip_plain(char *at)
{
    unsigned plain;

    do {
        plain = tn__json_plain16(at);
        at += plain;
    } while (plain == 16);
    return at;
}

/* Reads what remains of a string that begins at `begin` (after the quote), is
 * plain as far as `at`, and does not end there. Returns the place after the
 * closing quote. */
char *tn__json_read_hard_string(struct tn__json_source *source,
                                char *begin,
                                char *at,
                                struct tn_value *to);

/* Reads the string whose quote is at `at`. Returns the place after it. */
TN__INLINE char *tn__json_read_string(struct tn__json_source *source,
                                      char *at,
                                      struct tn_value *to)
{
    char *begin = at + 1;

    at = tn__json_skip_plain(begin);
    if (TN__UNLIKELY(*at != '"'))
        return tn__json_read_hard_string(source, begin, at, to);
    *at = '\0';
    tn__json_set_head(to, TN_TYPE_STRING, TN_VALUE_ASCII, (size_t)(at - begin));
    to->as.text = begin;
    return at + 1;
}

/* Reads any number at `at` (a digit or a minus). Returns the place after it. */
char *tn__json_read_hard_number(struct tn__json_source *source,
                                char *at,
                                struct tn_value *to);

/* Reads the number at `at` (a digit or a minus). Returns the place after it. */
TN__INLINE char *tn__json_read_number(struct tn__json_source *source,
                                      char *at,
                                      struct tn_value *to)
{
    uint64_t value;
    unsigned count = tn__digits_read8(tn__load64(at), &value);

    /* Up to seven digits, no sign, no fraction: most integers. */
    if (TN__UNLIKELY(count - 1 > 6 || *at == '0' || at[count] == '.' ||
                     (at[count] | 0x20) == 'e'))
        return tn__json_read_hard_number(source, at, to);
    tn__json_set_head(to, TN_TYPE_INT, 0, 0);
    to->as.integer = (int64_t)value;
    return at + count;
}

#endif
