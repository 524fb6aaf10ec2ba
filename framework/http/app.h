/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__HTTP_APP_H
#define TN__HTTP_APP_H

#include <stddef.h>

#include <tenon/lifespan.h>

/* The running program, as handlers and hooks see it. Shared by all workers;
 * none of it changes while they run. */
struct tn_app {
    void *state; /* what the API's startup has left; NULL: nothing */
    const struct tn_setting *settings;
    const char *const *setting_values; /* by setting; each may be NULL */
    const unsigned *setting_times;     /* by setting; 0: none */
    size_t setting_count;
};

#endif
