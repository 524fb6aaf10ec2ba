/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__SCHEMA_PATTERN_H
#define TN__SCHEMA_PATTERN_H

#include <tenon/alloc.h>
#include <tenon/error.h>
#include <tenon/str.h>

#include "base/arena.h"

/*
 * Regular expressions of `pattern`: PCRE2, which is known here only. They mean
 * what ECMA-262 and Pydantic agree on: a search, not a match of the whole; "$"
 * is the very end; "." excludes only \n; \d, \w, \s and \b are those of
 * Unicode.
 *
 * A pattern is immutable: any number of threads may search with it. What a
 * search writes lies in a matcher, and each thread has its own:
 *
 *     struct tn__matcher *matcher = tn__matcher_new(NULL);
 *     ...
 *     switch (tn__pattern_search(rules->pattern, text, matcher)) {
 *     case TN__PATTERN_FOUND: ...
 */
struct tn__pattern;
struct tn__matcher;

enum tn__pattern_result {
    TN__PATTERN_NOT_FOUND,
    TN__PATTERN_FOUND,
    TN__PATTERN_LIMIT, /* given up: the pattern backtracks too much on this
                          text, or memory is short */
};

/* Bytes of the longest pattern. */
#define TN__PATTERN_LENGTH 16384

/*
 * Compiles a pattern and puts it at the head of `list`, which begins as NULL;
 * the object itself and `text` lie in the arena, what PCRE2 makes of it comes
 * from the arena's allocator. Returns NULL with `error` filled (TN_ESCHEMA:
 * PCRE2's message and the character, from 1; TN_ENOMEM). Owned by the list;
 * free all of it with tn__patterns_free() before the arena.
 */
struct tn__pattern *tn__pattern_new(struct tn__pattern **list,
                                    struct tn__arena *arena,
                                    struct tn_str text,
                                    struct tn_error *error);

/* The same, of what ECMA-262 means with its flag u alone, as JSON Schema wants
 * it (core, section 6.4): \d and \w are ASCII, \p{Letter} has a name. */
struct tn__pattern *tn__pattern_new_ecma(struct tn__pattern **list,
                                         struct tn__arena *arena,
                                         struct tn_str text,
                                         struct tn_error *error);

/* Returns whether a text is a regular expression of ECMA-262 with its flag u
 * (section 22.2.1): of what PCRE2 knows besides, nothing is. */
bool tn__pattern_is_ecma(struct tn_str text);

void tn__patterns_free(struct tn__pattern *list);

/* Returns the pattern as written. */
struct tn_str tn__pattern_text(const struct tn__pattern *pattern);

/* Returns the memory of one thread's searches, NULL when memory is short;
 * `alloc` NULL: the default one. Owned by the caller; free with
 * tn__matcher_free(). Once made, searches allocate nothing (but for a pattern
 * that backtracks deeply, the first time). */
struct tn__matcher *tn__matcher_new(const struct tn_alloc *alloc);
void tn__matcher_free(struct tn__matcher *matcher);

/* Searches valid UTF-8. The time is bounded: see TN__PATTERN_LIMIT. */
enum tn__pattern_result tn__pattern_search(const struct tn__pattern *pattern,
                                           struct tn_str text,
                                           struct tn__matcher *matcher);

#endif
