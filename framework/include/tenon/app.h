/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_APP_H
#define TENON_APP_H

#include <tenon/api.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * A program that serves an API: a description and a call.
 *
 *     int main(int argc, char **argv)
 *     {
 *         return tn_main(argc, argv, &(struct tn_api){
 *             .title = "Math",
 *             .version = "0.1.0",
 *             .routes = routes,
 *             .route_count = TN_COUNT(routes),
 *         });
 *     }
 *
 * Runs the program: `serve` (default), `openapi`, `routes`, `check`, --help,
 * --version. Reads the command line, the settings file and TENON_* variables,
 * runs the API's startup, installs signal handlers, serves until SIGTERM or
 * SIGINT, drains and runs the shutdown. To be called once, from main. Returns
 * the exit status: 0, 1 (failure), 2 (usage).
 */
int tn_main(int argc, char **argv, const struct tn_api *api);

#ifdef __cplusplus
}
#endif

#endif
