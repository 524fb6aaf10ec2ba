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
                               struct tn__name_scope *file,
                               struct tn_error *error);

/* Names the members of a model; `file` is for messages. */
int tn__outline_name_members(struct tn__arena *arena,
                             struct tn__c_type *type,
                             const struct tn__name_scope *file,
                             struct tn_error *error);

/* Names the members of a tuple: item0, item1, ... */
int tn__outline_name_items(struct tn__arena *arena, struct tn__c_type *type);

/* Names the members of a union, and the constants of its kinds, which are taken
 * in the file's scope. */
int tn__outline_name_union(struct tn__arena *arena,
                           struct tn__c_type *type,
                           struct tn__name_scope *file,
                           struct tn_error *error);

#endif
