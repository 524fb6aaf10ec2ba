/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__TOOL_NAMES_H
#define TN__TOOL_NAMES_H

#include <tenon/str.h>

#include "base/arena.h"

/*
 * The C identifier of a name in JSON, by one rule (docs/models.md): letters
 * (letters.h), digits and _ stay, all else becomes _; a name of nothing else is
 * spelled by its code points (U002B); the empty one is `empty`; a digit in
 * front gets a _ before it, a word that C or C++ has taken a _ after it.
 *
 * All return text in the arena, zeroed when memory is short.
 */

/* Returns the name of a struct's member. */
struct tn_str tn__name_member(struct tn__arena *arena, struct tn_str name);

/* Returns the tag of a struct or an enum. tn_ is Tenon's: such a name also gets
 * a _ after it. */
struct tn_str tn__name_tag(struct tn__arena *arena, struct tn_str name);

/* Returns a name in small letters, with a _ before each word: BlackCat gives
 * black_cat. What C cannot have is mended, but not what it has taken. */
struct tn_str tn__name_small(struct tn__arena *arena, struct tn_str name);

/* Returns an enum's constant: OrderStatus, "in-transit" give
 * ORDER_STATUS_IN_TRANSIT. */
struct tn_str tn__name_constant(struct tn__arena *arena,
                                struct tn_str tag,
                                struct tn_str value);

/* Returns the macro that guards the header of a file: SHOP_MODELS_H. */
struct tn_str tn__name_guard(struct tn__arena *arena, struct tn_str stem);

#endif
