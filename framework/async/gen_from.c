/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/gen.h>

#include "async/gen.h"
#include "async/thread.h"

/* Nothing is taken from the inner one where it cannot be handed on. */
static bool can_yield(void)
{
    const struct tn__coro *coro = tn__thread()->coro;

    return coro && coro->yield;
}

/* Closes the inner one as well; when that fails, it is what the outer one sees.
 */
static int close_inner(struct tn_gen *inner)
{
    int rc = tn_gen_close(inner);

    return rc ? rc : TN_ECLOSED;
}

/* PEP 380, "Formal Semantics". */
int tn_gen_yield_from(struct tn_gen *inner, void **value)
{
    bool was_open = tn_gen_is_open(inner);
    void *item = NULL;
    int rc;

    if (!can_yield())
        return TN_ENOGEN;
    rc = tn_gen_next(inner, &item);
    while (rc == 0) {
        void *sent = NULL;

        rc = tn_gen_yield(item, &sent);
        if (rc == TN_ECLOSED)
            return close_inner(inner);
        was_open = tn_gen_is_open(inner);
        if (rc)
            rc = tn_gen_throw(inner, rc, &item);
        else
            rc = tn_gen_send(inner, sent, &item);
    }
    if (rc != TN_ESTOP)
        return rc;
    if (value)
        *value = was_open ? tn_gen_value(inner) : NULL;
    return 0;
}

/* As Python's own iterators, one that is no generator takes nothing. */
int tn_gen_yield_each(const struct tn_iter *iter)
{
    struct tn_gen *inner = tn__gen_of_iter(iter);
    void *item = NULL;
    int rc;

    if (!can_yield())
        return TN_ENOGEN;
    if (inner)
        return tn_gen_yield_from(inner, NULL);
    rc = tn_iter_next(iter, &item);
    while (rc == 0) {
        void *sent = NULL;

        rc = tn_gen_yield(item, &sent);
        if (rc)
            return rc;
        if (sent)
            return TN_EUSAGE;
        rc = tn_iter_next(iter, &item);
    }
    return rc == TN_ESTOP ? 0 : rc;
}
