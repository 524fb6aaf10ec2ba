/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <string.h>

#include "base/utf8.h"
#include "format/char_class.h"
#include "format/email_parts.h"

/*
 * "Name <address>" as Pydantic takes it: words of atext or letters, or a text
 * in quotes, or nothing, before the angle brackets. Whatever does not look
 * like this is left to email-validator.
 */

static bool is_name_char(uint32_t c)
{
    return tn__chars_is_atext(c) || tn__char_class(c) == TN__CHAR_WORD;
}

static size_t skip_space(struct tn__chars text, size_t at)
{
    while (at < text.count && tn__utf8_is_space(text.at[at]))
        at++;
    return at;
}

/* Returns whether "<address>" stands from `at` to the end: one character at
 * least, no newline. */
static bool is_bracketed(struct tn__chars text, size_t at, size_t after_newline)
{
    return at + 2 < text.count && text.at[at] == '<' && at >= after_newline &&
           text.at[text.count - 1] == '>';
}

/* Returns where the newlines before the closing bracket are over. */
static size_t find_after_newline(struct tn__chars text)
{
    size_t at = text.count;

    while (at && text.at[at - 1] != '\n')
        at--;
    return at;
}

/* The name in quotes is as long as it can be. */
static size_t find_quoted(struct tn__chars text, struct tn__chars *name)
{
    size_t after_newline = find_after_newline(text);
    size_t found = text.count;

    for (size_t at = 2; at < text.count; at++) {
        size_t next;

        if (text.at[at] != '"')
            continue;
        next = skip_space(text, at + 1);
        if (!is_bracketed(text, next, after_newline))
            continue;
        *name = tn__chars_cut(text, 1, at);
        found = next;
    }
    return found;
}

static size_t find_words(struct tn__chars text, struct tn__chars *name)
{
    size_t at = 0;
    size_t end = 0;

    while (at < text.count &&
           (is_name_char(text.at[at]) || tn__utf8_is_space(text.at[at]))) {
        if (is_name_char(text.at[at]))
            end = at + 1;
        at++;
    }
    if (!is_bracketed(text, at, find_after_newline(text)))
        return text.count;
    *name = tn__chars_cut(text, 0, end);
    return at;
}

void tn__email_unwrap(struct tn__chars *text, struct tn__chars *name)
{
    struct tn__chars inner = tn__chars_strip(*text);
    size_t open;

    *name = (struct tn__chars){ 0 };
    if (!inner.count)
        return;
    open =
        inner.at[0] == '"' ? find_quoted(inner, name) : find_words(inner, name);
    if (open < inner.count)
        *text = tn__chars_cut(inner, open + 1, inner.count - 1);
}
