/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__APP_FLAGS_H
#define TN__APP_FLAGS_H

#include <stdbool.h>

#include "app/settings.h"

/*
 * A command line: [COMMAND] [--name VALUE | --name=VALUE]... Every setting is a
 * flag; of one that is given twice the last counts. A switch may stand without
 * a value, which means on.
 */
struct tn__flags {
    const char *command; /* NULL: none was given */
    bool help;
    bool version;
    /* As given, for the rows of the table; NULL: not given. */
    const char *values[TN__SETTING_MAX];
};

/* Returns whether a flag that is no setting has this name: "help". */
bool tn__flags_is_plain(const char *name);

/* Reads the arguments, borrowed from argv. Returns 0, or TN_EUSAGE with `error`
 * filled. */
int tn__flags_parse(const struct tn__setting_table *table,
                    int argc,
                    char *const *argv,
                    struct tn__flags *flags,
                    struct tn_error *error);

#endif
