/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/pattern_words.h"

#define WORD "\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}"

#define SPACE "\\t-\\r\\x{feff}\\p{Z}"

/* What replaces an escape. In a class its complement cannot be replaced: the
 * complement of a union has no form there. */
static const struct replacement {
    enum tn__pattern_dialect dialect;
    bool in_class;
    const char *escape;
    const char *text;
} replacements[] = {
    { TN__PATTERN_PYDANTIC, false, "\\w", "[" WORD "]" },
    { TN__PATTERN_PYDANTIC, false, "\\W", "[^" WORD "]" },
    { TN__PATTERN_PYDANTIC, true, "\\w", WORD },
    { TN__PATTERN_ECMA, false, "\\s", "[" SPACE "]" },
    { TN__PATTERN_ECMA, false, "\\S", "[^" SPACE "]" },
    { TN__PATTERN_ECMA, true, "\\s", SPACE },
};

/* The longest of them, of one escape: bytes. */
#define LONGEST (sizeof("[^" WORD "]") - 1)

/* The long names of Unicode's general categories (UAX 44, table 12), and what
 * ECMA-262 may write before a value. */
static const struct {
    const char *name;
    const char *value;
} categories[] = {
    { "Letter", "L" },
    { "Cased_Letter", "L&" },
    { "Uppercase_Letter", "Lu" },
    { "Lowercase_Letter", "Ll" },
    { "Titlecase_Letter", "Lt" },
    { "Modifier_Letter", "Lm" },
    { "Other_Letter", "Lo" },
    { "Mark", "M" },
    { "Nonspacing_Mark", "Mn" },
    { "Spacing_Mark", "Mc" },
    { "Enclosing_Mark", "Me" },
    { "Number", "N" },
    { "Decimal_Number", "Nd" },
    { "digit", "Nd" },
    { "Letter_Number", "Nl" },
    { "Other_Number", "No" },
    { "Punctuation", "P" },
    { "punct", "P" },
    { "Connector_Punctuation", "Pc" },
    { "Dash_Punctuation", "Pd" },
    { "Open_Punctuation", "Ps" },
    { "Close_Punctuation", "Pe" },
    { "Initial_Punctuation", "Pi" },
    { "Final_Punctuation", "Pf" },
    { "Other_Punctuation", "Po" },
    { "Symbol", "S" },
    { "Math_Symbol", "Sm" },
    { "Currency_Symbol", "Sc" },
    { "Modifier_Symbol", "Sk" },
    { "Other_Symbol", "So" },
    { "Separator", "Z" },
    { "Space_Separator", "Zs" },
    { "Line_Separator", "Zl" },
    { "Paragraph_Separator", "Zp" },
    { "Other", "C" },
    { "Control", "Cc" },
    { "cntrl", "Cc" },
    { "Format", "Cf" },
    { "Surrogate", "Cs" },
    { "Private_Use", "Co" },
    { "Unassigned", "Cn" },
};

static const char *const prefixes[] = {
    "General_Category=", "gc=", "Script=", "sc=", "Script_Extensions=", "scx=",
};

struct rewriter {
    struct tn_str from;
    size_t at;
    char *to;
    size_t size;
    bool in_class;
    enum tn__pattern_dialect dialect;
};

static bool starts_with(const struct rewriter *rewriter, const char *text)
{
    size_t length = strlen(text);

    return rewriter->from.len - rewriter->at >= length &&
           memcmp(rewriter->from.ptr + rewriter->at, text, length) == 0;
}

static void copy(struct rewriter *rewriter, size_t size)
{
    if (size > rewriter->from.len - rewriter->at)
        size = rewriter->from.len - rewriter->at;
    memcpy(rewriter->to + rewriter->size, rewriter->from.ptr + rewriter->at,
           size);
    rewriter->size += size;
    rewriter->at += size;
}

static void put(struct rewriter *rewriter, const char *text)
{
    size_t length = strlen(text);

    memcpy(rewriter->to + rewriter->size, text, length);
    rewriter->size += length;
}

/* \p{Letter}, after its brace: the name that PCRE2 knows, which is shorter. */
static void copy_property(struct rewriter *rewriter)
{
    copy(rewriter, 3);
    for (size_t i = 0; i < TN_COUNT(prefixes); i++) {
        if (starts_with(rewriter, prefixes[i]))
            rewriter->at += strlen(prefixes[i]);
    }
    for (size_t i = 0; i < TN_COUNT(categories); i++) {
        size_t length = strlen(categories[i].name);

        if (!starts_with(rewriter, categories[i].name) ||
            rewriter->at + length >= rewriter->from.len ||
            rewriter->from.ptr[rewriter->at + length] != '}')
            continue;
        put(rewriter, categories[i].value);
        rewriter->at += length;
        return;
    }
}

static void copy_escape(struct rewriter *rewriter)
{
    for (size_t i = 0; i < TN_COUNT(replacements); i++) {
        const struct replacement *row = &replacements[i];

        if (row->dialect != rewriter->dialect ||
            row->in_class != rewriter->in_class ||
            !starts_with(rewriter, row->escape))
            continue;
        put(rewriter, row->text);
        rewriter->at += 2;
        return;
    }
    if (starts_with(rewriter, "\\p{") || starts_with(rewriter, "\\P{"))
        copy_property(rewriter);
    else
        copy(rewriter, 2);
}

/* A bracket right after the opening one is a member of the class. */
static void open_class(struct rewriter *rewriter)
{
    rewriter->in_class = true;
    copy(rewriter, 1);
    if (starts_with(rewriter, "^"))
        copy(rewriter, 1);
    if (starts_with(rewriter, "]"))
        copy(rewriter, 1);
}

/* [:alpha:] in a class. */
static void copy_posix(struct rewriter *rewriter)
{
    copy(rewriter, 2);
    while (rewriter->at < rewriter->from.len && !starts_with(rewriter, ":]"))
        copy(rewriter, 1);
    copy(rewriter, 2);
}

static void copy_next(struct rewriter *rewriter)
{
    char c = rewriter->from.ptr[rewriter->at];

    if (c == '\\') {
        copy_escape(rewriter);
    } else if (c == '[' && !rewriter->in_class) {
        open_class(rewriter);
    } else if (starts_with(rewriter, "[:")) {
        copy_posix(rewriter);
    } else {
        if (c == ']')
            rewriter->in_class = false;
        copy(rewriter, 1);
    }
}

/* How many escapes may be replaced. */
static size_t count_escapes(struct tn_str pattern)
{
    size_t count = 0;

    for (size_t i = 1; i < pattern.len; i++)
        count += pattern.ptr[i - 1] == '\\' && strchr("wWsSpP", pattern.ptr[i]);
    return count;
}

struct tn_str tn__pattern_words(struct tn__arena *arena,
                                struct tn_str pattern,
                                enum tn__pattern_dialect dialect)
{
    size_t words = count_escapes(pattern);
    struct rewriter rewriter = { .from = pattern, .dialect = dialect };

    if (words == 0)
        return pattern;
    rewriter.to =
        tn__arena_alloc_aligned(arena, pattern.len + words * LONGEST + 1, 1);
    if (!rewriter.to)
        return (struct tn_str){ 0 };
    while (rewriter.at < pattern.len)
        copy_next(&rewriter);
    rewriter.to[rewriter.size] = '\0';
    return (struct tn_str){ rewriter.to, rewriter.size };
}
