/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <tenon/task.h>

#include "async/coro.h"
#include "async/thread.h"

/*
 * What coroutines and tasks cost, in nanoseconds of processor time: bench/coro
 * [ROUNDS]. Each number is the median of the rounds. In turns with the rest
 * python3 ($PYTHON) gathers as many sleepers with asyncio.
 */

#define ROUNDS   9
#define SWITCHES 1000000
#define BATCHES  1000
#define BATCH    100
#define SLEEPERS 1000
#define GATHERS  20

enum contestant {
    SWITCH,
    TASK,
    GATHER,
    ASYNCIO,
    CONTESTANTS,
};

struct bench {
    int rounds;
    double *times[CONTESTANTS]; /* one a round */
};

static void fail(const char *what)
{
    fprintf(stderr, "coro: %s\n", what);
    exit(1);
}

/* What others do meanwhile is not measured. */
static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

/* -- A switch there and back ----------------------------------------------- */

static void switch_back(void *user)
{
    for (int i = 0; i < SWITCHES; i++)
        tn__coro_switch(user);
}

static double measure_switch(void)
{
    struct tn__coro *there = tn__coro_take(NULL);
    double began;

    if (!there)
        fail("no memory for a stack");
    there->run = switch_back;
    there->user = there->back = tn__thread()->coro;
    began = now();
    for (int i = 0; i < SWITCHES; i++)
        tn__coro_switch(there);
    began = (now() - began) / SWITCHES;
    tn__coro_switch(there); /* to its end */
    tn__coro_give(NULL, there);
    return began;
}

/* -- A task, from its making to its end ------------------------------------ */

static int do_nothing(void *user)
{
    (void)user;
    return 0;
}

static double measure_task(void)
{
    struct tn_task *tasks[BATCH];
    double began = now();

    for (int batch = 0; batch < BATCHES; batch++) {
        for (int i = 0; i < BATCH; i++)
            tasks[i] = tn_task_new(do_nothing, NULL);
        tn_sleep(0);
        for (int i = 0; i < BATCH; i++)
            tn_task_free(tasks[i]);
    }
    return (now() - began) / BATCHES / BATCH;
}

/* -- Tasks that sleep ------------------------------------------------------ */

static int sleep_shortly(void *user)
{
    (void)user;
    return tn_sleep(1);
}

static double measure_gather(void)
{
    static struct tn_call calls[SLEEPERS];
    double began;

    for (int i = 0; i < SLEEPERS; i++)
        calls[i] = (struct tn_call){ .fn = sleep_shortly };
    began = now();
    for (int i = 0; i < GATHERS; i++) {
        if (tn_gather(calls, SLEEPERS))
            fail("cannot gather");
    }
    return (now() - began) / GATHERS;
}

static const char script[] =
    "import asyncio, time\n"
    "async def gather():\n"
    "    await asyncio.gather(*(asyncio.sleep(0.001) for _ in range(1000)))\n"
    "async def main():\n"
    "    await gather()\n"
    "    began = time.process_time_ns()\n"
    "    for _ in range(20):\n"
    "        await gather()\n"
    "    print((time.process_time_ns() - began) / 20)\n"
    "asyncio.run(main())\n";

/* Begins the script; returns what its output is read from. */
static FILE *start_python(void)
{
    const char *python = getenv("PYTHON");
    int ends[2];

    if (!python)
        python = "python3";
    if (pipe(ends))
        fail("no pipe");
    if (fork() == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        execlp(python, python, "-c", script, (char *)NULL);
        _exit(1);
    }
    close(ends[1]);
    return fdopen(ends[0], "r");
}

static double measure_asyncio(void)
{
    FILE *output = start_python();
    char line[64] = "";

    if (!output || !fgets(line, sizeof(line), output))
        fail("python3 does not run");
    fclose(output);
    wait(NULL);
    return strtod(line, NULL);
}

/* -- Rounds ---------------------------------------------------------------- */

static int run_rounds(void *user)
{
    static double (*const measure[CONTESTANTS])(void) = {
        [SWITCH] = measure_switch,
        [TASK] = measure_task,
        [GATHER] = measure_gather,
        [ASYNCIO] = measure_asyncio,
    };
    struct bench *bench = user;

    for (int round = 0; round < bench->rounds; round++) {
        for (int i = 0; i < CONTESTANTS; i++)
            bench->times[i][round] = measure[i]();
    }
    return 0;
}

static int compare(const void *a, const void *b)
{
    const double *left = a;
    const double *right = b;

    return (*left > *right) - (*left < *right);
}

static double median(const struct bench *bench, enum contestant which)
{
    qsort(bench->times[which], (size_t)bench->rounds, sizeof(double), compare);
    return bench->times[which][bench->rounds / 2];
}

static void print(const struct bench *bench)
{
    double gather = median(bench, GATHER);
    double asyncio = median(bench, ASYNCIO);

    printf("| what | processor time |\n| --- | ---: |\n");
    printf("| switch there and back | %.1f ns |\n", median(bench, SWITCH));
    printf("| task made, run and freed | %.1f ns |\n", median(bench, TASK));
    printf("| gather of %d that sleep | %.1f us |\n", SLEEPERS, gather / 1e3);
    printf("| the same with asyncio | %.1f us, %.1f times as long |\n",
           asyncio / 1e3, asyncio / gather);
}

int main(int argc, char **argv)
{
    struct bench bench = { .rounds = argc > 1 ? (int)strtol(argv[1], NULL, 10)
                                              : ROUNDS };

    if (bench.rounds < 1)
        fail("ROUNDS is a number from 1");
    for (int i = 0; i < CONTESTANTS; i++) {
        bench.times[i] = calloc((size_t)bench.rounds, sizeof(double));
        if (!bench.times[i])
            fail("no memory");
    }
    if (tn_run(run_rounds, &bench, NULL))
        fail("cannot run");
    print(&bench);
    for (int i = 0; i < CONTESTANTS; i++)
        free(bench.times[i]);
    return 0;
}
