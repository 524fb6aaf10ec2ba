/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/error.h>

#include <stdarg.h>
#include <stdio.h>

const char *tn_error_text(int code)
{
    switch (code) {
    case 0:
        return "no error";
#define TN_ERROR_CASE(name, number, text)                                      \
    case name:                                                                 \
        return text;
        TN_ERRORS(TN_ERROR_CASE)
#undef TN_ERROR_CASE
    }
    return "unknown error";
}

int tn_error_set(struct tn_error *error, int code, const char *format, ...)
{
    va_list args;

    if (!error || error->code)
        return code;
    error->code = code;
    va_start(args, format);
    vsnprintf(error->message, sizeof(error->message), format, args);
    va_end(args);
    return code;
}
