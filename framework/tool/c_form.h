/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__TOOL_C_FORM_H
#define TN__TOOL_C_FORM_H

#include "base/buf.h"
#include "model/formats.h"
#include "tool/outline.h"

/*
 * The C form of a node as a member, by the rules of model/layout.h: text that a
 * name can follow ("int64_t ", "struct Node *", "struct {...} ").
 */

/* Returns the word of a node, NULL when its form is a struct or an enum. */
const struct tn__c_word *tn__c_word_of(const struct tn__node *node);

/* Writes the form of a node. `indent`: spaces before the line it stands in. */
void tn__c_form_write(struct tn__buf *buf,
                      const struct tn__outline *outline,
                      const struct tn__node *node,
                      unsigned indent);

/* Writes { has, is_null, value } around the form of a node. */
void tn__c_form_write_optional(struct tn__buf *buf,
                               const struct tn__outline *outline,
                               const struct tn__node *node,
                               unsigned indent);

/* Writes the members of an array, a map, a tuple's rest or a model's extras:
 * items, count. */
void tn__c_form_write_list(struct tn__buf *buf,
                           const struct tn__outline *outline,
                           const struct tn__node *node,
                           unsigned indent);

/* Writes the members of an optional value: has, is_null, value. */
void tn__c_form_write_option(struct tn__buf *buf,
                             const struct tn__outline *outline,
                             const struct tn__node *node,
                             unsigned indent);

/* Writes spaces. */
void tn__c_indent(struct tn__buf *buf, unsigned indent);

#endif
