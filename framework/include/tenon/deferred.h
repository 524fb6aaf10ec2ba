/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_DEFERRED_H
#define TENON_DEFERRED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/task.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Deferreds: a result that is not there yet, and what shall be done with it.
 * The names and their meaning are Twisted's. A deferred is fired once, with a
 * value or with a failure, a negative code; what was added to it then runs in
 * order, at once where it has fired already. Each step is a pair of a callback,
 * for a value, and an errback, for a failure; what a step gives back decides
 * which of the next pair runs.
 *
 *     static int greet(struct tn_deferred *deferred, void *name, void *user)
 *     {
 *         (void)deferred;
 *         fprintf(user, "hello %s\n", (const char *)name);
 *         return 0;
 *     }
 *
 *     struct tn_deferred *name = ask_name();
 *     tn_deferred_add_callback(name, greet, stdout);
 *     tn_deferred_free(name);
 *
 * Two hold a deferred: whoever was given it and ends that with
 * tn_deferred_free(), and the producer that made it, until it fires it. Freed
 * before it has fired, its steps run all the same when it does; so each must be
 * fired some time. A failure but TN_ECANCELED that no errback took when the
 * deferred is gone is told to whoever runs the loop (tn_run_options).
 *
 * A deferred owns its value: where a function to free it was given with it,
 * that is called when the value is replaced, or when the deferred is gone.
 *
 * Steps run where the deferred is fired, or where they are added to one that
 * has fired; they must not suspend. No loop is needed, except where it is said.
 * All is for one thread.
 */
struct tn_deferred;

/* Frees a value; NULL where nobody needs to. */
typedef void (*tn_free_fn)(void *value);

/*
 * Takes the value, borrowed until it is replaced. Returns 0: the value goes on
 * to the next callback, unless tn_deferred_set() replaced it, or
 * tn_deferred_adopt() has the next wait; or a negative code, for the next
 * errback.
 */
typedef int (*tn_callback_fn)(struct tn_deferred *deferred,
                              void *value,
                              void *user);

/* Takes a failure. Returns 0: it is mended, and the next callback gets NULL, or
 * what tn_deferred_set() or tn_deferred_adopt() says; or a negative code, the
 * same or another, for the next errback. */
typedef int (*tn_errback_fn)(struct tn_deferred *deferred,
                             int code,
                             void *user);

/* Takes either: `code` is 0, or that of a failure. Returns what a callback or
 * errback returns. */
typedef int (*tn_both_fn)(struct tn_deferred *deferred,
                          int code,
                          void *value,
                          void *user);

/* Stops what would fire a deferred, which may be fired from within, and not
 * later. */
typedef void (*tn_canceller_fn)(struct tn_deferred *deferred, void *user);

/* -- Life ------------------------------------------------------------------ */

/* Returns a deferred to be fired; NULL when memory is short. `canceller` NULL:
 * tn_deferred_cancel() says what comes then. Owned by whoever gets it; free
 * with tn_deferred_free(). */
struct tn_deferred *tn_deferred_new(tn_canceller_fn canceller, void *user);

/* Returns one that has fired with a value, which it adopts; NULL when memory is
 * short. Owned by the caller; free with tn_deferred_free(). */
struct tn_deferred *tn_deferred_succeed(void *value, tn_free_fn free_value);

/* Returns one that has failed with a negative code; NULL when memory is short.
 * Owned by the caller; free with tn_deferred_free(). */
struct tn_deferred *tn_deferred_fail(int code);

/* Gives a deferred up. What is still to come runs when it comes. NULL is fine.
 */
void tn_deferred_free(struct tn_deferred *deferred);

/* -- Firing, by the producer ----------------------------------------------- */

/* Fires with a value, which is adopted, also when this fails. Returns 0, also
 * where the deferred was cancelled meanwhile and nobody wants the value;
 * TN_EUSAGE where it has fired before. */
int tn_deferred_callback(struct tn_deferred *deferred,
                         void *value,
                         tn_free_fn free_value);

/* Fires with a failure. Returns 0; TN_EUSAGE where it has fired before or the
 * code is not negative. */
int tn_deferred_errback(struct tn_deferred *deferred, int code);

/* -- Steps ----------------------------------------------------------------- */

/* Adds a pair. Of the two exactly one runs, and what the one gives back is not
 * for the other. Returns 0; TN_ENOMEM, and nothing was added. */
int tn_deferred_add_callbacks(struct tn_deferred *deferred,
                              tn_callback_fn callback,
                              tn_errback_fn errback,
                              void *user);

/* Adds a callback; a failure passes by it. Returns 0 or TN_ENOMEM. */
int tn_deferred_add_callback(struct tn_deferred *deferred,
                             tn_callback_fn callback,
                             void *user);

/* Adds an errback; a value passes by it. Returns 0 or TN_ENOMEM. */
int tn_deferred_add_errback(struct tn_deferred *deferred,
                            tn_errback_fn errback,
                            void *user);

/* Adds one function for both. Returns 0 or TN_ENOMEM. */
int tn_deferred_add_both(struct tn_deferred *deferred,
                         tn_both_fn both,
                         void *user);

/*
 * Has the result of one fire another, as the last step of the first, whose
 * value then is NULL (chainDeferred). The caller of this is the other's
 * producer. Returns 0 or TN_ENOMEM.
 */
int tn_deferred_chain(struct tn_deferred *deferred, struct tn_deferred *other);

/* Cancels a deferred that has not come to its end after a time, and makes
 * TN_ETIMEDOUT of the TN_ECANCELED that this gives (addTimeout). It must end
 * before the loop does. Returns 0, TN_ENOMEM, or TN_ENOTASK without a loop. */
int tn_deferred_add_timeout(struct tn_deferred *deferred, uint64_t ms);

/* -- Within a step, of the deferred that it was called with -------------- */

/* Replaces the value by another, which is adopted, also when this fails. To be
 * returned: 0, or TN_EUSAGE outside of a step. */
int tn_deferred_set(struct tn_deferred *deferred,
                    void *value,
                    tn_free_fn free_value);

/* Returns the value, which the caller now owns; the next step gets NULL. */
void *tn_deferred_detach(struct tn_deferred *deferred);

/*
 * Has the next step wait for another deferred and take over its result: what
 * Twisted does with a deferred that a callback returns. To be returned:
 *
 *     return tn_deferred_adopt(deferred, fetch(url));
 *
 * Adopts `inner`, also when it fails. Returns 0; TN_ENOMEM where `inner` is
 * NULL; TN_EUSAGE outside of a step, for a second one in the same step, and
 * where the two would wait for each other.
 */
int tn_deferred_adopt(struct tn_deferred *deferred, struct tn_deferred *inner);

/* -- Control --------------------------------------------------------------- */

/*
 * Cancels. One that has not fired: its canceller is called, and unless that
 * fired it, it fails with TN_ECANCELED. Without a canceller the producer knows
 * nothing: its firing, which must come still, is then ignored. One that waits
 * for an adopted one: that is cancelled. Otherwise nothing happens.
 */
void tn_deferred_cancel(struct tn_deferred *deferred);

/* Holds the steps back, until tn_deferred_unpause() was called as often. */
void tn_deferred_pause(struct tn_deferred *deferred);
void tn_deferred_unpause(struct tn_deferred *deferred);

/* -- Inspection ------------------------------------------------------------ */

/* Returns whether it was fired; its steps may not have come to an end. */
bool tn_deferred_is_called(const struct tn_deferred *deferred);

/* Returns 0 with the value, or the code of the failure, of the last step that
 * ran, TN_EPENDING while one is to come. `value` may be NULL; what it gets is
 * borrowed from the deferred. A failure counts as taken. */
int tn_deferred_result(struct tn_deferred *deferred, void **value);

/* -- Several --------------------------------------------------------------- */

/* Flags of tn_deferred_list() and tn_deferred_gather(). */
enum tn_deferred_flag {
    TN_FIRE_ON_ONE_CALLBACK = 1u << 0, /* fire with the first value */
    TN_FIRE_ON_ONE_ERRBACK = 1u << 1,  /* fail with the first failure */
    TN_CONSUME_ERRORS = 1u << 2,       /* failures of the members are taken */
};

/* What one member of a list has come to. */
struct tn_deferred_result {
    size_t index; /* in the list */
    int code;     /* 0, or that of the failure; TN_EPENDING: not yet */
    void *value;  /* borrowed from the list's value */
};

/*
 * Returns a deferred that fires when all members have, with an array of struct
 * tn_deferred_result, one for each in their order (DeferredList). With
 * TN_FIRE_ON_ONE_CALLBACK it fires with the first that has a value, one struct
 * tn_deferred_result; with TN_FIRE_ON_ONE_ERRBACK it fails with the code of
 * the first that fails. The others run on. Cancelling it cancels all members.
 * Without members it has fired, with TN_FIRE_ON_ONE_CALLBACK with TN_EUSAGE.
 * Adopts the members (not the array), also when it fails: NULL, memory is
 * short, or a member is NULL. Owned by the caller; free with
 * tn_deferred_free().
 */
struct tn_deferred *tn_deferred_list(struct tn_deferred *const *deferreds,
                                     size_t count,
                                     unsigned flags);

/* As tn_deferred_list() with TN_FIRE_ON_ONE_ERRBACK, but the value is an array
 * of the values, `void *` each (gatherResults). */
struct tn_deferred *tn_deferred_gather(struct tn_deferred *const *deferreds,
                                       size_t count,
                                       unsigned flags);

/* -- Coroutines ------------------------------------------------------------ */

/*
 * Suspends until all steps added so far have run. Returns 0 with the value,
 * borrowed from the deferred (`value` may be NULL), or the code of the failure,
 * which counts as taken. Cancelling whoever awaits cancels the deferred, and
 * ends when that has ended. TN_ENOTASK outside of a task.
 */
int tn_deferred_await(struct tn_deferred *deferred, void **value);

/*
 * Returns a deferred that fires when a task has ended: with a value, or with
 * the code that the task returned (Deferred.fromCoroutine). Cancelling it
 * cancels the task, and it fires with what the task makes of that. Adopts task
 * and value, also when it fails: NULL when memory is short or the task is
 * NULL, and then the task is cancelled. Owned by the caller; free with
 * tn_deferred_free().
 */
struct tn_deferred *
tn_deferred_from_task(struct tn_task *task, void *value, tn_free_fn free_value);

#ifdef __cplusplus
}
#endif

#endif
