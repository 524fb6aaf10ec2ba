/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/pattern.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <stdlib.h>

static enum tn__pattern_result search(const char *regex, struct tn_str text)
{
    struct tn__arena arena;
    struct tn__pattern *list = NULL;
    struct tn__matcher *matcher = tn__matcher_new(NULL);
    struct tn_error error = { 0 };
    struct tn__pattern *pattern;
    enum tn__pattern_result result;

    tn__arena_init(&arena, NULL, 0, 0);
    pattern = tn__pattern_new(&list, &arena, tn_str_from(regex), &error);
    cr_assert(pattern && matcher, "%s", error.message);
    result = tn__pattern_search(pattern, text, matcher);
    tn__matcher_free(matcher);
    tn__patterns_free(list);
    tn__arena_deinit(&arena);
    return result;
}

static bool finds(const char *regex, const char *text)
{
    enum tn__pattern_result result = search(regex, tn_str_from(text));

    cr_assert_neq(result, TN__PATTERN_LIMIT);
    return result == TN__PATTERN_FOUND;
}

static void refuses(const char *regex, const char *message)
{
    struct tn__arena arena;
    struct tn__pattern *list = NULL;
    struct tn_error error = { 0 };

    tn__arena_init(&arena, NULL, 0, 0);
    cr_assert_null(tn__pattern_new(&list, &arena, tn_str_from(regex), &error));
    cr_assert_null(list);
    cr_assert_eq(error.code, TN_ESCHEMA);
    cr_assert_str_eq(error.message, message);
    tn__arena_deinit(&arena);
}

Test(pattern, searches_anywhere)
{
    cr_assert(finds("\\d", "ab1"));
    cr_assert(finds("b", "abc"));
    cr_assert_not(finds("^b", "abc"));
    cr_assert(finds("", ""));
}

Test(pattern, takes_the_dollar_for_the_very_end)
{
    cr_assert(finds("^a$", "a"));
    cr_assert_not(finds("^a$", "a\n"));
    cr_assert_not(finds("^a", "\na"));
}

Test(pattern, lets_a_dot_stand_for_all_but_a_newline)
{
    cr_assert_not(finds("^.$", "\n"));
    cr_assert(finds("^.$", "\r"));
    cr_assert(finds("^.$", "\xe2\x80\xa8"));
    cr_assert(finds("^.$", "\xf0\x9f\x98\x80"));
}

Test(pattern, knows_the_letters_and_digits_of_unicode)
{
    cr_assert(finds("^\\d$", "\xd9\xa5"));
    cr_assert_not(finds("\\d", "\xc2\xb2"));
    cr_assert(finds("^\\w+$", "\xd0\xbf\xd1\x80\xd0\xb8_1"));
    cr_assert_not(finds("^\\w$", "\xf0\x9f\x98\x80"));
    cr_assert(finds("^\\s$", "\xc2\xa0"));
    cr_assert(finds("^[\xd0\xb0-\xd1\x8f]{2}$", "\xd0\xbc\xd0\xb8"));
}

Test(pattern, counts_a_combining_mark_as_a_word_character)
{
    cr_assert(finds("^\\w+$", "\xd0\xb8\xcc\x86"));
    cr_assert(finds("^[\\w-]+$", "\xd0\xb8\xcc\x86-"));
    cr_assert_not(finds("\\W", "\xd0\xb8\xcc\x86"));
}

Test(pattern, reads_the_escapes_of_ecma_262)
{
    cr_assert(finds("^\\u0041\\u{42}$", "AB"));
    cr_assert(finds("^\\x41$", "A"));
    cr_assert(finds("^\\x{41}$", "A"));
    cr_assert(finds("^\\cJ$", "\n"));
}

Test(pattern, searches_past_a_nul)
{
    struct tn_str text = TN_STR("a\0b");

    cr_assert_eq(search("^a.b$", text), TN__PATTERN_FOUND);
}

Test(pattern, gives_up_where_it_backtracks_too_much)
{
    struct tn_str text = TN_STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab");

    cr_assert_eq(search("^(a+)+$", text), TN__PATTERN_LIMIT);
}

Test(pattern, gives_up_where_it_nests_too_deep)
{
    size_t size = 4 * 1024 * 1024;
    char *text = malloc(size + 1);

    cr_assert(text);
    memset(text, 'a', size);
    text[size] = '\0';
    cr_assert_eq(search("^(?:(a)|b)*?c", (struct tn_str){ text, size }),
                 TN__PATTERN_LIMIT);
    free(text);
}

Test(pattern, says_where_it_does_not_compile)
{
    refuses("\xd1\x8f(", "the pattern does not compile: missing closing "
                         "parenthesis (at character 3)");
    refuses("[b-a]", "the pattern does not compile: range out of order in "
                     "character class (at character 4)");
    refuses("*", "the pattern does not compile: quantifier does not follow a "
                 "repeatable item (at character 1)");
}

Test(pattern, does_not_know_a_byte)
{
    refuses("\\C", "the pattern does not compile: using \\C is disabled by "
                   "the application (at character 3)");
}

/* -- Threads --------------------------------------------------------------- */

#define ROUNDS 2000

struct searcher {
    pthread_t thread;
    const struct tn__pattern *pattern; /* shared */
    unsigned found;
};

static void *search_often(void *user)
{
    struct searcher *searcher = user;
    struct tn__matcher *matcher = tn__matcher_new(NULL);
    struct tn_str yes = TN_STR("aaaa-42");
    struct tn_str no = TN_STR("aaaa-x");

    for (int i = 0; matcher && i < ROUNDS; i++) {
        searcher->found += tn__pattern_search(searcher->pattern, yes, matcher);
        searcher->found += tn__pattern_search(searcher->pattern, no, matcher);
    }
    tn__matcher_free(matcher);
    return NULL;
}

Test(pattern, is_shared_by_threads)
{
    struct tn__pattern *list = NULL;
    struct tn__arena arena;
    struct searcher searchers[4] = { 0 };

    tn__arena_init(&arena, NULL, 0, 0);
    cr_assert(
        tn__pattern_new(&list, &arena, tn_str_from("^(a+)+-(\\d+)$"), NULL));
    for (size_t i = 0; i < TN_COUNT(searchers); i++) {
        searchers[i].pattern = list;
        cr_assert_eq(pthread_create(&searchers[i].thread, NULL, search_often,
                                    &searchers[i]),
                     0);
    }
    for (size_t i = 0; i < TN_COUNT(searchers); i++) {
        pthread_join(searchers[i].thread, NULL);
        cr_assert_eq(searchers[i].found, ROUNDS);
    }
    tn__patterns_free(list);
    tn__arena_deinit(&arena);
}
