/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef ASYNC_TOUR_SCHEDULER_H
#define ASYNC_TOUR_SCHEDULER_H

#include <tenon/gen.h>

/*
 * A scheduler of one's own, made of nothing but generators: its tasks take
 * turns. What one yields is a struct yielded. With a generator in it, that runs
 * in its place, and what that yields is its answer; without one its turn is
 * over.
 *
 *     struct yielded over = { 0 };
 *     struct yielded call = { .gen = tn_gen_new(square, &number) };
 *     void *answer;
 *
 *     tn_gen_yield(&call, &answer);
 *     printf("%d\n", ((const struct yielded *)answer)->value);
 *     tn_gen_yield(&over, NULL);
 */
struct yielded {
    struct tn_gen *gen; /* the scheduler's from then on; NULL: none */
    int value;
};

struct task;

/* Zeroed it is ready. */
struct scheduler {
    struct task *first; /* whose turn is next */
    struct task *last;
    unsigned last_id;
};

/* Adds a task, and adopts its generator, also when it fails. Returns its
 * number, from 1, or TN_ENOMEM, also for a generator that is NULL. */
int scheduler_add(struct scheduler *scheduler, struct tn_gen *gen);

/* Gives the tasks their turns until all have ended. Returns 0, or the code of
 * the first that failed. */
int scheduler_run(struct scheduler *scheduler);

/* Frees the tasks that are left. */
void scheduler_deinit(struct scheduler *scheduler);

#endif
