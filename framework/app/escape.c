/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/escape.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

#define CUT      "..."
#define CUT_SIZE 3
/* The longest form of one character: four octets as \xff, or two \uffff. */
#define PIECE_MAX 16

/* Controls of C1, line and paragraph separators, and what turns the direction
 * of text: harmless octets, harmful on a screen. */
static bool is_harmful(uint32_t code_point)
{
    return code_point < 0xa0 || code_point == 0x061c ||
           (code_point >= 0x200e && code_point <= 0x200f) ||
           (code_point >= 0x2028 && code_point <= 0x202e) ||
           (code_point >= 0x2066 && code_point <= 0x2069) ||
           code_point == 0xfeff;
}

static char *put_hex(char *to, uint32_t value, unsigned digits)
{
    while (digits--)
        *to++ = "0123456789abcdef"[value >> 4 * digits & 15];
    return to;
}

static char *put_octets(char *to, const char *from, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        *to++ = '\\';
        *to++ = 'x';
        to = put_hex(to, (unsigned char)from[i], 2);
    }
    return to;
}

/* \uXXXX; all that is escaped lies below U+10000. */
static char *put_unicode(char *to, uint32_t code_point)
{
    *to++ = '\\';
    *to++ = 'u';
    return put_hex(to, code_point, 4);
}

/* Writes the form of the character at `from`; returns its octets there. */
static size_t
put_piece(char **to, const char *from, size_t size, enum tn__escape_style style)
{
    unsigned char first = (unsigned char)*from;
    uint32_t code_point = first;
    size_t used = first < 0x80 ? 1 : tn__utf8_decode(from, size, &code_point);

    if (used == 0) {
        *to = style == TN__ESCAPE_JSON ? put_unicode(*to, 0xfffd)
                                       : put_octets(*to, from, 1);
        return 1;
    }
    if ((first == '"' || first == '\\') && style != TN__ESCAPE_PLAIN) {
        *(*to)++ = '\\';
        *(*to)++ = *from;
    } else if ((first < 0x80) ? first < 0x20 || first == 0x7f
                              : is_harmful(code_point)) {
        *to = style == TN__ESCAPE_JSON ? put_unicode(*to, code_point)
                                       : put_octets(*to, from, used);
    } else {
        memcpy(*to, from, used);
        *to += used;
    }
    return used;
}

static bool is_simple(char c)
{
    return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

/* Returns the octets that stand for themselves, `room` at most. */
static size_t simple_run(struct tn_str text, size_t room)
{
    size_t most = text.len < room ? text.len : room;
    size_t run = 0;

    while (run < most && is_simple(text.ptr[run]))
        run++;
    return run;
}

size_t tn__escape(char *to,
                  size_t room,
                  struct tn_str text,
                  enum tn__escape_style style)
{
    char piece[PIECE_MAX];
    size_t used = 0;
    size_t fits = 0; /* of what was used: CUT still fits behind */

    for (;;) {
        size_t run = simple_run(text, room - used);
        char *piece_end = piece;
        size_t taken;

        if (run)
            memcpy(to + used, text.ptr, run);
        used += run;
        text.ptr += run;
        text.len -= run;
        if (used <= room - CUT_SIZE)
            fits = used;
        else if (used - run <= room - CUT_SIZE)
            fits = room - CUT_SIZE;
        if (text.len == 0)
            return used;
        taken = put_piece(&piece_end, text.ptr, text.len, style);
        if ((size_t)(piece_end - piece) > room - used)
            break;
        memcpy(to + used, piece, (size_t)(piece_end - piece));
        used += (size_t)(piece_end - piece);
        text.ptr += taken;
        text.len -= taken;
    }
    memcpy(to + fits, CUT, CUT_SIZE);
    return fits + CUT_SIZE;
}

const char *tn__escape_text(char *to,
                            size_t room,
                            struct tn_str text,
                            enum tn__escape_style style)
{
    to[tn__escape(to, room - 1, text, style)] = '\0';
    return to;
}
