/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__APP_ESCAPE_H
#define TN__APP_ESCAPE_H

#include <stddef.h>

#include <tenon/str.h>

/*
 * Text from outside, made harmless for a line of a log: nothing in it can end
 * the line, close a quotation, move a terminal's cursor or turn the direction
 * of writing. What is not UTF-8 is shown as its octets.
 */
enum tn__escape_style {
    TN__ESCAPE_PLAIN,  /* controls as \x0a */
    TN__ESCAPE_QUOTED, /* likewise, and \" and \\: between quotation marks */
    TN__ESCAPE_JSON,   /* as a JSON string (RFC 8259, section 7); octets that
                          are not UTF-8 as U+FFFD */
};

/*
 * Writes the text into `room` bytes and returns the bytes written; what does
 * not fit is cut between two characters and "..." stands for it (`room` is at
 * least 3). Not NUL-terminated.
 */
size_t tn__escape(char *to,
                  size_t room,
                  struct tn_str text,
                  enum tn__escape_style style);

/* As tn__escape(), NUL-terminated within `room`. Returns `to`. */
const char *tn__escape_text(char *to,
                            size_t room,
                            struct tn_str text,
                            enum tn__escape_style style);

#endif
