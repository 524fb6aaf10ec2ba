/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__TOOL_C_TEXT_H
#define TN__TOOL_C_TEXT_H

#include <tenon/str.h>

#include "base/buf.h"

/* Text of a schema inside C: whatever it holds, what comes out is one comment
 * or one string, and no compiler warns about it. */

/*
 * Writes a comment in lines of 80 columns, `indent` spaces before each; nothing
 * when the text is blank. A line feed in the text begins a new line.
 */
void tn__c_comment(struct tn__buf *buf, unsigned indent, struct tn_str text);

/* Writes text inside a comment that is already open, on one line. */
void tn__c_comment_text(struct tn__buf *buf, struct tn_str text);

/* Writes a string literal on one line. */
void tn__c_string(struct tn__buf *buf, struct tn_str text);

/* Writes a string literal in pieces, a line each, `indent` spaces before. */
void tn__c_string_lines(struct tn__buf *buf,
                        unsigned indent,
                        struct tn_str text);

#endif
