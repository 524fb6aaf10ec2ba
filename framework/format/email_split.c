/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <string.h>

#include "base/utf8.h"
#include "format/email_parts.h"

/* email-validator's split_email(). */

/* Returns where the first @-sign, or angle bracket too, stands outside quotes.
 * "<" with U+0338 after it is another character in NFC. */
static size_t find_special(struct tn__chars text, bool brackets)
{
    bool in_quotes = false;
    bool escaped = false;
    size_t at;

    for (at = 0; at < text.count; at++) {
        uint32_t c = text.at[at];

        if (in_quotes) {
            in_quotes = c != '"' || escaped;
            escaped = c == '\\' && !escaped;
        } else if (c == '"') {
            in_quotes = true;
        } else if (c == '@' ||
                   (c == '<' && brackets &&
                    (at + 1 == text.count || text.at[at + 1] != 0x338))) {
            break;
        }
    }
    return at;
}

/* Takes quotes and backslashes away; false where anything follows them. */
static bool unquote(struct tn__chars *text,
                    bool *is_quoted,
                    uint32_t *to,
                    struct tn__buf *out)
{
    size_t size = 0;
    size_t at = 1;

    *is_quoted = text->count && text->at[0] == '"';
    if (!*is_quoted)
        return true;
    for (; at < text->count && text->at[at] != '"'; at++) {
        at += text->at[at] == '\\';
        if (at < text->count)
            to[size++] = text->at[at];
    }
    if (at + 1 < text->count) {
        tn__email_refuse(out, "Extra character(s) found after close quote: ");
        for (size_t i = at + 1; i < text->count; i++) {
            if (i > at + 1)
                tn__buf_lit(out, ", ");
            tn__chars_show(out, text->at[i]);
        }
        return false;
    }
    *text = (struct tn__chars){ to, size };
    return true;
}

static bool is_display(uint32_t c)
{
    return c == ' ' || tn__chars_is_atext(c);
}

static bool check_display_name(struct tn__chars name,
                               uint32_t *scratch,
                               struct tn__buf *out)
{
    bool is_quoted;

    while (name.count && tn__utf8_is_space(name.at[name.count - 1]))
        name.count--;
    if (!unquote(&name, &is_quoted, scratch, out))
        return false;
    if (!is_quoted &&
        !tn__email_check_chars(out, name, is_display,
                               "The display name contains invalid characters "
                               "when not quoted"))
        return false;
    return tn__email_check_safe(out, name, true);
}

/* Takes the angle brackets away. */
static bool cut_brackets(struct tn__chars *text, struct tn__buf *out)
{
    if (tn__chars_find(*text, '>') == text->count)
        return tn__email_refuse(
            out, "An open angle bracket at the start of the email address has "
                 "to be followed by a close angle bracket at the end.");
    while (text->at[text->count - 1] == ' ')
        text->count--;
    if (text->at[text->count - 1] != '>')
        return tn__email_refuse(
            out, "There can't be anything after the email address.");
    text->at++;
    text->count--;
    while (text->count && text->at[text->count - 1] == '>')
        text->count--;
    return true;
}

bool tn__email_split(struct tn__chars email,
                     struct tn__email_parts *parts,
                     struct tn__buf *out)
{
    size_t at = find_special(email, true);

    parts->has_name = at < email.count && email.at[at] == '<';
    if (parts->has_name) {
        if (!check_display_name(tn__chars_cut(email, 0, at), parts->unquoted,
                                out))
            return false;
        email = tn__chars_cut(email, at, email.count);
        if (!cut_brackets(&email, out))
            return false;
        at = find_special(email, false);
    }
    if (at == email.count)
        return tn__email_refuse(out, "An email address must have an @-sign.");
    parts->local = tn__chars_cut(email, 0, at);
    parts->domain = tn__chars_cut(email, at + 1, email.count);
    return unquote(&parts->local, &parts->is_quoted, parts->unquoted, out);
}
