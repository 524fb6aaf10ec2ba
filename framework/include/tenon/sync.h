/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_SYNC_H
#define TENON_SYNC_H

#include <stdbool.h>
#include <stddef.h>

#include <tenon/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * What tasks of one loop (tenon/task.h) wait for each other with: asyncio's
 * locks, events, semaphores and conditions. All of it stands in plain memory,
 * may be made before the loop runs, and belongs to the loop's thread; what does
 * not suspend may be called outside of tasks.
 *
 * Whoever came first is served first. What a task waited for is handed to it by
 * the task that lets go, so that nobody comes in between; a task that is
 * cancelled while it waits gets TN_ECANCELED and nothing else, and what it
 * would have got goes to the next. Freeing wakes all who wait with TN_ECLOSED.
 *
 *     static int withdraw(void *user)
 *     {
 *         struct account *account = user;
 *         int rc = tn_lock_acquire(account->lock);
 *
 *         if (rc)
 *             return rc;
 *         rc = account_write(account, account_read(account) - 10);
 *         tn_lock_release(account->lock);
 *         return rc;
 *     }
 */

/* -- Locks: one task at a time (asyncio.Lock) ------------------------------ */

struct tn_lock;

/* Returns a lock that nobody holds; NULL when memory is short. Owned by the
 * caller; free with tn_lock_free(). */
struct tn_lock *tn_lock_new(void);

/* Frees a lock, held or not. NULL is fine. */
void tn_lock_free(struct tn_lock *lock);

/* Suspends until nobody holds the lock, and holds it. It is not recursive.
 * Returns 0, TN_ENOTASK, TN_ECANCELED or TN_ECLOSED; held with 0 only. */
int tn_lock_acquire(struct tn_lock *lock);

/* Hands the lock to whoever waits first. Any task may do so, not only the one
 * that acquired it. Returns 0; TN_EUSAGE where nobody held it. */
int tn_lock_release(struct tn_lock *lock);

/* Returns whether the lock is held. */
bool tn_lock_is_locked(const struct tn_lock *lock);

/* -- Events: a flag that all can wait for (asyncio.Event) ------------------ */

struct tn_event;

/* Returns an event that is not set; NULL when memory is short. Owned by the
 * caller; free with tn_event_free(). */
struct tn_event *tn_event_new(void);

/* Frees an event. NULL is fine. */
void tn_event_free(struct tn_event *event);

/* Sets the event: all who wait go on, also where it is cleared before they run.
 */
void tn_event_set(struct tn_event *event);

/* Clears the event: whoever waits now, waits until it is set again. */
void tn_event_clear(struct tn_event *event);

/* Returns whether the event is set. */
bool tn_event_is_set(const struct tn_event *event);

/* Suspends until the event is set; at once where it is. Returns 0, TN_ENOTASK,
 * TN_ECANCELED or TN_ECLOSED. */
int tn_event_wait(struct tn_event *event);

/* -- Semaphores: so many at a time (asyncio.Semaphore) --------------------- */

struct tn_semaphore;

/* Returns a semaphore that `value` tasks can acquire; NULL when memory is
 * short. Owned by the caller; free with tn_semaphore_free(). */
struct tn_semaphore *tn_semaphore_new(size_t value);

/* The same, which is never released more often than it was acquired
 * (asyncio.BoundedSemaphore). */
struct tn_semaphore *tn_semaphore_new_bounded(size_t value);

/* Frees a semaphore. NULL is fine. */
void tn_semaphore_free(struct tn_semaphore *semaphore);

/* Suspends until the value is above zero, and takes one off it. Returns 0,
 * TN_ENOTASK, TN_ECANCELED or TN_ECLOSED; taken with 0 only. */
int tn_semaphore_acquire(struct tn_semaphore *semaphore);

/* Adds one to the value, or hands it to whoever waits first. Returns 0;
 * TN_EUSAGE where a bounded one would exceed the value that it began with. */
int tn_semaphore_release(struct tn_semaphore *semaphore);

/* Returns whether acquiring it would suspend. */
bool tn_semaphore_is_locked(const struct tn_semaphore *semaphore);

/* -- Conditions: until it is so (asyncio.Condition) ------------------------ */

struct tn_condition;

/* Returns a condition on a lock, which several may share and which outlives it;
 * NULL: on a lock of its own. NULL when memory is short. Owned by the caller;
 * free with tn_condition_free(). */
struct tn_condition *tn_condition_new(struct tn_lock *lock);

/* Frees a condition, and the lock if it is its own. NULL is fine. */
void tn_condition_free(struct tn_condition *condition);

/* Acquire and release the lock of the condition. */
int tn_condition_acquire(struct tn_condition *condition);
int tn_condition_release(struct tn_condition *condition);

/*
 * Lets go of the lock, suspends until the condition is notified, and holds the
 * lock again, also where the task was cancelled: then it returns TN_ECANCELED,
 * and a notification that it had got already goes to the next. Returns 0;
 * TN_EUSAGE where the lock was not held; TN_ENOTASK; TN_ECLOSED where the
 * condition was freed: a lock of its own is not held then, another one is.
 */
int tn_condition_wait(struct tn_condition *condition);

/* Waits, as often as it takes, until a question is answered by true. It is
 * asked with the lock held, at first before anything else. Returns as
 * tn_condition_wait(). */
int tn_condition_wait_for(struct tn_condition *condition,
                          bool (*is_so)(void *user),
                          void *user);

/* Has so many of those who wait go on, the first to come first, one after the
 * other as each gets the lock. Returns 0; TN_EUSAGE where the lock is not held.
 */
int tn_condition_notify(struct tn_condition *condition, size_t count);

/* Has all of those who wait go on. Returns as tn_condition_notify(). */
int tn_condition_notify_all(struct tn_condition *condition);

#ifdef __cplusplus
}
#endif

#endif
