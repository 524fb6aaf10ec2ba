/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/sync.h>
#include <tenon/task.h>

#include <criterion/criterion.h>
#include <pthread.h>

/* What other threads have to do with a loop: under ThreadSanitizer as well. */

enum {
    THREADS = 4,
    CALLS = 500
};

/* -- Calls ----------------------------------------------------------------- */

struct caller;

struct received {
    struct tn_loop *loop;
    struct tn_event *all;
    int calls;
    bool is_in_order;
};

struct caller {
    struct received *received;
    pthread_t thread;
    int sent;
    int failed;
    struct sent {
        struct caller *by;
        int number;
    } calls[CALLS];
    int seen; /* by the loop */
};

static void receive(void *user)
{
    struct sent *sent = user;
    struct received *received = sent->by->received;

    if (sent->number != sent->by->seen++)
        received->is_in_order = false;
    if (++received->calls == THREADS * CALLS)
        tn_event_set(received->all);
}

static void *call(void *user)
{
    struct caller *caller = user;

    for (int i = 0; i < CALLS; i++) {
        caller->calls[i] = (struct sent){ caller, i };
        if (tn_call_soon_threadsafe(caller->received->loop, receive,
                                    &caller->calls[i]))
            caller->failed++;
    }
    return NULL;
}

static int receive_all(void *user)
{
    struct received *received = user;
    struct caller *callers = calloc(THREADS, sizeof(*callers));
    int rc = 0;

    received->loop = tn_loop_current();
    for (int i = 0; i < THREADS; i++) {
        callers[i].received = received;
        pthread_create(&callers[i].thread, NULL, call, &callers[i]);
    }
    rc = tn_event_wait(received->all);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(callers[i].thread, NULL);
        rc += callers[i].failed;
    }
    free(callers);
    return rc;
}

Test(threads, call_into_the_loop_each_in_its_order, .timeout = 20)
{
    struct received received = { .all = tn_event_new(), .is_in_order = true };

    cr_assert_eq(tn_run(receive_all, &received, NULL), 0);
    cr_assert_eq(received.calls, THREADS * CALLS);
    cr_assert(received.is_in_order);
    tn_event_free(received.all);
}

/* -- Work ------------------------------------------------------------------ */

struct work {
    int in;
    int out;
};

static int square(void *user)
{
    struct work *work = user;

    work->out = work->in * work->in;
    return work->out;
}

static int have_squared(void *user)
{
    struct work *work = user;
    int rc;

    work->in++;
    rc = tn_blocking(square, work);
    return rc == work->out ? 0 : TN_EUSAGE;
}

static int square_many(void *user)
{
    enum {
        MANY = 100
    };
    struct work *works = user;
    struct tn_call calls[MANY];

    for (int i = 0; i < MANY; i++) {
        works[i].in = i;
        calls[i] = (struct tn_call){ .fn = have_squared, .user = &works[i] };
    }
    return tn_gather(calls, MANY);
}

Test(threads, work_for_tasks_on_what_is_theirs, .timeout = 20)
{
    struct work works[100] = { { 0 } };

    cr_assert_eq(tn_run(square_many, works, NULL), 0);
    for (int i = 0; i < 100; i++)
        cr_assert_eq(works[i].out, (i + 1) * (i + 1));
}

static int cancel_many(void *user)
{
    enum {
        MANY = 50
    };
    struct work *works = user;
    struct tn_task *tasks[MANY];
    int cancelled = 0;

    for (int i = 0; i < MANY; i++)
        tasks[i] = tn_task_new(have_squared, &works[i]);
    tn_sleep(0);
    for (int i = 0; i < MANY; i++)
        tn_task_cancel(tasks[i]);
    for (int i = 0; i < MANY; i++) {
        /* Cancelled, but not before its work is out of the other's hands. */
        cancelled += tn_await(tasks[i]) == TN_EUSAGE;
        tn_task_free(tasks[i]);
    }
    return cancelled;
}

Test(threads, end_their_work_before_its_task_is_cancelled, .timeout = 20)
{
    struct work works[50] = { { 0 } };

    cr_assert_eq(tn_run(cancel_many, works, NULL), 50);
}

/* -- Loops ----------------------------------------------------------------- */

static int sleep_often(void *user)
{
    int *turns = user;

    for (int i = 0; i < 100; i++)
        *turns += tn_sleep(i % 10 == 0) == 0;
    return 0;
}

static void *run_a_loop(void *user)
{
    tn_run(sleep_often, user, NULL);
    return NULL;
}

Test(threads, run_a_loop_each, .timeout = 20)
{
    pthread_t threads[THREADS];
    int turns[THREADS] = { 0 };

    for (int i = 0; i < THREADS; i++)
        pthread_create(&threads[i], NULL, run_a_loop, &turns[i]);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        cr_assert_eq(turns[i], 100);
    }
}
