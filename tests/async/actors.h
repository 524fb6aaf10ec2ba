/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TESTS_ASYNC_ACTORS_H
#define TESTS_ASYNC_ACTORS_H

#include <tenon/task.h>

#include "log.h"

/*
 * Tasks that all do the same with one thing, and write down how it went: the
 * name where a call succeeded, the name and what was wrong otherwise.
 */
struct actor {
    const char *name;
    void *thing;
    struct log *log;
    struct tn_task *task;
    int result; /* of the call */
    int later;  /* of the first call after it that would wait */
};

static inline void tell(struct actor *actor, int result)
{
    put(actor->log, actor->name);
    actor->result = result;
    if (result == TN_ECANCELED)
        put(actor->log, "cancelled");
    else if (result == TN_ECLOSED)
        put(actor->log, "closed");
    else if (result)
        put(actor->log, tn_error_text(result));
}

/* Has actors begin, and come as far as they can. */
static inline void start(struct actor *actors, size_t count, tn_task_fn act)
{
    for (size_t i = 0; i < count; i++)
        actors[i].task = tn_task_new(act, &actors[i]);
    tn_sleep(0);
}

static inline void finish(struct actor *actors, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        tn_await(actors[i].task);
        tn_task_free(actors[i].task);
    }
}

#endif
