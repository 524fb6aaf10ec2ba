/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/thread.h"

struct tn__thread *tn__thread(void)
{
    static _Thread_local struct tn__thread running;

    return &running;
}
