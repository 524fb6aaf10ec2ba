/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_GEN_H
#define TENON_GEN_H

#include <stdbool.h>
#include <stddef.h>

#include <tenon/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Iterators and generators (PEP 234, 255, 342, 380). An iterator gives one
 * value after another; a generator is one that is written as a plain function,
 * which yields them, on a stack of its own. Values are pointers: what they
 * point at belongs to whoever gives them, and is valid until the next call.
 *
 * A generator belongs to the thread that made it, and works with and without a
 * loop; within a task it may suspend it (an asynchronous generator). What it
 * gave to tn_defer() is called when it ends. Every result of tn_gen_yield() is
 * to be looked at: other than 0 it asks the function to end, and most return
 * it.
 *
 *     static int count(void *user)
 *     {
 *         int rc = 0;
 *
 *         for (int i = 1; rc == 0 && i <= *(const int *)user; i++)
 *             rc = tn_gen_yield(&i, NULL);
 *         return rc;
 *     }
 *
 *     int last = 3;
 *     struct tn_gen *gen = tn_gen_new(count, &last);
 *     void *value;
 *
 *     while (gen && tn_gen_next(gen, &value) == 0)
 *         printf("%d\n", *(const int *)value);
 *     tn_gen_free(gen);
 */

/* -- Iterators ------------------------------------------------------------- */

/* What gives values: a function and its state. */
struct tn_iter {
    /* Writes the next value and returns 0; TN_ESTOP after the last one, and
     * each time after that; any other negative code is a failure. */
    int (*next)(void *user, void **value);
    void *user;
};

/* Writes the next value (Python's next) unless `value` is NULL. Returns 0,
 * TN_ESTOP after the last one, or the code of a failure. */
int tn_iter_next(const struct tn_iter *iter, void **value);

/* Calls fn with each value (the for loop) until the end, or until fn returns
 * other than 0, which is returned then: TN_ESTOP breaks, and gives 0. Returns 0
 * at the end, or the code of the iterator's failure. */
int tn_iter_each(const struct tn_iter *iter,
                 int (*fn)(void *value, void *user),
                 void *user);

/* An array and how much of it is left. */
struct tn_iter_array {
    void *items;      /* the next */
    size_t count;     /* of those left */
    size_t item_size; /* bytes */
};

/* Returns an iterator that gives a pointer to each item, and takes it from
 * `array`, which lives as long as the iterator. */
struct tn_iter tn_iter_of_array(struct tn_iter_array *array);

/* -- Generators ------------------------------------------------------------ */

struct tn_gen;

/* Runs on the generator's stack. 0 ends it as a `return` does; a negative code
 * is a failure that the caller of next sees: TN_ESTOP as TN_EUSAGE, for the end
 * of another generator must not pass for its own (PEP 479). */
typedef int (*tn_gen_fn)(void *user);

/* Returns a generator that has not begun; NULL when memory is short. Owned by
 * the caller; free with tn_gen_free(). The end of the loop that one was made on
 * closes it, where it is open, and reports it. */
struct tn_gen *tn_gen_new(tn_gen_fn fn, void *user);

/* Closes the generator, where it is open, and frees it; NULL is fine. One that
 * runs is freed when it yields or ends. One that yields again a thousand times
 * is given up: its clean-ups are called, and what else its function held is
 * lost. What fails here is reported, where there is a loop: tn_gen_close()
 * tells. */
void tn_gen_free(struct tn_gen *gen);

/* Writes the next value, unless `value` is NULL. Returns 0; TN_ESTOP when the
 * function has returned 0, and ever after the end; the function's own code when
 * it failed; TN_EUSAGE where the generator runs already, in a task that it
 * suspends or further down. */
int tn_gen_next(struct tn_gen *gen, void **value);

/* As tn_gen_next(), and tn_gen_yield() gives the generator `sent`. One that has
 * not begun can be sent NULL only: TN_EUSAGE. */
int tn_gen_send(struct tn_gen *gen, void *sent, void **value);

/* As tn_gen_next(), and tn_gen_yield() returns `code` (negative, or it is
 * TN_EUSAGE). One that has not begun ends, with this code, and one that has
 * ended returns it. */
int tn_gen_throw(struct tn_gen *gen, int code, void **value);

/* Has tn_gen_yield() return TN_ECLOSED (GeneratorExit) and waits for the end.
 * Returns 0; TN_EUSAGE when the generator yields again, which it must not, and
 * stays open then, or when it runs; its own code when it fails otherwise. */
int tn_gen_close(struct tn_gen *gen);

/* Returns what the generator returned with (the value of StopIteration), set by
 * tn_gen_return(); NULL when it set none or has not ended. */
void *tn_gen_value(const struct tn_gen *gen);

/* Returns whether the generator can give more: it has not ended. */
bool tn_gen_is_open(const struct tn_gen *gen);

/* Returns the generator as an iterator, valid as long as it. */
struct tn_iter tn_gen_iter(struct tn_gen *gen);

/* -- Within a generator ---------------------------------------------------- */

/* Hands a value to whoever asked, and goes on when the next is asked for.
 * Writes what was sent, NULL for next, unless `sent` is NULL. Returns 0, or the
 * code to end with: TN_ECLOSED, or what was thrown. TN_ENOGEN outside of a
 * generator. */
int tn_gen_yield(void *value, void **sent);

/* Sets what the generator returns with: not on its own stack, which ends before
 * anyone looks. Returns 0, for the function to return: `return
 * tn_gen_return(&order->total);` TN_ENOGEN outside of a generator. */
int tn_gen_return(void *value);

/* Yields all that another generator still gives (yield from, PEP 380): what is
 * sent and thrown goes to it, and closing closes it. Writes what it returned
 * with, NULL where it had ended before, unless `value` is NULL. Returns 0, or
 * the code to end with: the inner one's own when that failed. */
int tn_gen_yield_from(struct tn_gen *inner, void **value);

/* Yields all that an iterator gives; that of a generator as
 * tn_gen_yield_from(). Returns 0, or the code to end with: the iterator's own
 * when it failed, TN_EUSAGE when something is sent, which it cannot take. */
int tn_gen_yield_each(const struct tn_iter *iter);

#ifdef __cplusplus
}
#endif

#endif
