/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_SETTING_H
#define TENON_SETTING_H

#include <stdbool.h>
#include <stdint.h>

#include <tenon/str.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Settings of one's own: what a program is told from outside, the same way as
 * those that every program has. The setting "upstream" is the flag
 * --upstream, the variable TENON_UPSTREAM and the key `upstream` of the
 * settings file; --help lists it, and a misspelt one is found.
 *
 *     static const struct tn_setting settings[] = {
 *         { .name = "upstream", .type = TN_SETTING_URL,
 *           .fallback = "http://127.0.0.1:9000",
 *           .help = "where the prices come from" },
 *         { .name = "api-key", .help = "what the upstream lets us in for" },
 *     };
 *
 * and in struct tn_api: .settings = settings, .setting_count =
 * TN_COUNT(settings). Handlers read them with tn_req_setting(), hooks of the
 * lifespan (tenon/lifespan.h) with tn_app_setting().
 */
#define TN_SETTING_LIMIT 64 /* settings of one program's own */

/* What a value must be: a wrong one ends the program before it serves, with one
 * line that names the place it stands in. */
enum tn_setting_type {
    TN_SETTING_TEXT, /* not empty */
    TN_SETTING_URL,  /* http:// or https:// */
    TN_SETTING_TIME, /* 1ms to 24h: "500ms", "1.5s", "2m" */
};

struct tn_setting {
    const char *name; /* a-z, 0-9 and single hyphens, a letter first; 31
                         bytes at most; none that Tenon has */
    enum tn_setting_type type;
    const char *fallback; /* the default, not empty; NULL: none */
    const char *help;     /* one line */
    bool secret;          /* --help does not show the fallback */
};

/* The running program; it does not change while it serves. */
struct tn_app;

/* Returns the value of a text or a URL, as long as the program runs; a zeroed
 * view where it was not set and has no fallback, and where none has this name.
 */
struct tn_str tn_app_setting(const struct tn_app *app, const char *name);

/* Returns the value of a time in milliseconds; 0 where it was not set and has
 * no fallback, and where no time has this name. */
uint64_t tn_app_setting_ms(const struct tn_app *app, const char *name);

#ifdef __cplusplus
}
#endif

#endif
