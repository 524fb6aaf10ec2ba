/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__SCHEMA_PATTERN_WORDS_H
#define TN__SCHEMA_PATTERN_WORDS_H

#include <tenon/str.h>

#include "base/arena.h"

/* Whose meaning a pattern has. */
enum tn__pattern_dialect {
    TN__PATTERN_PYDANTIC, /* what Rust's regex and ECMA-262 agree on */
    TN__PATTERN_ECMA,     /* ECMA-262 with its flag u */
};

/*
 * Returns a pattern in PCRE2's words, in the arena. Pydantic's: \w and \W
 * written as the properties of Unicode's Technical Standard 18 (Annex C), in
 * the arena: PCRE2's own leave out combining marks, so that a letter with its
 * accent apart would be no word. ECMA-262's: \s and \S with all its white space
 * (section 12.2), and properties by their long names. Returns the pattern
 * itself where there is nothing to do, and a zeroed view when memory is short.
 */
struct tn_str tn__pattern_words(struct tn__arena *arena,
                                struct tn_str pattern,
                                enum tn__pattern_dialect dialect);

#endif
