/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__TOOL_SAVE_H
#define TN__TOOL_SAVE_H

#include <tenon/error.h>

#include "base/buf.h"

/*
 * Saves a text as a file, in one step: whoever reads the file sees the old text
 * or the new one. A file that holds the text already is left alone, so that
 * what is built from it is not built again.
 *
 * Returns 0, or TN_EIO with `error` filled.
 */
int tn__save_text(const char *path,
                  const struct tn__buf *text,
                  struct tn_error *error);

/* Makes a folder; one that is there already is fine. */
int tn__save_folder(const char *path, struct tn_error *error);

#endif
