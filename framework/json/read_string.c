/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "json/source.h"

#include "base/utf8.h"

/* A string that is more than a few plain bytes, on its way: what is read and
 * what is written of it. Both run through the same text. */
struct string {
    struct tn__json_source *source;
    char *begin; /* after the opening quote */
    char *from;  /* read as far as here */
    char *to;    /* written as far as here: `from` until the first escape */
    size_t continued_before; /* the source's count at the opening quote */
    bool is_ascii;
};

static bool refuse(struct string *string, enum tn__json_fault fault)
{
    tn__json_refuse_here(string->source, fault, string->from);
    return false;
}

static bool refuse_unterminated(struct string *string)
{
    tn__json_refuse(string->source, TN__JSON_UNTERMINATED, string->begin - 1,
                    string->continued_before, string->from);
    return false;
}

/* Reads the digits after the u at `from`. Like Python's reader it wants one
 * more character after them, and else blames the escape, not the string. */
static bool
read_hex4(const struct string *string, const char *from, uint32_t *out)
{
    const char *text = from + 1;
    uint32_t value = 0;

    if (text + 4 >= string->source->end)
        return false;
    for (int i = 0; i < 4; i++) {
        char c = text[i];
        char lower = (char)(c | 0x20);

        if (c >= '0' && c <= '9')
            value = value << 4 | (uint32_t)(c - '0');
        else if (lower >= 'a' && lower <= 'f')
            value = value << 4 | (uint32_t)(lower - 'a' + 10);
        else
            return false;
    }
    *out = value;
    return true;
}

/* Reads the low half of a pair, if it comes next to the high one. */
static bool read_low_surrogate(const struct string *string, uint32_t *out)
{
    return string->from[5] == '\\' && string->from[6] == 'u' &&
           read_hex4(string, string->from + 6, out) && *out >= 0xDC00 &&
           *out <= 0xDFFF;
}

/* Remembers the first surrogate that stands alone. Returns what to write for
 * it: the text is refused once the rest of it is read. */
static TN__COLD uint32_t note_lone_surrogate(struct string *string)
{
    struct tn__json_source *source = string->source;

    if (!source->lone) {
        source->lone = string->from;
        source->lone_continued = source->continued;
    }
    return 0xFFFD;
}

/*
 * Reads \uXXXX, or two of them that form a surrogate pair. A surrogate alone is
 * refused: no code point, it could not be written as UTF-8 in any answer. But
 * Python reads it, so that any other fault of the text comes before it.
 */
static bool read_unicode_escape(struct string *string)
{
    uint32_t code_point, low;

    string->from++; /* faults are told at the u */
    if (!read_hex4(string, string->from, &code_point))
        return refuse(string, TN__JSON_UNICODE_ESCAPE);
    if (code_point >= 0xD800 && code_point <= 0xDFFF) {
        if (code_point <= 0xDBFF && read_low_surrogate(string, &low)) {
            code_point =
                0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
            string->from += 6;
        } else {
            code_point = note_lone_surrogate(string);
        }
    }
    string->from += 5;
    string->to += tn__utf8_encode(string->to, code_point);
    string->is_ascii &= code_point < 0x80;
    return true;
}

static bool read_escape(struct string *string)
{
    static const char escapes[256] = {
        ['"'] = '"',  ['\\'] = '\\', ['/'] = '/',  ['b'] = '\b',
        ['f'] = '\f', ['n'] = '\n',  ['r'] = '\r', ['t'] = '\t',
    };
    char escaped = string->from[1];

    if (escaped == 'u')
        return read_unicode_escape(string);
    if (escapes[(unsigned char)escaped]) {
        *string->to++ = escapes[(unsigned char)escaped];
        string->from += 2;
        return true;
    }
    if (string->from + 1 >= string->source->end) {
        string->from++;
        return refuse_unterminated(string);
    }
    return refuse(string, TN__JSON_ESCAPE);
}

static bool refuse_special(struct string *string)
{
    if (*string->from & 0x80)
        return refuse(string, TN__JSON_UTF8);
    if (string->from >= string->source->end)
        return refuse_unterminated(string);
    return refuse(string, TN__JSON_CONTROL);
}

/* Returns the place after the code points from `at` on that are not ASCII, or
 * the first byte that is not UTF-8. */
static char *skip_sequences(struct string *string, char *at)
{
    size_t continued = 0;
    size_t size;

    do {
        while (tn__utf8_is_four_pairs(tn__load64(at))) {
            at += 8;
            continued += 4;
        }
        size = tn__utf8_sequence(tn__load32(at));
        at += size;
        continued += size ? size - 1 : 0;
    } while (size);
    string->source->continued += continued;
    string->is_ascii = false;
    return at;
}

/* Reads as far as the first escape, where text need not be moved. */
static void read_unmoved(struct string *string)
{
    char *at = string->from;

    while (*at & 0x80) {
        char *after = skip_sequences(string, at);

        if (after == at)
            break;
        at = tn__json_skip_plain(after);
    }
    string->from = string->to = at;
}

static void move(struct string *string, char *end)
{
    size_t size = (size_t)(end - string->from);

    memmove(string->to, string->from, size);
    string->to += size;
    string->from = end;
}

/* Moves plain text down to `to`. */
static void read_plain(struct string *string)
{
    unsigned plain;

    while ((plain = tn__json_plain16(string->from)) == 16) {
        memmove(string->to, string->from, 16);
        string->from += 16;
        string->to += 16;
    }
    for (; plain; plain--)
        *string->to++ = *string->from++;
}

char *tn__json_read_hard_string(struct tn__json_source *source,
                                char *begin,
                                char *at,
                                struct tn_value *to)
{
    struct string string = {
        .source = source,
        .begin = begin,
        .from = at,
        .continued_before = source->continued,
        .is_ascii = true,
    };

    read_unmoved(&string);
    while (*string.from != '"') {
        char *before = string.from;

        if (*before == '\\' && !read_escape(&string))
            return NULL;
        if (*string.from & 0x80)
            move(&string, skip_sequences(&string, string.from));
        if (string.from == before) {
            refuse_special(&string);
            return NULL;
        }
        read_plain(&string);
    }
    *string.to = '\0';
    tn__json_set_head(to, TN_TYPE_STRING, string.is_ascii ? TN_VALUE_ASCII : 0,
                      (size_t)(string.to - begin));
    to->as.text = begin;
    return string.from + 1;
}
