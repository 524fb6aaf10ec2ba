/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "tool/c_text.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/utf8.h"

#define COLUMNS 80

/* Invisible code points that turn the direction of what follows: compilers
 * warn of them, and rightly. */
static bool is_direction(uint32_t code_point)
{
    return code_point == 0x61c || code_point == 0x200e ||
           code_point == 0x200f ||
           (code_point >= 0x202a && code_point <= 0x202e) ||
           (code_point >= 0x2066 && code_point <= 0x2069);
}

static bool is_control(uint32_t code_point)
{
    return code_point < 0x20 || (code_point >= 0x7f && code_point < 0xa0);
}

/* -- Comments -------------------------------------------------------------- */

/* Writes one word (no blanks in it); what would end the comment, begin another
 * one or be a trigraph is taken apart. */
static void write_word(struct tn__buf *buf, struct tn_str word)
{
    for (size_t at = 0; at < word.len;) {
        uint32_t code_point = 0;
        size_t size =
            tn__utf8_decode(word.ptr + at, word.len - at, &code_point);
        char before = at ? word.ptr[at - 1] : ' ';
        char c = word.ptr[at];

        if ((before == '*' && c == '/') || (before == '/' && c == '*') ||
            (before == '?' && c == '/'))
            tn__buf_char(buf, ' ');
        if (size == 0 || is_direction(code_point) || is_control(code_point))
            tn__buf_char(buf, '?');
        else
            tn__buf_append(buf, word.ptr + at, size);
        at += size ? size : 1;
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Takes the next word off the front of a line; empty at its end. */
static struct tn_str next_word(struct tn_str *line)
{
    struct tn_str word;

    while (line->len && is_blank(*line->ptr)) {
        line->ptr++;
        line->len--;
    }
    word = (struct tn_str){ line->ptr, 0 };
    while (word.len < line->len && !is_blank(word.ptr[word.len]))
        word.len++;
    line->ptr += word.len;
    line->len -= word.len;
    return word;
}

/* Takes the next line off the front of a text. */
static struct tn_str next_line(struct tn_str *text)
{
    const char *end = memchr(text->ptr, '\n', text->len);
    struct tn_str line = { text->ptr, text->len };

    if (end)
        line.len = (size_t)(end - text->ptr);
    text->ptr += line.len + (end ? 1 : 0);
    text->len -= line.len + (end ? 1 : 0);
    return line;
}

static void begin_line(struct tn__buf *buf, unsigned indent, bool first)
{
    if (!first)
        tn__buf_char(buf, '\n');
    tn__buf_printf(buf, "%*s%s", (int)indent, "", first ? "/*" : " *");
}

/* Writes the words of one line of the text, as many to a line as fit, and
 * leaves room for the comment's end. */
static void
write_words(struct tn__buf *buf, unsigned indent, struct tn_str line)
{
    size_t column = indent + 2;
    struct tn_str word;

    while ((word = next_word(&line)).len > 0) {
        size_t width = 1 + tn__utf8_count(word.ptr, word.len);

        if (column > indent + 2 && column + width > COLUMNS - 3) {
            begin_line(buf, indent, false);
            column = indent + 2;
        }
        tn__buf_char(buf, ' ');
        write_word(buf, word);
        column += width;
    }
}

static struct tn_str trim(struct tn_str text)
{
    while (text.len && (is_blank(*text.ptr) || *text.ptr == '\n')) {
        text.ptr++;
        text.len--;
    }
    while (text.len &&
           (is_blank(text.ptr[text.len - 1]) || text.ptr[text.len - 1] == '\n'))
        text.len--;
    return text;
}

void tn__c_comment(struct tn__buf *buf, unsigned indent, struct tn_str text)
{
    bool first = true;

    text = trim(text);
    if (text.len == 0)
        return;
    while (text.len) {
        begin_line(buf, indent, first);
        write_words(buf, indent, next_line(&text));
        first = false;
    }
    tn__buf_lit(buf, " */\n");
}

void tn__c_comment_text(struct tn__buf *buf, struct tn_str text)
{
    write_word(buf, text);
}

/* -- Strings --------------------------------------------------------------- */

/* How a code point stands in a literal. */
enum spelling {
    AS_IT_IS,
    AFTER_A_BACKSLASH,
    IN_OCTAL, /* its bytes: three digits end by themselves */
};

struct glyph {
    size_t size;  /* bytes in the text */
    size_t width; /* columns in the source */
    enum spelling spelling;
};

static struct glyph glyph_at(struct tn_str text, size_t at)
{
    uint32_t code_point = 0;
    size_t size = tn__utf8_decode(text.ptr + at, text.len - at, &code_point);
    bool is_octal =
        size == 0 || is_direction(code_point) || is_control(code_point);
    bool is_escaped = code_point == '"' || code_point == '\\' ||
                      /* no trigraphs */
                      (code_point == '?' && at && text.ptr[at - 1] == '?');

    if (is_octal)
        return (struct glyph){ size ? size : 1, 4 * (size ? size : 1),
                               IN_OCTAL };
    return (struct glyph){ size, is_escaped ? 2 : 1,
                           is_escaped ? AFTER_A_BACKSLASH : AS_IT_IS };
}

void tn__c_string(struct tn__buf *buf, struct tn_str text)
{
    struct glyph glyph;

    tn__buf_char(buf, '"');
    for (size_t at = 0; at < text.len; at += glyph.size) {
        glyph = glyph_at(text, at);
        if (glyph.spelling == AFTER_A_BACKSLASH)
            tn__buf_char(buf, '\\');
        if (glyph.spelling != IN_OCTAL) {
            tn__buf_append(buf, text.ptr + at, glyph.size);
            continue;
        }
        for (size_t i = 0; i < glyph.size; i++)
            tn__buf_printf(buf, "\\%03o",
                           (unsigned)(unsigned char)text.ptr[at + i]);
    }
    tn__buf_char(buf, '"');
}

/* Returns how many bytes of the text fit on a line: up to the last comma, where
 * JSON breaks well, if there is one in the second half. */
static size_t piece_size(struct tn_str text, size_t width)
{
    size_t column = 0;
    size_t comma = 0;
    size_t at = 0;

    while (at < text.len) {
        struct glyph glyph = glyph_at(text, at);

        if (column + glyph.width > width)
            return comma ? comma : at;
        column += glyph.width;
        at += glyph.size;
        if (text.ptr[at - 1] == ',' && column > width / 2)
            comma = at;
    }
    return at;
}

void tn__c_string_lines(struct tn__buf *buf,
                        unsigned indent,
                        struct tn_str text)
{
    size_t size;

    do {
        size = piece_size(text, COLUMNS - indent - 3);
        tn__buf_printf(buf, "%*s", (int)indent, "");
        tn__c_string(buf, (struct tn_str){ text.ptr, size });
        text.ptr += size;
        text.len -= size;
        if (text.len)
            tn__buf_char(buf, '\n');
    } while (text.len);
}
