/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <tenon/loop.h>

#include "async/task.h"
#include "async/thread.h"

/* Enough for the frame of a signal and for the handler before this one. */
#define ALTERNATE_SIZE ((size_t)64 * 1024)

/* A signal's action is the process's, and so is what it was before: the one
 * thing here that cannot belong to an object. Written once, by the first. */
static struct {
    pthread_mutex_t lock;
    bool are_caught;
    struct sigaction segv;
    struct sigaction bus;
} faults = { .lock = PTHREAD_MUTEX_INITIALIZER };

/* -- The report: nothing that is unsafe in a handler of signals ------------ */

struct line {
    char text[256];
    size_t size;
};

static void add(struct line *line, const char *text)
{
    while (*text && line->size < sizeof(line->text))
        line->text[line->size++] = *text++;
}

static void add_number(struct line *line, size_t number)
{
    char digits[24];
    char *at = digits + sizeof(digits);

    *--at = '\0';
    do {
        *--at = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    add(line, at);
}

static void add_task(struct line *line, const struct tn_task *task)
{
    if (!task || strcmp(task->name, "task") == 0) {
        add(line, "a task");
        return;
    }
    add(line, "the task \"");
    add(line, task->name);
    add(line, "\"");
}

static void report(const struct tn__thread *thread)
{
    struct line line = { .size = 0 };
    ssize_t written;

    add(&line, program_invocation_short_name);
    add(&line, ": ");
    add_task(&line, thread->task);
    add(&line, " has used up its stack of ");
    add_number(&line, tn__coro_asked_size(thread->coro) / 1024);
    add(&line, " KiB: raise --stack-size (tn_run_options.stack_size)\n");
    written = write(STDERR_FILENO, line.text, line.size);
    (void)written; /* there is nobody to tell */
}

/* -- The handler ----------------------------------------------------------- */

static void pass_on(int number, siginfo_t *info, void *context)
{
    const struct sigaction *before =
        number == SIGBUS ? &faults.bus : &faults.segv;
    bool was_sent = info->si_code <= 0;

    if (before->sa_flags & SA_SIGINFO) {
        before->sa_sigaction(number, info, context);
    } else if (before->sa_handler == SIG_DFL) {
        sigaction(number, before, NULL);
        if (was_sent)
            raise(number);
    } else if (before->sa_handler != SIG_IGN) {
        before->sa_handler(number);
    } else if (!was_sent) {
        signal(number, SIG_DFL);
    }
}

/* What returns from here faults again, where it did. */
static void on_fault(int number, siginfo_t *info, void *context)
{
    if (info->si_code <= 0 || !tn__coro_has_overflowed(info->si_addr)) {
        pass_on(number, info, context);
        return;
    }
    report(tn__thread());
    signal(number, SIG_DFL);
}

static void catch_faults(void)
{
    struct sigaction action = {
        .sa_sigaction = on_fault,
        .sa_flags = SA_SIGINFO | SA_ONSTACK,
    };

    pthread_mutex_lock(&faults.lock);
    if (!faults.are_caught) {
        sigemptyset(&action.sa_mask);
        sigaction(SIGSEGV, NULL, &faults.segv);
        sigaction(SIGBUS, NULL, &faults.bus);
        sigaction(SIGSEGV, &action, NULL);
        sigaction(SIGBUS, &action, NULL);
        faults.are_caught = true;
    }
    pthread_mutex_unlock(&faults.lock);
}

/* -- The thread's other stack ---------------------------------------------- */

static int give_stack(struct tn__thread *thread)
{
    stack_t stack = { .ss_size = ALTERNATE_SIZE };
    stack_t before;

    /* One that is there, a sanitizer's for example, will do. */
    if (sigaltstack(NULL, &before) == 0 && !(before.ss_flags & SS_DISABLE))
        return 0;
    stack.ss_sp = mmap(NULL, ALTERNATE_SIZE, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    if (stack.ss_sp == MAP_FAILED)
        return TN_ENOMEM;
    sigaltstack(&stack, NULL);
    thread->alternate = stack.ss_sp;
    return 0;
}

int tn_overflow_report_start(void)
{
    int rc = give_stack(tn__thread());

    if (rc == 0)
        catch_faults();
    return rc;
}

void tn_overflow_report_stop(void)
{
    struct tn__thread *thread = tn__thread();

    if (!thread->alternate)
        return;
    sigaltstack(&(stack_t){ .ss_flags = SS_DISABLE }, NULL);
    munmap(thread->alternate, ALTERNATE_SIZE);
    thread->alternate = NULL;
}
