/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <string.h>

#include "schema/pattern.h"

/* -- What ECMA-262 does not have ------------------------------------------- */

/* Escapes with the flag u: of letters these only, and of what has a meaning. */
static bool is_escape(char c)
{
    return c && strchr("dDwWsSbBnrtvfcxukpP0123456789^$\\.*+?()[]{}|/-", c);
}

/* What follows "(?". */
static bool is_group(struct tn_str rest)
{
    if (rest.len >= 1 && strchr(":=!", *rest.ptr))
        return true;
    if (rest.len < 2 || *rest.ptr != '<')
        return false;
    return rest.ptr[1] != '>';
}

static bool is_plain(struct tn_str text)
{
    bool in_class = false;

    for (size_t i = 0; i < text.len; i++) {
        struct tn_str rest = { text.ptr + i + 1, text.len - i - 1 };
        char c = text.ptr[i];

        if (c == '\\' && (rest.len == 0 || !is_escape(*rest.ptr)))
            return false;
        if (c == '\\')
            i++;
        else if (in_class)
            in_class = c != ']';
        else if (c == '[')
            in_class = true;
        else if (c == '(' && rest.len > 0 && *rest.ptr == '?' &&
                 !is_group((struct tn_str){ rest.ptr + 1, rest.len - 1 }))
            return false;
    }
    return true;
}

bool tn__pattern_is_ecma(struct tn_str text)
{
    struct tn__pattern *list = NULL;
    struct tn_error error = { 0 };
    struct tn__arena arena;
    bool compiles;

    if (!is_plain(text))
        return false;
    tn__arena_init(&arena, NULL, 1024, 0);
    compiles = tn__pattern_new_ecma(&list, &arena, text, &error);
    tn__patterns_free(list);
    tn__arena_deinit(&arena);
    return compiles;
}
