/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/command.h"

int tn__command_check(const struct tn__program *program, struct tn_error *error)
{
    (void)error;
    fputs("ok\n", program->out);
    return 0;
}
