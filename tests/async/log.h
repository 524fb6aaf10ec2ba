/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TESTS_ASYNC_LOG_H
#define TESTS_ASYNC_LOG_H

#include <string.h>

/*
 * What tasks saw, one word each. Assertions that fail jump, never across
 * stacks: so tasks write down what they see, and the test looks at it when the
 * loop has ended.
 */
struct log {
    char text[256];
};

static inline void put(struct log *log, const char *word)
{
    if (log->text[0])
        strncat(log->text, " ", sizeof(log->text) - strlen(log->text) - 1);
    strncat(log->text, word, sizeof(log->text) - strlen(log->text) - 1);
}

#endif
