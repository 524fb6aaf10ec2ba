/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__TOOL_OUTLINE_NAME_H
#define TN__TOOL_OUTLINE_NAME_H

#include "tool/outline.h"
#include "tool/scope.h"

/* The names inside a type, part of tn__outline_make(). All fill type->names,
 * and return 0, TN_ESCHEMA with `error` filled, or TN_ENOMEM. */

/* Names the constants of an enum; they are taken in the file's scope. */
int tn__outline_name_constants(struct tn__arena *arena,
                               struct tn__c_type *type,
                               struct tn__scope *file,
                               struct tn_error *error);

/*
 * Names the members of a union: a member that is an entry of $defs by its name
 * in small letters (BlackCat: black_cat), any other by what it is: int, str,
 * list, ... Of several with one name the first keeps it, the others get the
 * first number from 2 on that is free. Also fills type->kinds, which are taken
 * in the file's scope.
 */
int tn__outline_name_union(struct tn__arena *arena,
                           struct tn__c_type *type,
                           struct tn__scope *file,
                           struct tn_error *error);

/* Names the members of a model or a tuple, of other types none; `file` is for
 * messages. */
int tn__outline_name_members(struct tn__arena *arena,
                             struct tn__c_type *type,
                             const struct tn__scope *file,
                             struct tn_error *error);

#endif
