/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/loop.h>
#include <tenon/task.h>

#include <criterion/criterion.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "async/coro.h"

/* -- A program that dies --------------------------------------------------- */

struct death {
    int status; /* of waitpid() */
    char said[4096];
};

/* Runs a function in a process of its own, and what it says to the end. */
static struct death die_by(void (*fn)(void))
{
    struct death death = { 0 };
    size_t size = 0;
    ssize_t got;
    int ends[2];
    pid_t child;

    cr_assert_eq(pipe(ends), 0);
    child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        fn();
        _exit(0);
    }
    cr_assert_gt(child, 0);
    close(ends[1]);
    while ((got = read(ends[0], death.said + size,
                       sizeof(death.said) - 1 - size)) > 0)
        size += (size_t)got;
    close(ends[0]);
    cr_assert_eq(waitpid(child, &death.status, 0), child);
    return death;
}

static bool says(const struct death *death, const char *who, const char *size)
{
    char line[256];

    snprintf(line, sizeof(line),
             "%s: %s has used up its stack of %s KiB: raise --stack-size "
             "(tn_run_options.stack_size)\n",
             program_invocation_short_name, who, size);
    return WIFSIGNALED(death->status) && WTERMSIG(death->status) == SIGSEGV &&
           strcmp(death->said, line) == 0;
}

/* -- Ways to use up a stack ------------------------------------------------ */

/* Each call needs what the next returns. */
static unsigned descend(unsigned depth)
{
    volatile unsigned kept = depth;

    return depth ? descend(depth - 1) + kept : kept;
}

/* The compiler does not know that this is memset(), and has to keep what is
 * filled. */
static void *(*volatile fill)(void *to, int byte, size_t size) = memset;

static unsigned descend_in_strides(unsigned depth)
{
    char frame[32 * 1024];

    fill(frame, 1, sizeof(frame));
    return depth ? descend_in_strides(depth - 1) + (unsigned)frame[512] : 0;
}

static int go_deep(void *user)
{
    (void)user;
    return (int)descend(100000000);
}

static int go_deep_with_a_name(void *user)
{
    tn_task_set_name(tn_task_current(), "deep");
    return go_deep(user);
}

static int go_deep_in_strides(void *user)
{
    (void)user;
    return (int)descend_in_strides(1000000);
}

static void in_the_coroutine(void *user)
{
    go_deep(user);
}

/* As a generator does: a coroutine within that of the task. */
static int go_deep_elsewhere(void *user)
{
    struct tn__coro *coro = tn__coro_take(NULL);

    coro->run = in_the_coroutine;
    coro->user = user;
    tn__coro_switch(coro);
    return 0;
}

static void overflow(tn_task_fn fn, size_t stack_size)
{
    struct tn_run_options options = { .stack_size = stack_size };

    tn_overflow_report_start();
    tn_run(fn, NULL, &options);
}

static void overflow_main(void)
{
    overflow(go_deep, 0);
}

static void overflow_named(void)
{
    overflow(go_deep_with_a_name, (size_t)1024 * 1024);
}

static void overflow_in_strides(void)
{
    overflow(go_deep_in_strides, (size_t)256 * 1024);
}

static void overflow_elsewhere(void)
{
    overflow(go_deep_elsewhere, (size_t)512 * 1024);
}

Test(overflow, is_told_with_the_name_of_the_task_and_its_size, .timeout = 20)
{
    struct death death = die_by(overflow_main);

    cr_assert(says(&death, "the task \"main\"", "128"), "%s", death.said);
    death = die_by(overflow_named);
    cr_assert(says(&death, "the task \"deep\"", "1024"), "%s", death.said);
}

Test(overflow, is_seen_by_frames_of_32_kib, .timeout = 20)
{
    struct death death = die_by(overflow_in_strides);

    cr_assert(says(&death, "the task \"main\"", "256"), "%s", death.said);
}

Test(overflow, is_seen_on_the_stack_of_a_coroutine_within, .timeout = 20)
{
    struct death death = die_by(overflow_elsewhere);

    cr_assert(says(&death, "the task \"main\"", "128"), "%s", death.said);
}

/* -- Threads --------------------------------------------------------------- */

static void *overflow_in_thread(void *user)
{
    (void)user;
    overflow(go_deep, 0);
    return NULL;
}

static void overflow_beside(void)
{
    pthread_t thread;

    tn_overflow_report_start();
    pthread_create(&thread, NULL, overflow_in_thread, NULL);
    pthread_join(thread, NULL);
}

Test(overflow, is_seen_in_each_thread_that_asks_for_it, .timeout = 20)
{
    struct death death = die_by(overflow_beside);

    cr_assert(says(&death, "the task \"main\"", "128"), "%s", death.said);
}

static void *start_and_stop(void *user)
{
    stack_t before;
    stack_t after;
    stack_t *during = user;

    sigaltstack(NULL, &before);
    tn_overflow_report_start();
    tn_overflow_report_start();
    sigaltstack(NULL, during);
    tn_overflow_report_stop();
    tn_overflow_report_stop();
    sigaltstack(NULL, &after);
    return before.ss_flags == after.ss_flags ? user : NULL;
}

Test(overflow, leaves_a_thread_as_it_was_when_stopped)
{
    stack_t during = { .ss_flags = SS_DISABLE };
    void *left = NULL;
    pthread_t thread;

    pthread_create(&thread, NULL, start_and_stop, &during);
    pthread_join(thread, &left);
    cr_assert_eq(left, (void *)&during);
    cr_assert_not(during.ss_flags & SS_DISABLE);
}

/* -- Other faults ---------------------------------------------------------- */

static int fault(void *user)
{
    volatile const char *page =
        mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    (void)user;
    return page[64];
}

static void fault_in_task(void)
{
    tn_overflow_report_start();
    tn_run(fault, NULL, NULL);
}

static void fault_by_default(void)
{
    signal(SIGSEGV, SIG_DFL);
    fault_in_task();
}

static void end_with_seven(int number)
{
    _exit(number == SIGSEGV ? 7 : 8);
}

static void end_with_nine(int number, siginfo_t *info, void *context)
{
    (void)context;
    _exit(number == SIGSEGV && info->si_addr ? 9 : 8);
}

static void fault_with_handler(void)
{
    signal(SIGSEGV, end_with_seven);
    fault_in_task();
}

static void fault_with_informed_handler(void)
{
    struct sigaction action = {
        .sa_sigaction = end_with_nine,
        .sa_flags = SA_SIGINFO,
    };

    sigaction(SIGSEGV, &action, NULL);
    fault_in_task();
}

static void be_sent_one(void)
{
    signal(SIGSEGV, SIG_DFL);
    signal(SIGBUS, SIG_IGN);
    tn_overflow_report_start();
    raise(SIGBUS);
    raise(SIGSEGV);
}

Test(overflow, leaves_other_faults_to_who_caught_them_before, .timeout = 20)
{
    struct death death = die_by(fault_with_handler);

    cr_assert_eq(WEXITSTATUS(death.status), 7);
    cr_assert_str_eq(death.said, "");
    death = die_by(fault_with_informed_handler);
    cr_assert_eq(WEXITSTATUS(death.status), 9);
    death = die_by(be_sent_one);
    cr_assert(WIFSIGNALED(death.status));
    cr_assert_eq(WTERMSIG(death.status), SIGSEGV);
    cr_assert_str_eq(death.said, "");
}

Test(overflow, leaves_other_faults_to_the_default, .timeout = 20)
{
    struct death death = die_by(fault_by_default);

    cr_assert(WIFSIGNALED(death.status));
    cr_assert_eq(WTERMSIG(death.status), SIGSEGV);
    cr_assert_str_eq(death.said, "");
}
