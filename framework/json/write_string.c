/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "json/writer.h"

#include <string.h>

#include "base/compat.h"

/* -- Plain text ------------------------------------------------------------ */

/* Copies 16 bytes. Returns a bit for each that must be escaped. */
TN__INLINE uint32_t copy16(char *to, const char *text)
{
    tn__bytes16 bytes = tn__load_bytes16(text);

    memcpy(to, &bytes, sizeof(bytes));
    return tn__mask16(((bytes >= 0) & (bytes < 0x20)) | (bytes == '"') |
                      (bytes == '\\'));
}

/* Returns whether a byte of the word is a quote, a backslash or a control. The
 * differences borrow from the highest bit of bytes that are 0, or less. */
TN__INLINE bool has_special(uint64_t word)
{
    const uint64_t ones = 0x0101010101010101u;
    uint64_t quotes = word ^ ones * '"';
    uint64_t backslashes = word ^ ones * '\\';

    return (((word - ones * 0x20) & ~word) | ((quotes - ones) & ~quotes) |
            ((backslashes - ones) & ~backslashes)) &
           ones * 0x80;
}

TN__INLINE uint64_t copy8(char *to, const char *text)
{
    memcpy(to, text, 8);
    return tn__load64(text);
}

TN__INLINE uint64_t copy4(char *to, const char *text)
{
    memcpy(to, text, 4);
    return tn__load32(text);
}

/* Copies less than 16 bytes, the last of them twice rather than one by one.
 * Returns whether none must be escaped. */
TN__INLINE bool copy_short(char *to, const char *text, size_t size)
{
    uint64_t first, last;

    if (size >= 8) {
        first = copy8(to, text);
        last = copy8(to + size - 8, text + size - 8);
        return !has_special(first) && !has_special(last);
    }
    if (size >= 4) {
        first = copy4(to, text);
        last = copy4(to + size - 4, text + size - 4);
        return !has_special(first | last << 32);
    }
    if (size == 0)
        return true;
    to[0] = text[0];
    to[size / 2] = text[size / 2];
    to[size - 1] = text[size - 1];
    first = (unsigned char)text[0] | (unsigned)(unsigned char)text[size / 2]
                                         << 8;
    last = (unsigned char)text[size - 1];
    /* Blanks in the bytes that are left over. */
    return !has_special(first | last << 16 | 0x2020202020000000u);
}

/* Copies text. Returns whether nothing in it must be escaped. */
TN__INLINE bool copy_plain(char *to, const char *text, size_t size)
{
    uint32_t special = 0;
    size_t at;

    if (size < 16)
        return copy_short(to, text, size);
    for (at = 0; at + 16 <= size; at += 16)
        special |= copy16(to + at, text + at);
    special |= copy16(to + size - 16, text + size - 16);
    return special == 0;
}

/* -- Escapes --------------------------------------------------------------- */

/* The longest escape: \u001f. */
#define ESCAPE_SIZE 6

static bool is_special(char c)
{
    return (unsigned char)c < 0x20 || c == '"' || c == '\\';
}

static char *write_escape(char *to, char c)
{
    /* What stands after the backslash for each control. */
    static const char controls[] = "uuuuuuuubtnufruuuuuuuuuuuuuuuuuu";
    static const char digits[] = "0123456789abcdef";

    *to++ = '\\';
    *to++ = (unsigned char)c < 0x20 ? controls[(unsigned char)c] : c;
    if (to[-1] == 'u') {
        *to++ = '0';
        *to++ = '0';
        *to++ = digits[(unsigned char)c >> 4];
        *to++ = digits[(unsigned char)c & 15];
    }
    return to;
}

/* Returns where the first byte is that must be escaped, or `end`. Copies what
 * is before it, and maybe some bytes more. */
static const char *copy_run(char *to, const char *text, const char *end)
{
    uint32_t special;

    for (; end - text >= 16; text += 16, to += 16) {
        special = copy16(to, text);
        if (special)
            return text + __builtin_ctz(special);
    }
    while (text < end && !is_special(*text))
        *to++ = *text++;
    return text;
}

static TN__COLD void
write_escaped(struct tn__buf *buf, const char *text, size_t size)
{
    const char *end = text + size;

    tn__buf_char(buf, '"');
    while (text < end) {
        char *to = tn__buf_reserve(buf, (size_t)(end - text) + ESCAPE_SIZE);
        const char *special;

        if (!to)
            return;
        special = copy_run(to, text, end);
        to += special - text;
        text = special;
        if (text < end)
            to = write_escape(to, *text++);
        tn__buf_commit(buf, (size_t)(to - (buf->data + buf->size)));
    }
    tn__buf_char(buf, '"');
}

void tn__json_string(struct tn__buf *buf, const char *text, size_t size)
{
    char *to = tn__buf_reserve(buf, size + 2);

    if (TN__UNLIKELY(!to))
        return;
    if (TN__UNLIKELY(!copy_plain(to + 1, text, size))) {
        write_escaped(buf, text, size);
        return;
    }
    to[0] = '"';
    to[size + 1] = '"';
    tn__buf_commit(buf, size + 2);
}
