/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "format/char_class.h"
#include "format/email_parts.h"

bool tn__email_refuse(struct tn__buf *out, const char *reason, ...)
{
    char text[512];
    va_list args;

    va_start(args, reason);
    vsnprintf(text, sizeof(text), reason, args);
    va_end(args);
    out->size = 0;
    tn__buf_append(out, text, strlen(text));
    return false;
}

void tn__chars_write(struct tn__buf *out, struct tn__chars chars)
{
    for (size_t i = 0; i < chars.count; i++) {
        char *to = tn__buf_reserve(out, 4);

        if (!to)
            return;
        tn__buf_commit(out, tn__utf8_encode(to, chars.at[i]));
    }
}

size_t tn__chars_find(struct tn__chars chars, uint32_t c)
{
    size_t at = 0;

    while (at < chars.count && chars.at[at] != c)
        at++;
    return at;
}

struct tn__chars tn__chars_strip(struct tn__chars chars)
{
    while (chars.count && tn__utf8_is_space(chars.at[chars.count - 1]))
        chars.count--;
    while (chars.count && tn__utf8_is_space(chars.at[0])) {
        chars.at++;
        chars.count--;
    }
    return chars;
}

bool tn__chars_is_atext(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') ||
           (c && c < 0x80 && strchr("_!#$%&'*+-/=?^`{|}~", (int)c));
}

/* -- Showing --------------------------------------------------------------- */

/* Names of those that are met: separators, formats, a few marks. Others are
 * shown by their number. */
static const struct char_name {
    uint32_t c;
    const char *name;
} names[] = {
    { 0x0020, "SPACE" },
    { 0x00A0, "NO-BREAK SPACE" },
    { 0x00AD, "SOFT HYPHEN" },
    { 0x0300, "COMBINING GRAVE ACCENT" },
    { 0x0301, "COMBINING ACUTE ACCENT" },
    { 0x0302, "COMBINING CIRCUMFLEX ACCENT" },
    { 0x0303, "COMBINING TILDE" },
    { 0x0304, "COMBINING MACRON" },
    { 0x0306, "COMBINING BREVE" },
    { 0x0307, "COMBINING DOT ABOVE" },
    { 0x0308, "COMBINING DIAERESIS" },
    { 0x030A, "COMBINING RING ABOVE" },
    { 0x030B, "COMBINING DOUBLE ACUTE ACCENT" },
    { 0x030C, "COMBINING CARON" },
    { 0x0327, "COMBINING CEDILLA" },
    { 0x0328, "COMBINING OGONEK" },
    { 0x0338, "COMBINING LONG SOLIDUS OVERLAY" },
    { 0x061C, "ARABIC LETTER MARK" },
    { 0x1680, "OGHAM SPACE MARK" },
    { 0x180E, "MONGOLIAN VOWEL SEPARATOR" },
    { 0x2000, "EN QUAD" },
    { 0x2001, "EM QUAD" },
    { 0x2002, "EN SPACE" },
    { 0x2003, "EM SPACE" },
    { 0x2004, "THREE-PER-EM SPACE" },
    { 0x2005, "FOUR-PER-EM SPACE" },
    { 0x2006, "SIX-PER-EM SPACE" },
    { 0x2007, "FIGURE SPACE" },
    { 0x2008, "PUNCTUATION SPACE" },
    { 0x2009, "THIN SPACE" },
    { 0x200A, "HAIR SPACE" },
    { 0x200B, "ZERO WIDTH SPACE" },
    { 0x200C, "ZERO WIDTH NON-JOINER" },
    { 0x200D, "ZERO WIDTH JOINER" },
    { 0x200E, "LEFT-TO-RIGHT MARK" },
    { 0x200F, "RIGHT-TO-LEFT MARK" },
    { 0x2028, "LINE SEPARATOR" },
    { 0x2029, "PARAGRAPH SEPARATOR" },
    { 0x202A, "LEFT-TO-RIGHT EMBEDDING" },
    { 0x202B, "RIGHT-TO-LEFT EMBEDDING" },
    { 0x202C, "POP DIRECTIONAL FORMATTING" },
    { 0x202D, "LEFT-TO-RIGHT OVERRIDE" },
    { 0x202E, "RIGHT-TO-LEFT OVERRIDE" },
    { 0x202F, "NARROW NO-BREAK SPACE" },
    { 0x205F, "MEDIUM MATHEMATICAL SPACE" },
    { 0x2060, "WORD JOINER" },
    { 0x2066, "LEFT-TO-RIGHT ISOLATE" },
    { 0x2067, "RIGHT-TO-LEFT ISOLATE" },
    { 0x2068, "FIRST STRONG ISOLATE" },
    { 0x2069, "POP DIRECTIONAL ISOLATE" },
    { 0x3000, "IDEOGRAPHIC SPACE" },
    { 0xFE0E, "VARIATION SELECTOR-15" },
    { 0xFE0F, "VARIATION SELECTOR-16" },
    { 0xFEFF, "ZERO WIDTH NO-BREAK SPACE" },
};

void tn__chars_show(struct tn__buf *out, uint32_t c)
{
    enum tn__char_class class = tn__char_class(c);

    if (class == TN__CHAR_WORD || class == TN__CHAR_SYMBOL) {
        const char *quote = c == '\'' || c == '\\' ? "\"" : "'";

        tn__buf_append(out, quote, 1);
        tn__chars_write(out, (struct tn__chars){ &c, 1 });
        tn__buf_append(out, quote, 1);
        return;
    }
    for (size_t i = 0; i < TN_COUNT(names); i++) {
        if (names[i].c == c) {
            tn__buf_str(out, tn_str_from(names[i].name));
            return;
        }
    }
    tn__buf_printf(out, c < 0xFFFF ? "U+%04X" : "U+%08X", (unsigned)c);
}

/* -- Checking -------------------------------------------------------------- */

static int compare(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a;
    uint32_t right = *(const uint32_t *)b;

    return (left > right) - (left < right);
}

/* Python sorts characters as they are shown: double quotes stand before single
 * ones, those before names. */
static uint32_t show_order(uint32_t c)
{
    enum tn__char_class class = tn__char_class(c);

    if (c == ' ')
        return 0x200000;
    if (class != TN__CHAR_WORD && class != TN__CHAR_SYMBOL)
        return 0x200001 + c;
    return c == '\'' || c == '\\' ? c : 0x100 + c;
}

static int compare_shown(const void *a, const void *b)
{
    uint32_t left = show_order(*(const uint32_t *)a);
    uint32_t right = show_order(*(const uint32_t *)b);

    return compare(&left, &right);
}

/* Appends the characters, sorted already, each once. */
static void show_all(struct tn__buf *out, const uint32_t *sorted, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i && sorted[i] == sorted[i - 1])
            continue;
        if (i)
            tn__buf_lit(out, ", ");
        tn__chars_show(out, sorted[i]);
    }
    tn__buf_char(out, '.');
}

bool tn__email_check_chars(struct tn__buf *out,
                           struct tn__chars chars,
                           bool (*is_allowed)(uint32_t c),
                           const char *reason)
{
    uint32_t bad[TN__EMAIL_LIMIT];
    size_t count = 0;

    for (size_t i = 0; i < chars.count; i++) {
        if (!is_allowed(chars.at[i]))
            bad[count++] = chars.at[i];
    }
    if (!count)
        return true;
    qsort(bad, count, sizeof(*bad), compare_shown);
    tn__email_refuse(out, "%s: ", reason);
    show_all(out, bad, count);
    return false;
}

/* A mark at the start would change what stands before the address. */
static bool is_safe(uint32_t c, bool is_first, bool allows_space)
{
    enum tn__char_class class = tn__char_class(c);

    if (class == TN__CHAR_MARK)
        return !is_first;
    if (class != TN__CHAR_OTHER)
        return true;
    return allows_space && tn__utf8_is_space(c) && c >= ' ' && c != 0x85 &&
           c != 0x2028 && c != 0x2029;
}

bool tn__email_check_safe(struct tn__buf *out,
                          struct tn__chars chars,
                          bool allows_space)
{
    uint32_t bad[TN__EMAIL_LIMIT];
    size_t count = 0;

    for (size_t i = 0; i < chars.count; i++) {
        if (!is_safe(chars.at[i], i == 0, allows_space))
            bad[count++] = chars.at[i];
    }
    if (!count)
        return true;
    qsort(bad, count, sizeof(*bad), compare);
    tn__email_refuse(out, "The email address contains unsafe characters: ");
    show_all(out, bad, count);
    return false;
}
