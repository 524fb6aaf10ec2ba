/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_SETTING_H
#define TENON_SETTING_H

#include <stdbool.h>

#include <tenon/str.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Settings of one's own: texts that a program is told from outside, the same
 * way as those that every program has. The setting "upstream" is the flag
 * --upstream, the variable TENON_UPSTREAM and the key `upstream` of the
 * settings file; --help lists it, and a misspelt one is found.
 *
 *     static const struct tn_setting settings[] = {
 *         { .name = "upstream", .fallback = "http://127.0.0.1:9000",
 *           .help = "where the prices come from" },
 *         { .name = "api-key", .help = "what the upstream lets us in for" },
 *     };
 *
 * and in struct tn_api: .settings = settings, .setting_count =
 * TN_COUNT(settings). Handlers read them with tn_req_setting(), hooks of the
 * lifespan (tenon/lifespan.h) with tn_app_setting().
 */
#define TN_SETTING_LIMIT 64 /* settings of one program's own */

struct tn_setting {
    const char *name;     /* a-z, 0-9 and single hyphens, a letter first; 31
                             bytes at most; none that Tenon has */
    const char *fallback; /* the default, not empty; NULL: none */
    const char *help;     /* one line */
    bool secret;          /* --help does not show the fallback */
};

/* The running program; it does not change while it serves. */
struct tn_app;

/* Returns the value of a setting, as long as the program runs; a zeroed view
 * where it was not set and has no fallback, and where none has this name. */
struct tn_str tn_app_setting(const struct tn_app *app, const char *name);

#ifdef __cplusplus
}
#endif

#endif
