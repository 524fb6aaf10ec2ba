/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__APP_HELP_H
#define TN__APP_HELP_H

#include <stdio.h>

#include "app/settings.h"

/* Writes the part of --help that the table of settings makes: a line for each,
 * with its flag, what it takes, what it is for and its default. */
void tn__help_write_settings(FILE *out, const struct tn__setting_table *table);

#endif
