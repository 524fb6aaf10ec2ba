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

/*
 * Reads \uXXXX, or two of them that form a surrogate pair. A surrogate alone is
 * refused: no code point, it could not be written as UTF-8 in any answer.
 */
static bool read_unicode_escape(struct string *string)
{
    uint32_t code_point, low;

    string->from++; /* faults are told at the u */
    if (!read_hex4(string, string->from, &code_point))
        return refuse(string, TN__JSON_UNICODE_ESCAPE);
    if (code_point >= 0xDC00 && code_point <= 0xDFFF)
        return refuse(string, TN__JSON_UNICODE_ESCAPE);
    if (code_point >= 0xD800 && code_point <= 0xDBFF) {
        if (string->from[5] != '\\' || string->from[6] != 'u')
            return refuse(string, TN__JSON_UNICODE_ESCAPE);
        if (!read_hex4(string, string->from + 6, &low)) {
            string->from += 6;
            return refuse(string, TN__JSON_UNICODE_ESCAPE);
        }
        if (low < 0xDC00 || low > 0xDFFF)
            return refuse(string, TN__JSON_UNICODE_ESCAPE);
        code_point = 0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
        string->from += 6;
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

/* Reads a code point that is not ASCII. */
static bool read_sequence(struct string *string)
{
    uint32_t code_point;
    size_t size = tn__utf8_decode(string->from,
                                  (size_t)(string->source->end - string->from),
                                  &code_point);

    if (size == 0)
        return refuse(string, TN__JSON_UTF8);
    memmove(string->to, string->from, size);
    string->from += size;
    string->to += size;
    string->source->continued += size - 1;
    string->is_ascii = false;
    return true;
}

/* Copies plain text down to `to`. */
static void read_plain(struct string *string)
{
    uint32_t special;
    size_t size;

    while ((special = tn__json_special16(string->from)) == 0) {
        memmove(string->to, string->from, 16);
        string->from += 16;
        string->to += 16;
    }
    size = (size_t)__builtin_ctz(special);
    memmove(string->to, string->from, size);
    string->from += size;
    string->to += size;
}

static bool read_special(struct string *string)
{
    if (*string->from == '\\')
        return read_escape(string);
    if (*string->from & 0x80)
        return read_sequence(string);
    if (string->from >= string->source->end)
        return refuse_unterminated(string);
    return refuse(string, TN__JSON_CONTROL);
}

char *tn__json_read_long_string(struct tn__json_source *source,
                                char *begin,
                                char *at,
                                struct tn_value *to)
{
    struct string string = {
        .source = source,
        .begin = begin,
        .from = at,
        .to = at,
        .continued_before = source->continued,
        .is_ascii = true,
    };

    for (;;) {
        read_plain(&string);
        if (*string.from == '"')
            break;
        if (!read_special(&string))
            return NULL;
    }
    *string.to = '\0';
    *to = (struct tn_value){ .type = TN_TYPE_STRING,
                             .flags = string.is_ascii ? TN_VALUE_ASCII : 0,
                             .count = (uint32_t)(string.to - begin),
                             .as.text = begin };
    return string.from + 1;
}
