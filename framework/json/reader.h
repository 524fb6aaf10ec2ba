/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__JSON_READER_H
#define TN__JSON_READER_H

#include <stddef.h>
#include <stdint.h>

#include <tenon/value.h>

#include "base/arena.h"

/*
 * JSON text to a tree of values, strictly by RFC 8259 and UTF-8, in one pass
 * and without recursion. Strings are unescaped in place: the tree points into
 * the text, which must live as long.
 */

/* What the reader refuses, with the words of Python's json (3.13), which
 * FastAPI shows in ctx.error. */
#define TN__JSON_FAULTS(X)                                                     \
    X(VALUE, "Expecting value")                                                \
    X(NAME, "Expecting property name enclosed in double quotes")               \
    X(COLON, "Expecting ':' delimiter")                                        \
    X(COMMA, "Expecting ',' delimiter")                                        \
    X(EXTRA, "Extra data")                                                     \
    X(UNTERMINATED, "Unterminated string starting at")                         \
    X(CONTROL, "Invalid control character at")                                 \
    X(ESCAPE, "Invalid \\escape")                                              \
    X(UNICODE_ESCAPE, "Invalid \\uXXXX escape")                                \
    X(TRAILING_IN_OBJECT, "Illegal trailing comma before end of object")       \
    X(TRAILING_IN_ARRAY, "Illegal trailing comma before end of array")         \
    X(UTF8, "Invalid UTF-8")                                                   \
    X(DEPTH, "Nested too deep")

enum tn__json_fault {
    TN__JSON_NONE,
#define TN__JSON_FAULT_ENUM(name, text) TN__JSON_##name,
    TN__JSON_FAULTS(TN__JSON_FAULT_ENUM)
#undef TN__JSON_FAULT_ENUM
};

struct tn__json_error {
    enum tn__json_fault fault;
    size_t byte;      /* offset from the start of the text, a BOM counted */
    size_t character; /* the same in code points, a BOM not counted: Python's */
};

/* Containers in containers, where the caller does not say otherwise. */
#define TN__JSON_DEPTH 1024

/* The reader reads and writes this many bytes past the text. */
#define TN__JSON_PADDING 16

/*
 * Reads one document. `text` is mutable, with TN__JSON_PADDING writable bytes
 * after `size`; it is changed, also on failure. `depth` 0: TN__JSON_DEPTH.
 *
 * Returns 0 and the root in `out` (borrowed from arena and text), or
 * TN_EJSON, TN_EUTF8, TN_EDEPTH (with `error` filled, which may not be NULL),
 * TN_ENOMEM past the arena's ceiling, or TN_ELIMIT from 4 GiB of text. Invalid
 * UTF-8 anywhere in the text comes before a fault of the grammar, as in Python,
 * which decodes first.
 */
int tn__json_read(struct tn__arena *arena,
                  char *text,
                  size_t size,
                  uint32_t depth,
                  const struct tn_value **out,
                  struct tn__json_error *error);

/* Returns the fault in Python's words. */
const char *tn__json_fault_text(enum tn__json_fault fault);

#endif
