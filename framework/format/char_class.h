/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__FORMAT_CHAR_CLASS_H
#define TN__FORMAT_CHAR_CLASS_H

#include <stdint.h>

/* What a code point is, by its general category (Unicode 14). */
enum tn__char_class {
    TN__CHAR_OTHER,  /* C, Z: control, format, private, unassigned, space */
    TN__CHAR_WORD,   /* L, N: what Python's \w matches, but "_" */
    TN__CHAR_SYMBOL, /* P, S */
    TN__CHAR_MARK,   /* M */
};

enum tn__char_class tn__char_class(uint32_t code_point);

#endif
