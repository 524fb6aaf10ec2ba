/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__SCHEMA_PATTERN_WORDS_H
#define TN__SCHEMA_PATTERN_WORDS_H

#include <tenon/str.h>

#include "base/arena.h"

/*
 * Returns a pattern with \w and \W written as the properties of Unicode's
 * Technical Standard 18 (Annex C), in the arena: PCRE2's own leave out
 * combining marks, so that a letter with its accent apart would be no word.
 * Returns the pattern itself where there is nothing to do, and a zeroed view
 * when memory is short.
 */
struct tn_str tn__pattern_words(struct tn__arena *arena, struct tn_str pattern);

#endif
