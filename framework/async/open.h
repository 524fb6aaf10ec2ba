/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_OPEN_H
#define TN__ASYNC_OPEN_H

#include <stdbool.h>

struct tn_loop;

/* What stands open on a loop and is closed when the loop ends. */
struct tn__open {
    struct tn__open *next;
    struct tn__open **link; /* NULL: in no list */
    /* The loop ends: close it, at once or in order. It takes itself from the
     * list then or later. Called more than once. */
    void (*end)(struct tn__open *open, bool at_once);
    void *user;
};

void tn__open_add(struct tn_loop *loop, struct tn__open *open);
void tn__open_remove(struct tn__open *open);

/* Closes all, and runs the loop until they are. */
void tn__open_end_all(struct tn_loop *loop);

#endif
