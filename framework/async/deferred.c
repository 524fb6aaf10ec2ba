/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/deferred.h"

#include <stdlib.h>

/* -- Life ------------------------------------------------------------------ */

struct tn_deferred *tn_deferred_new(tn_canceller_fn canceller, void *user)
{
    struct tn_deferred *deferred = malloc(sizeof(*deferred));

    if (!deferred)
        return NULL;
    *deferred = (struct tn_deferred){
        .end = &deferred->first,
        .canceller = canceller,
        .canceller_user = user,
        .is_owned = true,
        .is_held = true,
    };
    return deferred;
}

struct tn_deferred *tn_deferred_succeed(void *value, tn_free_fn free_value)
{
    struct tn_deferred *deferred = tn_deferred_new(NULL, NULL);

    if (deferred)
        tn_deferred_callback(deferred, value, free_value);
    else if (value && free_value)
        free_value(value);
    return deferred;
}

struct tn_deferred *tn_deferred_fail(int code)
{
    struct tn_deferred *deferred = tn_deferred_new(NULL, NULL);

    if (deferred)
        tn_deferred_errback(deferred, code < 0 ? code : TN_EUSAGE);
    return deferred;
}

void tn_deferred_free(struct tn_deferred *deferred)
{
    if (!deferred)
        return;
    deferred->is_owned = false;
    tn__deferred_settle(deferred);
}

/* -- Firing ---------------------------------------------------------------- */

int tn_deferred_callback(struct tn_deferred *deferred,
                         void *value,
                         tn_free_fn free_value)
{
    return tn__deferred_fire(deferred, (struct tn__outcome){
                                           .value = value,
                                           .free_value = free_value,
                                       });
}

int tn_deferred_errback(struct tn_deferred *deferred, int code)
{
    if (code >= 0)
        return TN_EUSAGE;
    return tn__deferred_fire(deferred, (struct tn__outcome){ .code = code });
}

/* -- Steps ----------------------------------------------------------------- */

void tn__deferred_add(struct tn_deferred *deferred,
                      struct tn__deferred_step *step)
{
    step->next = NULL;
    *deferred->end = step;
    deferred->end = &step->next;
    tn__deferred_run(deferred);
}

static int add(struct tn_deferred *deferred, struct tn__deferred_step step)
{
    struct tn__deferred_step *kept = malloc(sizeof(*kept));

    if (!kept)
        return TN_ENOMEM;
    *kept = step;
    tn__deferred_add(deferred, kept);
    return 0;
}

int tn_deferred_add_callbacks(struct tn_deferred *deferred,
                              tn_callback_fn callback,
                              tn_errback_fn errback,
                              void *user)
{
    return add(deferred, (struct tn__deferred_step){
                             .callback = callback,
                             .errback = errback,
                             .user = user,
                         });
}

int tn_deferred_add_callback(struct tn_deferred *deferred,
                             tn_callback_fn callback,
                             void *user)
{
    return tn_deferred_add_callbacks(deferred, callback, NULL, user);
}

int tn_deferred_add_errback(struct tn_deferred *deferred,
                            tn_errback_fn errback,
                            void *user)
{
    return tn_deferred_add_callbacks(deferred, NULL, errback, user);
}

int tn_deferred_add_both(struct tn_deferred *deferred,
                         tn_both_fn both,
                         void *user)
{
    return add(deferred,
               (struct tn__deferred_step){ .both = both, .user = user });
}

int tn_deferred_chain(struct tn_deferred *deferred, struct tn_deferred *other)
{
    int rc;

    other->is_chained = true;
    rc = add(deferred, (struct tn__deferred_step){ .chained = other });
    if (rc)
        other->is_chained = false;
    return rc;
}

/* -- Within a step --------------------------------------------------------- */

int tn_deferred_set(struct tn_deferred *deferred,
                    void *value,
                    tn_free_fn free_value)
{
    struct tn__outcome outcome = {
        .value = value,
        .free_value = free_value,
    };

    if (!deferred->is_in_step) {
        tn__outcome_drop(&outcome);
        return TN_EUSAGE;
    }
    outcome.code = deferred->outcome.code;
    tn__outcome_drop(&deferred->outcome);
    deferred->outcome = outcome;
    return 0;
}

void *tn_deferred_detach(struct tn_deferred *deferred)
{
    void *value = deferred->outcome.value;

    if (deferred->outcome.owner)
        return NULL;
    deferred->outcome.value = NULL;
    deferred->outcome.free_value = NULL;
    return value;
}

/* Whether they would wait for each other. What waits is looked at from both
 * ends, so that the shorter way decides how long it takes. */
static bool is_circle(const struct tn_deferred *outer,
                      const struct tn_deferred *inner)
{
    const struct tn_deferred *up = outer;
    const struct tn_deferred *down = inner;

    while (up && down) {
        if (up == inner || down == outer)
            return true;
        up = up->outer;
        down = down->inner;
    }
    return false;
}

int tn_deferred_adopt(struct tn_deferred *deferred, struct tn_deferred *inner)
{
    if (!inner)
        return TN_ENOMEM;
    if (inner == deferred || !inner->is_owned)
        return TN_EUSAGE;
    if (!deferred->is_in_step || deferred->inner ||
        is_circle(deferred, inner)) {
        tn__deferred_discard(inner);
        return TN_EUSAGE;
    }
    inner->is_owned = false;
    inner->outer = deferred;
    deferred->inner = inner;
    return 0;
}

/* -- Control --------------------------------------------------------------- */

static void cancel_uncalled(struct tn_deferred *deferred)
{
    if (deferred->canceller) {
        deferred->is_cancelling = true;
        deferred->canceller(deferred, deferred->canceller_user);
        deferred->is_cancelling = false;
    }
    if (deferred->is_called || deferred->ends_itself) {
        tn__deferred_settle(deferred);
        return;
    }
    /* Whoever was not told that it is over fires it nevertheless. */
    deferred->is_suppressed = !deferred->canceller || deferred->is_chained;
    deferred->is_held = deferred->is_suppressed;
    deferred->is_called = true;
    deferred->outcome.code = TN_ECANCELED;
    tn__deferred_run(deferred);
}

void tn_deferred_cancel(struct tn_deferred *deferred)
{
    while (deferred->inner && !deferred->is_in_step)
        deferred = deferred->inner;
    if (!deferred->is_called && !deferred->is_cancelling)
        cancel_uncalled(deferred);
}

void tn_deferred_pause(struct tn_deferred *deferred)
{
    deferred->pauses++;
}

void tn_deferred_unpause(struct tn_deferred *deferred)
{
    if (deferred->pauses)
        deferred->pauses--;
    tn__deferred_run(deferred);
}

/* -- Inspection ------------------------------------------------------------ */

bool tn_deferred_is_called(const struct tn_deferred *deferred)
{
    return deferred->is_called;
}

int tn_deferred_result(struct tn_deferred *deferred, void **value)
{
    if (!tn__deferred_has_settled(deferred))
        return TN_EPENDING;
    deferred->is_taken = true;
    if (!deferred->outcome.code && value)
        *value = deferred->outcome.value;
    return deferred->outcome.code;
}
