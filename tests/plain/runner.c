/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * Takes --filter SUITE and a slash with a star, as Criterion does: runs the
 * tests of that suite, or all, and ends with 1 when one of them failed or none
 * was run.
 */

/* ThreadSanitizer's programs are slower by so much. */
#define TIMEOUT_FACTOR 5

static struct plain_test *tests;
static struct plain_test **end = &tests;
static bool has_failed; /* in the process of a test */

void plain_register(struct plain_test *test)
{
    *end = test;
    end = &test->next;
}

void plain_fail(const char *file, int line, const char *what, bool is_fatal)
{
    fprintf(stderr, "%s:%d: this is false: %s\n", file, line, what);
    has_failed = true;
    if (is_fatal)
        _exit(1);
}

/* In the test's own process. Its exit status is ThreadSanitizer's, where that
 * found something. */
static void run_here(const struct plain_test *test)
{
    alarm((unsigned)(test->timeout * TIMEOUT_FACTOR));
    test->run();
    exit(has_failed);
}

static bool run(const struct plain_test *test)
{
    int status = -1;
    pid_t child;

    fflush(stdout);
    child = fork();
    if (child == 0)
        run_here(test);
    if (child < 0 || waitpid(child, &status, 0) != child)
        perror("runner");
    if (status == 0)
        printf("[PASS] %s::%s\n", test->suite, test->name);
    else if (WIFSIGNALED(status))
        printf("[FAIL] %s::%s: %s\n", test->suite, test->name,
               strsignal(WTERMSIG(status)));
    else
        printf("[FAIL] %s::%s\n", test->suite, test->name);
    return status == 0;
}

static bool is_wanted(const struct plain_test *test, const char *filter)
{
    size_t size = strlen(test->suite);

    return !filter || (strncmp(filter, test->suite, size) == 0 &&
                       strcmp(filter + size, "/*") == 0);
}

int main(int argc, char **argv)
{
    const char *filter = NULL;
    unsigned passed = 0;
    unsigned failed = 0;

    for (int i = 1; i + 1 < argc; i++) {
        if (strcmp(argv[i], "--filter") == 0)
            filter = argv[i + 1];
    }
    for (const struct plain_test *test = tests; test; test = test->next) {
        if (!is_wanted(test, filter))
            continue;
        if (run(test))
            passed++;
        else
            failed++;
    }
    printf("Tested: %u | Passing: %u | Failing: %u\n", passed + failed, passed,
           failed);
    return failed || !passed;
}
