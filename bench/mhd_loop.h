/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef BENCH_MHD_LOOP_H
#define BENCH_MHD_LOOP_H

#include <microhttpd.h>

enum tuning {
    AS_IT_COMES, /* the library's defaults */
    TUNED,       /* turbo, and a pool of 4 KiB for each connection */
};

/*
 * Serves on 127.0.0.1 with one thread: a daemon of libmicrohttpd, run from an
 * epoll loop. Returns the exit status, after one line on standard error, when
 * it cannot start.
 */
int serve_with_mhd(const char *port,
                   enum tuning tuning,
                   MHD_AccessHandlerCallback handler,
                   MHD_RequestCompletedCallback completed);

/* Answers with JSON text. `mode` says who owns it. */
enum MHD_Result answer_json(struct MHD_Connection *connection,
                            unsigned int status,
                            char *text,
                            size_t size,
                            enum MHD_ResponseMemoryMode mode);

#endif
