/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/net/splitter.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* Splits pieces, and writes down what came out: lines in brackets, "!" for one
 * that is too long. */
static void split(struct tn__splitter *splitter, const char *piece, char *out)
{
    struct tn_str data = tn_str_from(piece);
    struct tn_str line;
    enum tn__split what;

    while ((what = tn__splitter_next(splitter, &data, &line)) !=
           TN__SPLIT_MORE) {
        char *end = out + strlen(out);

        if (what == TN__SPLIT_LINE)
            sprintf(end, "[%.*s]", (int)line.len, line.ptr);
        else
            strcpy(end, "!");
    }
}

/* The pieces are what stands between bars. */
static void check(const char *pieces, const char *expected)
{
    struct tn__splitter splitter = { .limit = 5 };
    char text[128];
    char out[128] = "";

    strcpy(text, pieces);
    for (char *at = text, *next; at; at = next) {
        next = strchr(at, '|');
        if (next)
            *next++ = '\0';
        split(&splitter, at, out);
    }
    tn__splitter_deinit(&splitter);
    cr_assert_str_eq(out, expected, "%s: %s, not %s", pieces, out, expected);
}

Test(splitter, finds_lines_that_end_with_lf_or_cr_lf)
{
    check("one\ntwo\r\n\n\r\nlast", "[one][two][][]");
    check("a\rb\n\r\r\n", "[a\rb][\r]");
}

Test(splitter, joins_the_pieces_of_a_line)
{
    check("o|n|e\nt|wo\r|\n|x|\n", "[one][two][x]");
    check("||\n||a||\n", "[][a]");
}

Test(splitter, takes_lines_up_to_the_limit)
{
    check("12345\n12345\r\n", "[12345][12345]");
    check("123|45|\r|\n", "[12345]");
}

Test(splitter, passes_over_a_line_that_is_too_long)
{
    check("123456\nok\n", "![ok]");
    check("123456\r\nok\n", "![ok]");
    check("123|456|789|x\nok\n", "![ok]");
    check("12345|6\nok\n", "![ok]");
    check("123456|\nok\n", "![ok]");
    check("12345\r|\r\nok\n", "![ok]");
}
