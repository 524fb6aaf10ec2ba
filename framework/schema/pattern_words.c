/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/pattern_words.h"

#define WORD "\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}"

/* What replaces \w and \W. In a class only \w can be replaced: the complement
 * of a union has no form there. */
static const struct {
    const char *escape;
    bool in_class;
    const char *text;
} replacements[] = {
    { "\\w", false, "[" WORD "]" },
    { "\\W", false, "[^" WORD "]" },
    { "\\w", true, WORD },
};

/* The longest of them: bytes. */
#define LONGEST (sizeof("[^" WORD "]") - 1)

struct rewriter {
    struct tn_str from;
    size_t at;
    char *to;
    size_t size;
    bool in_class;
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

static void copy_escape(struct rewriter *rewriter)
{
    for (size_t i = 0; i < TN_COUNT(replacements); i++) {
        size_t length = strlen(replacements[i].text);

        if (replacements[i].in_class != rewriter->in_class ||
            !starts_with(rewriter, replacements[i].escape))
            continue;
        memcpy(rewriter->to + rewriter->size, replacements[i].text, length);
        rewriter->size += length;
        rewriter->at += 2;
        return;
    }
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

/* How many times "\w" or "\W" may stand there. */
static size_t count_words(struct tn_str pattern)
{
    size_t count = 0;

    for (size_t i = 1; i < pattern.len; i++)
        count += pattern.ptr[i - 1] == '\\' &&
                 (pattern.ptr[i] == 'w' || pattern.ptr[i] == 'W');
    return count;
}

struct tn_str tn__pattern_words(struct tn__arena *arena, struct tn_str pattern)
{
    size_t words = count_words(pattern);
    struct rewriter rewriter = { .from = pattern };

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
