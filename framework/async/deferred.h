/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_DEFERRED_H
#define TN__ASYNC_DEFERRED_H

#include <tenon/deferred.h>

/*
 * A deferred lives while someone owns it, its producer may fire it, it waits,
 * or another waits for it. Steps run in one loop, over all deferreds that wait
 * for one another or are chained, however many they are: never by recursion.
 */

/* A value or a failure, never both. */
struct tn__outcome {
    int code; /* 0, or the failure's */
    void *value;
    tn_free_fn free_value; /* NULL: nobody needs to free it */
    void *owner;           /* what is freed; NULL: the value */
};

/* A step: of its functions the one for what has come is called. */
struct tn__deferred_step {
    struct tn__deferred_step *next;
    tn_callback_fn callback;
    tn_errback_fn errback;
    tn_both_fn both;
    void *user;
    struct tn_deferred *chained; /* to be fired instead */
    bool is_embedded;            /* its memory is another's */
};

struct tn_deferred {
    struct tn__outcome outcome;
    struct tn__deferred_step *first; /* those to come */
    struct tn__deferred_step **end;
    tn_canceller_fn canceller;
    void *canceller_user;
    struct tn_deferred *inner; /* adopted: what it waits for */
    struct tn_deferred *outer; /* what adopted it, and so owns it */
    struct tn_deferred *below; /* goes on when this one is through */
    unsigned pauses;
    bool is_called;
    bool is_running;    /* its steps are */
    bool is_in_step;    /* in one of them, which may have adopted `inner` */
    bool is_cancelling; /* its canceller is called */
    bool is_owned;      /* someone will call tn_deferred_free() */
    bool is_held;       /* the producer will fire it */
    bool is_suppressed; /* and that will be ignored */
    bool is_chained;    /* the producer is a step of another */
    bool is_taken;      /* someone has seen the failure */
    bool ends_itself;   /* cancelled, it is fired by its producer still */
};

/* Takes what it has come to out of a deferred, which then holds NULL. */
struct tn__outcome tn__deferred_take(struct tn_deferred *deferred);

/* Frees the value. */
void tn__outcome_drop(struct tn__outcome *outcome);

/* Adds a step, whose memory is kept until it ran. */
void tn__deferred_add(struct tn_deferred *deferred,
                      struct tn__deferred_step *step);

/* Fires; as tn_deferred_callback(). */
int tn__deferred_fire(struct tn_deferred *deferred, struct tn__outcome outcome);

/* Runs what can run, and what that lets run. */
void tn__deferred_run(struct tn_deferred *deferred);

/* Returns whether it has run all there is to run. */
bool tn__deferred_has_settled(const struct tn_deferred *deferred);

/* Frees it when it has, and nobody holds it. */
void tn__deferred_settle(struct tn_deferred *deferred);

/* Cancels one that was adopted, and gives it up. */
void tn__deferred_discard(struct tn_deferred *deferred);

#endif
