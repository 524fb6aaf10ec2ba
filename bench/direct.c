/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/handling.h"
#include "http/request.h"

/*
 * Calls handlers as if there were no coroutines: the linker leads the library's
 * call of tn__handling_begin() here (--wrap). What such a program costs less
 * than one without this file, the coroutines cost.
 */
void __wrap_tn__handling_begin(struct tn_req *req, const void *in, void *out);

void __wrap_tn__handling_begin(struct tn_req *req, const void *in, void *out)
{
    struct tn__handling *handling = &req->handling;

    handling->in = in;
    handling->out = out;
    handling->is_begun = true;
    handling->task.result = req->match.endpoint->op->handler(req, in, out);
    handling->task.is_done = true;
}
