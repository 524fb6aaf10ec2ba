/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__TOOL_VALIDATE_H
#define TN__TOOL_VALIDATE_H

#include <stdbool.h>
#include <stddef.h>

#include <tenon/error.h>

#include "base/buf.h"

/* `tenon validate`: as a server does (validate.c), or as JSON Schema says
 * (validate_schema.c). */

/* Folders that may be registered. */
#define TN__REMOTE_LIMIT 64

enum tn__validate_mode {
    TN__MODE_LAX,
    TN__MODE_STRICT,
    TN__MODE_SCHEMA, /* pure JSON Schema: no coercion */
};

struct tn__validate_arguments {
    const char *schema; /* SCHEMA[#/pointer] */
    const char *file;   /* NULL: standard input */
    enum tn__validate_mode mode;
    bool formats;                          /* --format: `format` asserts */
    bool basic;                            /* --output basic */
    const char *remotes[TN__REMOTE_LIMIT]; /* URI=DIR */
    size_t remote_count;
};

/* Reads the arguments. Returns 0, or the exit status with the fault told. */
int tn__validate_arguments(struct tn__validate_arguments *arguments,
                           int argc,
                           char **argv);

/* Returns the bytes of SCHEMA[#/pointer] before the pointer, which is set. */
size_t tn__validate_split(const char *argument, const char **pointer);

/* Reads the input, with the room after it that the reader wants. */
int tn__validate_read(struct tn__buf *text,
                      const char *path,
                      struct tn_error *error);

/* Writes a line of standard output. */
int tn__validate_print(struct tn__buf *out, struct tn_error *error);

/* Mode schema. Returns the exit status; TN__TOOL_ERROR with `error` filled. */
int tn__validate_schema(const struct tn__validate_arguments *arguments,
                        struct tn_error *error);

#endif
