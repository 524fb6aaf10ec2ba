/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__TOOL_TOOL_H
#define TN__TOOL_TOOL_H

#include <tenon/error.h>

/*
 * The `tenon` command: main.c has the table of its commands. A command gets the
 * arguments from its own name on and returns the exit status.
 */
enum tn__tool_exit {
    TN__TOOL_OK = 0,
    TN__TOOL_INVALID = 1, /* the input was read and is refused */
    TN__TOOL_ERROR = 2,   /* wrong usage, a broken schema, a file not read */
};

int tn__tool_validate(int argc, char **argv);
int tn__tool_models(int argc, char **argv);

/* Writes an error in one line to standard error, with file, line and column
 * where known. Returns TN__TOOL_ERROR. */
int tn__tool_error(const struct tn_error *error);

#endif
