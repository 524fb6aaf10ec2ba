/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/report.h"

#include <stdarg.h>
#include <stdio.h>

#include "async/loop_state.h"

void tn__report(struct tn_loop *loop, const char *format, ...)
{
    char message[512];
    va_list args;

    if (!loop->on_report)
        return;
    va_start(args, format);
    vsnprintf(message, sizeof(message), format, args);
    va_end(args);
    loop->on_report(message, loop->report_user);
}
