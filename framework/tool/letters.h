/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__TOOL_LETTERS_H
#define TN__TOOL_LETTERS_H

#include <stdbool.h>
#include <stdint.h>

/*
 * The letters that stay in a C identifier: ASCII, and of the scripts that are
 * written without combining marks those which C17 (annex D), C23 and C++23
 * (XID_Start) allow and every normal form leaves alone, so that no compiler
 * warns. Own tables, so that the output is the same on every machine.
 */
bool tn__letter_is(uint32_t code_point);
bool tn__letter_is_lower(uint32_t code_point);
bool tn__letter_is_upper(uint32_t code_point);

/* Returns the capital of a letter, or the small one; what has none, as it is.
 */
uint32_t tn__letter_to_upper(uint32_t code_point);
uint32_t tn__letter_to_lower(uint32_t code_point);

#endif
