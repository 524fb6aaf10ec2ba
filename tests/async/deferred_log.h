/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TESTS_ASYNC_DEFERRED_LOG_H
#define TESTS_ASYNC_DEFERRED_LOG_H

#include <tenon/deferred.h>

#include <stdlib.h>
#include <string.h>

#include "log.h"

/* What steps saw, in order, and what they do. */
struct steps {
    struct log log;
    struct tn_deferred *next; /* what adopt_next() adopts */
    int code;                 /* what give_code() gives */
};

static inline void put_number(struct steps *steps, const char *word, int number)
{
    putf(&steps->log, "%s:%d", word, number);
}

static inline void put_word(struct steps *steps, const char *word)
{
    put(&steps->log, word);
}

/* The number that a value is; -1: there is none. */
static inline int number(const char *value)
{
    return value ? (int)strtol(value, NULL, 10) : -1;
}

/* -- Steps ----------------------------------------------------------------- */

static inline int
log_value(struct tn_deferred *deferred, void *value, void *user)
{
    (void)deferred;
    put_number(user, "value", number(value));
    return 0;
}

static inline int
log_failure(struct tn_deferred *deferred, int code, void *user)
{
    (void)deferred;
    put_number(user, "failure", code);
    return code;
}

static inline int mend(struct tn_deferred *deferred, int code, void *user)
{
    (void)deferred;
    put_number(user, "mended", code);
    return 0;
}

static inline int
give_code(struct tn_deferred *deferred, void *value, void *user)
{
    struct steps *steps = user;

    (void)deferred;
    (void)value;
    put_number(steps, "gives", steps->code);
    return steps->code;
}

static inline int set_42(struct tn_deferred *deferred, void *value, void *user)
{
    put_number(user, "was", number(value));
    return tn_deferred_set(deferred, strdup("42"), free);
}

static inline int
mend_with_42(struct tn_deferred *deferred, int code, void *user)
{
    put_number(user, "mended", code);
    return tn_deferred_set(deferred, strdup("42"), free);
}

static inline int
adopt_next(struct tn_deferred *deferred, void *value, void *user)
{
    struct steps *steps = user;

    (void)value;
    put_word(steps, "adopts");
    return tn_deferred_adopt(deferred, steps->next);
}

static inline int
log_both(struct tn_deferred *deferred, int code, void *value, void *user)
{
    (void)deferred;
    put_number(user, "both", code ? code : number(value));
    return code;
}

static inline void log_cancel(struct tn_deferred *deferred, void *user)
{
    (void)deferred;
    put_word(user, "canceller");
}

/* A deferred whose steps log. */
static inline struct tn_deferred *logged(struct steps *steps)
{
    struct tn_deferred *deferred = tn_deferred_new(NULL, NULL);

    tn_deferred_add_callbacks(deferred, log_value, log_failure, steps);
    return deferred;
}

#endif
