/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__APP_COMMAND_H
#define TN__APP_COMMAND_H

#include <stdio.h>

#include <tenon/api.h>
#include <tenon/error.h>

#include "app/service.h"
#include "app/settings.h"

/*
 * The commands of a program: each gets what was made ready for it and returns 0
 * or a negative code with `error` filled.
 */
struct tn__program {
    const char *name; /* of the file that was started */
    const struct tn_api *api;
    const struct tn__setting_table *table; /* of the settings */
    const struct tn__settings *settings;   /* serve and check only */
    const struct tn__service *service;
    FILE *out; /* standard output */
};

/* Serves until SIGTERM or SIGINT, and drains. */
int tn__command_serve(const struct tn__program *program,
                      struct tn_error *error);

/* Writes the OpenAPI document, indented. */
int tn__command_openapi(const struct tn__program *program,
                        struct tn_error *error);

/* Writes a table of the routes. */
int tn__command_routes(const struct tn__program *program,
                       struct tn_error *error);

/* Says "ok": settings and service were made ready. */
int tn__command_check(const struct tn__program *program,
                      struct tn_error *error);

#endif
