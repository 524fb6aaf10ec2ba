/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_ERROR_H
#define TENON_ERROR_H

#include <tenon/attrs.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Errors of the library: functions return 0 or one of these negative codes;
 * details go to an optional struct tn_error, the last parameter. The first
 * error wins: a struct that holds one already is left alone.
 *
 *     struct tn_error error = { 0 };
 *     struct tn_schema *schema = tn_schema_load_file("user.yaml", &error);
 *
 *     if (!schema)
 *         fprintf(stderr, "%s:%u:%u: %s\n", error.file, error.line,
 *                 error.column, error.message);
 */
#define TN_ERRORS(X)                                                           \
    X(TN_ENOMEM, -1, "out of memory")                                          \
    X(TN_ELIMIT, -2, "a limit was reached")                                    \
    X(TN_EJSON, -3, "not JSON")                                                \
    X(TN_EUTF8, -4, "not UTF-8")                                               \
    X(TN_EDEPTH, -5, "nested too deep")                                        \
    X(TN_EINVALID, -6, "does not match its schema")                            \
    X(TN_ESCHEMA, -7, "a schema is broken")                                    \
    X(TN_ESETTING, -8, "a setting is wrong")                                   \
    X(TN_EUSAGE, -9, "wrong usage")                                            \
    X(TN_EIO, -10, "input or output failed")                                   \
    X(TN_EFAILED, -11, "the handler answered with a failure")                  \
    X(TN_ENOTFOUND, -12, "not found")                                          \
    X(TN_EENCODE, -13, "a value cannot be written as JSON")                    \
    X(TN_ECANCELED, -14, "the task was cancelled")                             \
    X(TN_ETIMEDOUT, -15, "the time is over")                                   \
    X(TN_ENOTASK, -16, "no task runs here that could wait")                    \
    X(TN_EPENDING, -17, "there is no result yet")                              \
    X(TN_ESTOP, -18, "there is no further value")                              \
    X(TN_ENOGEN, -19, "no generator runs here that could yield")               \
    X(TN_ECLOSED, -20, "it was closed")                                        \
    X(TN_ECONNECT, -21, "no connection could be made")                         \
    X(TN_EHTTP, -22, "the other side does not speak HTTP as it should")        \
    X(TN_ESTATUS, -23, "the other side answered with a failure")

enum tn_error_code {
#define TN_ERROR_ENUM(name, number, text) name = number,
    TN_ERRORS(TN_ERROR_ENUM)
#undef TN_ERROR_ENUM
};

/* Details of an error. Zero it before the call that may fill it. */
struct tn_error {
    int code;          /* 0: none; else enum tn_error_code */
    unsigned line;     /* from 1; 0: not known */
    unsigned column;   /* from 1, in code points; 0: not known */
    char file[256];    /* name as given by the caller, or "" */
    char pointer[256]; /* JSON pointer (RFC 6901), or "" */
    char message[512]; /* one line: what is wrong and how to mend it */
};

/* Returns the text of a code: "out of memory". Never NULL. */
const char *tn_error_text(int code);

/*
 * Records code and message unless `error` is NULL or holds an error already.
 * Returns `code`, so that a function can end with it.
 */
int tn_error_set(struct tn_error *error, int code, const char *format, ...)
    TN_PRINTF(3, 4);

#ifdef __cplusplus
}
#endif

#endif
