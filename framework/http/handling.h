/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__HTTP_HANDLING_H
#define TN__HTTP_HANDLING_H

#include <stdbool.h>

#include "async/task.h"
#include "async/timeout.h"

/*
 * A handler at work: a task that begins at once, and that mostly has ended when
 * it first gives control back. One that waits leaves its connection suspended.
 * Its answer may be settled without it (its time is over, the client has gone):
 * it is cancelled then, and keeps the request's memory until it has ended.
 */
struct tn_req;
struct tn__answer;

struct tn__handling {
    struct tn_task task;
    struct tn__on_done on_done;
    struct tn__timeout timeout;
    struct tn__call release; /* of the request */
    const void *in;          /* for the handler */
    void *out;
    const struct tn__answer *verdict; /* the answer settled without it */
    bool is_begun;
    bool is_background; /* it is what the handler left to be done after it */
    bool is_suspended;  /* the connection is */
};

/* Begins the handler of the request's endpoint. Where it has ended on return,
 * task.result is what it returned; where not, its time has begun, and the
 * connection is resumed when it ends. */
void tn__handling_begin(struct tn_req *req, const void *in, void *out);

/* Returns whether the answer must be waited for. */
bool tn__handling_is_waiting(const struct tn_req *req);

/* Suspends the connection of a request; from one of the library's calls only.
 * And has the library go on with it when it next runs, where it is suspended.
 */
void tn__handling_pause(struct tn_req *req);
void tn__handling_resume(struct tn_req *req);

/* Why an answer is settled without its handler. */
enum tn__settled {
    TN__SETTLED_LATE,   /* 504: its time is over */
    TN__SETTLED_GONE,   /* the client has gone: what is answered nobody reads */
    TN__SETTLED_ENDING, /* 503: the server ends */
    TN__SETTLED_STARVED, /* 503: there is no memory for it to run or wait in */
    TN__SETTLED_FAILED,  /* 500: what stands between it and the client has */
};

/* Settles the answer of a request that waits. */
void tn__handling_settle(struct tn_req *req, enum tn__settled why);

/* Leaves a request whose answer was settled to its handler: it releases itself
 * when that has ended. */
void tn__handling_abandon(struct tn_req *req);

/* Returns whether the request's memory is still needed, now that its answer
 * was sent or never will be: it releases itself then, later. */
bool tn__handling_keeps(struct tn_req *req);

/* Cancels what runs after the response of a request, where something does, and
 * drops what has not begun. */
void tn__handling_cancel_background(struct tn_req *req);

#endif
