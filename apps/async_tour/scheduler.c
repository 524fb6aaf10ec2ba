/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "scheduler.h"

#include <stdlib.h>

/* How many generators may run in each other's place. */
#define DEPTH 16

struct task {
    struct task *next;
    unsigned id;
    struct tn_gen *stack[DEPTH]; /* the last one runs */
    size_t depth;
    struct yielded *sent; /* to the one that runs next; NULL: nothing */
    struct yielded answer;
};

/* -- Tasks ----------------------------------------------------------------- */

static void pop(struct task *task)
{
    tn_gen_free(task->stack[--task->depth]);
}

static int push(struct task *task, struct tn_gen *gen)
{
    if (task->depth == DEPTH) {
        tn_gen_free(gen);
        return TN_EDEPTH;
    }
    task->stack[task->depth++] = gen;
    return 0;
}

static void task_free(struct task *task)
{
    while (task->depth)
        pop(task);
    free(task);
}

/* Takes what was yielded. Returns 0 when the task goes on with what is sent to
 * it then; TN_EPENDING when its turn is over. */
static int take(struct task *task, const struct yielded *yielded)
{
    if (yielded->gen)
        return push(task, yielded->gen);
    if (task->depth == 1)
        return TN_EPENDING;
    task->answer = *yielded; /* which ends with whoever gave it */
    task->sent = &task->answer;
    pop(task);
    return 0;
}

/* One turn. Returns TN_EPENDING after it, TN_ESTOP at the end of the task, or
 * the code of its failure. */
static int task_run(struct task *task)
{
    int rc = 0;

    while (rc == 0) {
        void *sent = task->sent;
        void *yielded = NULL;

        task->sent = NULL;
        rc = tn_gen_send(task->stack[task->depth - 1], sent, &yielded);
        if (rc == 0) {
            rc = take(task, yielded);
        } else if (rc == TN_ESTOP && task->depth > 1) {
            pop(task);
            rc = 0;
        }
    }
    return rc;
}

/* -- The scheduler --------------------------------------------------------- */

static void schedule(struct scheduler *scheduler, struct task *task)
{
    task->next = NULL;
    if (scheduler->last)
        scheduler->last->next = task;
    else
        scheduler->first = task;
    scheduler->last = task;
}

static struct task *take_first(struct scheduler *scheduler)
{
    struct task *task = scheduler->first;

    scheduler->first = task->next;
    if (!scheduler->first)
        scheduler->last = NULL;
    return task;
}

int scheduler_add(struct scheduler *scheduler, struct tn_gen *gen)
{
    struct task *task = gen ? calloc(1, sizeof(*task)) : NULL;

    if (!task) {
        tn_gen_free(gen);
        return TN_ENOMEM;
    }
    task->id = ++scheduler->last_id;
    task->stack[task->depth++] = gen;
    schedule(scheduler, task);
    return (int)task->id;
}

int scheduler_run(struct scheduler *scheduler)
{
    while (scheduler->first) {
        struct task *task = take_first(scheduler);
        int rc = task_run(task);

        if (rc == TN_EPENDING) {
            schedule(scheduler, task);
            continue;
        }
        task_free(task);
        if (rc != TN_ESTOP)
            return rc;
    }
    return 0;
}

void scheduler_deinit(struct scheduler *scheduler)
{
    while (scheduler->first)
        task_free(take_first(scheduler));
}
