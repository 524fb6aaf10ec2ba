/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/signal.h>

#include <stdlib.h>

#include "async/loop_state.h"

struct tn_signal {
    struct tn__signal *signal;
    struct tn__open open;
};

static void end(struct tn__open *open, bool at_once)
{
    (void)at_once;
    tn_signal_free(open->user);
}

struct tn_signal *tn_signal_new(int number, tn_call_fn fn, void *user)
{
    struct tn_loop *loop = tn_loop_current();
    struct tn_signal *signal =
        loop && !loop->is_ending ? calloc(1, sizeof(*signal)) : NULL;

    if (!signal)
        return NULL;
    signal->signal = tn__signal_new(loop, number, fn, user);
    if (!signal->signal) {
        free(signal);
        return NULL;
    }
    signal->open.end = end;
    signal->open.user = signal;
    tn__open_add(loop, &signal->open);
    return signal;
}

void tn_signal_free(struct tn_signal *signal)
{
    if (!signal)
        return;
    tn__open_remove(&signal->open);
    tn__signal_free(signal->signal);
    free(signal);
}
