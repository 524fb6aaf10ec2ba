/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <string.h>

#include "format/url_parser.h"

#define CONTROLS      TN__URL_SET_CONTROLS
#define FRAGMENT      TN__URL_SET_FRAGMENT
#define QUERY         TN__URL_SET_QUERY
#define SPECIAL_QUERY TN__URL_SET_SPECIAL_QUERY
#define PATH          TN__URL_SET_PATH
#define USERINFO      TN__URL_SET_USERINFO

/* The sets that a printable character is in. As the crate has them: "^" is in
 * the userinfo set only. */
static const unsigned char sets[128] = {
    [' '] = FRAGMENT | QUERY | SPECIAL_QUERY | PATH | USERINFO,
    ['"'] = FRAGMENT | QUERY | SPECIAL_QUERY | PATH | USERINFO,
    ['<'] = FRAGMENT | QUERY | SPECIAL_QUERY | PATH | USERINFO,
    ['>'] = FRAGMENT | QUERY | SPECIAL_QUERY | PATH | USERINFO,
    ['`'] = FRAGMENT | PATH | USERINFO,
    ['#'] = QUERY | SPECIAL_QUERY | PATH | USERINFO,
    ['?'] = PATH | USERINFO,
    ['{'] = PATH | USERINFO,
    ['}'] = PATH | USERINFO,
    ['\''] = SPECIAL_QUERY,
    ['/'] = USERINFO,
    [':'] = USERINFO,
    [';'] = USERINFO,
    ['='] = USERINFO,
    ['@'] = USERINFO,
    ['['] = USERINFO,
    ['\\'] = USERINFO,
    [']'] = USERINFO,
    ['^'] = USERINFO,
    ['|'] = USERINFO,
};

static bool is_plain(char c, enum tn__url_set set)
{
    return c >= ' ' && c < 0x7F && !(sets[(unsigned char)c] & set);
}

static void encode_byte(struct tn__buf *out, char c)
{
    static const char digits[] = "0123456789ABCDEF";
    char code[] = { '%', digits[(unsigned char)c >> 4], digits[c & 0x0F] };

    tn__buf_append(out, code, sizeof(code));
}

void tn__url_encode(struct tn__buf *out,
                    const char *text,
                    size_t size,
                    enum tn__url_set set)
{
    size_t at = 0;

    while (at < size) {
        size_t run = at;

        while (run < size && is_plain(text[run], set))
            run++;
        tn__buf_append(out, text + at, run - at);
        if (run < size)
            encode_byte(out, text[run]);
        at = run + 1;
    }
}

void tn__url_cut(struct tn__buf *out, size_t start, size_t end)
{
    if (out->failed || start >= end)
        return;
    memmove(out->data + start, out->data + end, out->size - end);
    out->size -= end - start;
}
