/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TESTS_PLAIN_CRITERION_H
#define TESTS_PLAIN_CRITERION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/*
 * Criterion's words, as far as tests/async speaks them, for ThreadSanitizer,
 * under which Criterion's own programs die at start. The build puts this before
 * the real one; runner.c has the main function, which runs each test in a
 * process of its own.
 */
struct plain_test {
    const char *suite;
    const char *name;
    void (*run)(void);
    double timeout; /* seconds; 0: none */
    struct plain_test *next;
};

/* Adds a test, before main() begins. */
void plain_register(struct plain_test *test);

/* Says what is wrong; `is_fatal` ends the test. */
void plain_fail(const char *file, int line, const char *what, bool is_fatal);

#define Test(suite_, name_, ...)                                               \
    static void suite_##_##name_(void);                                        \
    __attribute__((constructor)) static void suite_##_##name_##_register(void) \
    {                                                                          \
        static struct plain_test test = { .suite = #suite_,                    \
                                          .name = #name_,                      \
                                          .run = suite_##_##name_,             \
                                          __VA_ARGS__ };                       \
                                                                               \
        plain_register(&test);                                                 \
    }                                                                          \
    static void suite_##_##name_(void)

/* What is given after the condition, a message, is left out. */
#define PLAIN_CHECK(condition, what, is_fatal)                                 \
    do {                                                                       \
        if (!(condition))                                                      \
            plain_fail(__FILE__, __LINE__, what, is_fatal);                    \
    } while (false)
#define PLAIN_COMPARE(a, operator, b, is_fatal)                                \
    PLAIN_CHECK((a) operator(b), #a " " #operator" " #b, is_fatal)

#define cr_assert(a, ...)          PLAIN_CHECK(a, #a, true)
#define cr_assert_not(a, ...)      PLAIN_CHECK(!(a), "not " #a, true)
#define cr_assert_null(a, ...)     PLAIN_CHECK(!(a), #a " is NULL", true)
#define cr_assert_not_null(a, ...) PLAIN_CHECK(a, #a " is not NULL", true)
#define cr_assert_eq(a, b, ...)    PLAIN_COMPARE(a, ==, b, true)
#define cr_assert_neq(a, b, ...)   PLAIN_COMPARE(a, !=, b, true)
#define cr_assert_lt(a, b, ...)    PLAIN_COMPARE(a, <, b, true)
#define cr_assert_leq(a, b, ...)   PLAIN_COMPARE(a, <=, b, true)
#define cr_assert_gt(a, b, ...)    PLAIN_COMPARE(a, >, b, true)
#define cr_assert_geq(a, b, ...)   PLAIN_COMPARE(a, >=, b, true)
#define cr_assert_str_eq(a, b, ...)                                            \
    PLAIN_CHECK(strcmp(a, b) == 0, #a " equals " #b, true)
#define cr_expect(a, ...)       PLAIN_CHECK(a, #a, false)
#define cr_expect_eq(a, b, ...) PLAIN_COMPARE(a, ==, b, false)

#endif
