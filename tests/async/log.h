/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN_TESTS_ASYNC_LOG_H
#define TN_TESTS_ASYNC_LOG_H

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <tenon/attrs.h>

/*
 * Assertions that fail jump: never across stacks. So functions that run on one
 * of their own write down what they see, and the test looks at it afterwards.
 */
struct log {
    char text[1024];
};

static inline void putf(struct log *log, const char *format, ...)
    TN_PRINTF(2, 3);

static inline void putf(struct log *log, const char *format, ...)
{
    size_t at = strlen(log->text);
    va_list args;

    if (at && at + 1 < sizeof(log->text)) {
        log->text[at++] = ' ';
        log->text[at] = '\0';
    }
    va_start(args, format);
    vsnprintf(log->text + at, sizeof(log->text) - at, format, args);
    va_end(args);
}

static inline void put(struct log *log, const char *word)
{
    putf(log, "%s", word);
}

static inline void put_report(const char *message, void *user)
{
    putf(user, "[%s]", message);
}

#endif
