/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/signal.h>

#include <criterion/criterion.h>
#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include <tenon/deferred.h>
#include <tenon/task.h>

struct seen {
    struct tn_deferred *came;
    int count;
    int code;
    bool is_refused;
};

static void count(void *user)
{
    struct seen *seen = user;

    seen->count++;
    tn_deferred_callback(seen->came, NULL, NULL);
}

static int wait_for_signal(void *user)
{
    struct seen *seen = user;
    struct tn_signal *signal;

    seen->came = tn_deferred_new(NULL, NULL);
    signal = tn_signal_new(SIGTERM, count, seen);
    seen->is_refused = tn_signal_new(SIGKILL, count, seen) == NULL;
    kill(getpid(), SIGTERM);
    seen->code = tn_deferred_await(seen->came, NULL);
    tn_signal_free(signal);
    tn_deferred_free(seen->came);
    /* Left to the end of the loop. */
    tn_signal_new(SIGHUP, count, seen);
    return 0;
}

Test(signal, is_a_call_of_the_loop, .timeout = 10)
{
    struct seen seen = { .code = 1 };

    cr_assert_eq(tn_run(wait_for_signal, &seen, NULL), 0);
    cr_assert_eq(seen.code, 0);
    cr_assert_eq(seen.count, 1);
    cr_assert(seen.is_refused);
}

Test(signal, needs_a_loop)
{
    struct seen seen = { .code = 1 };

    cr_assert_null(tn_signal_new(SIGTERM, count, &seen));
    tn_signal_free(NULL);
}

static int write_to_nobody(void *user)
{
    struct seen *seen = user;
    int ends[2];

    if (pipe(ends))
        return 0;
    close(ends[0]);
    seen->code = write(ends[1], "x", 1) < 0 ? errno : 0;
    close(ends[1]);
    return 0;
}

Test(signal, sigpipe_ends_no_program_that_runs_a_loop, .timeout = 10)
{
    struct seen seen = { .code = 0 };
    sigset_t set;

    cr_assert_eq(tn_run(write_to_nobody, &seen, NULL), 0);
    cr_assert_eq(seen.code, EPIPE);
    sigpending(&set);
    cr_assert_eq(sigismember(&set, SIGPIPE), 0);
    pthread_sigmask(SIG_BLOCK, NULL, &set);
    cr_assert_eq(sigismember(&set, SIGPIPE), 0);
}
