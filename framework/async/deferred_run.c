/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/deferred.h"

#include <stdlib.h>

#include "async/report.h"

/* -- What it holds --------------------------------------------------------- */

void tn__outcome_drop(struct tn__outcome *outcome)
{
    struct tn__outcome dropped = *outcome;

    outcome->value = outcome->owner = NULL;
    outcome->free_value = NULL;
    if (!dropped.free_value || !dropped.value)
        return;
    dropped.free_value(dropped.owner ? dropped.owner : dropped.value);
}

struct tn__outcome tn__deferred_take(struct tn_deferred *deferred)
{
    struct tn__outcome outcome = deferred->outcome;

    deferred->outcome = (struct tn__outcome){ 0 };
    return outcome;
}

static void fail_with(struct tn_deferred *deferred, int code)
{
    tn__outcome_drop(&deferred->outcome);
    deferred->outcome.code = code;
    deferred->is_taken = false;
}

/* -- The end --------------------------------------------------------------- */

/* Whether it has run all there is to run. */
bool tn__deferred_has_settled(const struct tn_deferred *deferred)
{
    return deferred->is_called && !deferred->is_running && !deferred->pauses &&
           !deferred->inner && !deferred->first;
}

static void dispose(struct tn_deferred *deferred)
{
    struct tn_loop *loop = tn_loop_current();
    int code = deferred->outcome.code;

    if (code && code != TN_ECANCELED && !deferred->is_taken && loop)
        tn__report(loop, "a deferred failed and no errback took it: %s",
                   tn_error_text(code));
    tn__outcome_drop(&deferred->outcome);
    free(deferred);
}

void tn__deferred_settle(struct tn_deferred *deferred)
{
    if (tn__deferred_has_settled(deferred) && !deferred->is_owned &&
        !deferred->is_held && !deferred->is_cancelling && !deferred->outer)
        dispose(deferred);
}

/* -- Running --------------------------------------------------------------- */

static bool can_run(const struct tn_deferred *deferred)
{
    return deferred->is_called && !deferred->is_running && !deferred->pauses &&
           !deferred->inner;
}

/* Has it hold what it is fired with. Returns 0, or TN_EUSAGE. */
static int accept(struct tn_deferred *deferred, struct tn__outcome outcome)
{
    bool is_suppressed = deferred->is_suppressed;

    if (!deferred->is_called) {
        deferred->is_called = true;
        deferred->is_held = false;
        deferred->outcome = outcome;
        return 0;
    }
    tn__outcome_drop(&outcome);
    if (!is_suppressed)
        return TN_EUSAGE;
    deferred->is_suppressed = deferred->is_held = false;
    return 0;
}

static int call(struct tn_deferred *deferred,
                const struct tn__deferred_step *step)
{
    int code = deferred->outcome.code;
    void *value = deferred->outcome.value;

    if (step->both)
        return step->both(deferred, code, value, step->user);
    if (code)
        return step->errback(deferred, code, step->user);
    return step->callback(deferred, value, step->user);
}

static bool passes_by(const struct tn_deferred *deferred,
                      const struct tn__deferred_step *step)
{
    if (step->both)
        return false;
    return deferred->outcome.code ? !step->errback : !step->callback;
}

void tn__deferred_discard(struct tn_deferred *deferred)
{
    deferred->outer = NULL;
    deferred->is_owned = true;
    tn_deferred_cancel(deferred);
    tn_deferred_free(deferred);
}

static void call_step(struct tn_deferred *deferred,
                      const struct tn__deferred_step *step)
{
    struct tn_deferred *inner;
    int code;

    deferred->is_in_step = true;
    code = call(deferred, step);
    deferred->is_in_step = false;
    inner = deferred->inner;
    if (code) {
        deferred->inner = NULL;
        fail_with(deferred, code < 0 ? code : TN_EUSAGE);
        if (inner)
            tn__deferred_discard(inner);
        return;
    }
    deferred->outcome.code = 0;
    if (inner)
        tn__outcome_drop(&deferred->outcome);
}

/* Takes over what the adopted one has come to. */
static void take_over(struct tn_deferred *outer)
{
    struct tn_deferred *inner = outer->inner;

    outer->inner = inner->outer = NULL;
    outer->outcome = tn__deferred_take(inner);
    outer->is_taken = false;
    tn__deferred_settle(inner);
}

static struct tn__deferred_step pop_step(struct tn_deferred *deferred)
{
    struct tn__deferred_step *first = deferred->first;
    struct tn__deferred_step step = *first;

    deferred->first = step.next;
    if (!deferred->first)
        deferred->end = &deferred->first;
    if (!step.is_embedded)
        free(first);
    return step;
}

/* Runs steps until none is left or it has to wait. Returns the one that a step
 * has fired and that runs before the next step, else NULL. */
static struct tn_deferred *run_steps(struct tn_deferred *deferred)
{
    deferred->is_running = true;
    while (deferred->first && !deferred->pauses && !deferred->inner) {
        struct tn__deferred_step step = pop_step(deferred);

        if (step.chained) {
            accept(step.chained, tn__deferred_take(deferred));
            return step.chained;
        }
        if (!passes_by(deferred, &step))
            call_step(deferred, &step);
        if (deferred->inner && tn__deferred_has_settled(deferred->inner))
            take_over(deferred);
    }
    deferred->is_running = false;
    return NULL;
}

/* After one has run: returns the one that waited for it, else NULL. */
static struct tn_deferred *hand_over(struct tn_deferred *deferred)
{
    struct tn_deferred *outer = deferred->outer;

    if (!tn__deferred_has_settled(deferred))
        return NULL;
    if (!outer) {
        tn__deferred_settle(deferred);
        return NULL;
    }
    /* A step that has not returned yet looks at it then. */
    if (outer->is_in_step)
        return NULL;
    take_over(outer);
    return outer;
}

void tn__deferred_run(struct tn_deferred *deferred)
{
    struct tn_deferred *below = NULL;

    for (;;) {
        if (deferred && can_run(deferred)) {
            struct tn_deferred *fired = run_steps(deferred);

            if (fired) {
                deferred->below = below;
                below = deferred;
                deferred = fired;
            } else {
                deferred = hand_over(deferred);
            }
        } else if (below) {
            deferred = below;
            below = deferred->below;
            deferred->is_running = false;
        } else {
            return;
        }
    }
}

int tn__deferred_fire(struct tn_deferred *deferred, struct tn__outcome outcome)
{
    int rc = accept(deferred, outcome);

    if (rc == 0)
        tn__deferred_run(deferred);
    return rc;
}
