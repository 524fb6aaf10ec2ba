/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/cleanup.h"

#include <stdlib.h>

#include <tenon/task.h>

#include "async/thread.h"

struct tn__cleanup {
    struct tn__cleanup *next;
    tn_call_fn fn;
    void *user;
};

int tn_defer(tn_call_fn fn, void *user)
{
    struct tn__coro *coro = tn__thread()->coro;
    struct tn__cleanup *cleanup;

    if (!coro || !coro->stack) {
        fn(user);
        return TN_ENOTASK;
    }
    cleanup = malloc(sizeof(*cleanup));
    if (!cleanup) {
        fn(user);
        return TN_ENOMEM;
    }
    *cleanup = (struct tn__cleanup){ coro->cleanups, fn, user };
    coro->cleanups = cleanup;
    return 0;
}

void tn__cleanups_run(struct tn__coro *coro)
{
    while (coro->cleanups) {
        struct tn__cleanup cleanup = *coro->cleanups;

        free(coro->cleanups);
        coro->cleanups = cleanup.next;
        cleanup.fn(cleanup.user);
    }
}

void tn__cleanups_drop(struct tn__coro *coro)
{
    while (coro->cleanups) {
        struct tn__cleanup *cleanup = coro->cleanups;

        coro->cleanups = cleanup->next;
        free(cleanup);
    }
}
