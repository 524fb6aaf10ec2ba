/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TEST_TYPED_FIXTURE_H
#define TEST_TYPED_FIXTURE_H

#include <tenon/model.h>

/* Generated structs, through the library and back. */

void typed_set_up(void);
void typed_tear_down(void);

/* Returns the struct of a body that must be valid; lives until the tear down.
 */
void *typed_decode(const struct tn_model *model, const char *json);

/* Returns the text of a struct, valid until the next call. */
const char *typed_encode(const struct tn_model *model, const void *in);

/* Asserts that JSON comes back as it went in. */
void typed_assert_same(const struct tn_model *model, const char *json);

void typed_assert_text(struct tn_str text, const char *expected);

#endif
