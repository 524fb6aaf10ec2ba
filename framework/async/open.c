/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/open.h"

#include "async/loop_state.h"
#include "base/list.h"

/* How long what is closed in order may take. */
#define GRACE_MS 1000

void tn__open_add(struct tn_loop *loop, struct tn__open *open)
{
    tn__list_add(&loop->opens, open);
}

void tn__open_remove(struct tn__open *open)
{
    tn__list_remove(open);
}

static void end_each(struct tn_loop *loop, bool at_once)
{
    struct tn__open *left = loop->opens;

    if (!left)
        return;
    left->link = &left;
    loop->opens = NULL;
    /* One that ends may take any other along. */
    while (left) {
        struct tn__open *open = left;

        tn__open_remove(open);
        tn__open_add(loop, open);
        open->end(open, at_once);
    }
}

static void set_over(void *user)
{
    *(bool *)user = true;
}

void tn__open_end_all(struct tn_loop *loop)
{
    bool is_over = false;
    struct tn__timer *timer = tn__timer_new(loop, set_over, &is_over);

    loop->is_ending = true;
    if (timer)
        tn__timer_start(timer, GRACE_MS, 0);
    else
        is_over = true;
    end_each(loop, is_over);
    while (loop->opens) {
        uv_run(&loop->uv, UV_RUN_ONCE);
        end_each(loop, is_over);
    }
    tn__timer_free(timer);
}
