/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__EVALUATE_EVALUATE_H
#define TN__EVALUATE_EVALUATE_H

#include "evaluate/equal.h"
#include "evaluate/library.h"
#include "schema/pattern.h"

/*
 * What JSON Schema 2020-12 says of an instance, without coercion: its verdict,
 * and its errors with their places (core, section 12). Any number of threads
 * may evaluate with one library, once it has compiled what they need.
 */

/* A step into the instance: a name, or an index where `name.ptr` is NULL. */
struct tn__fault_step {
    struct tn_str name;
    size_t index;
};

/* What is wrong. */
struct tn__fault {
    struct tn__fault *next;
    struct tn_str message;
    struct tn_str keyword_location;  /* JSON pointer, through references */
    struct tn_str absolute_location; /* URI of the keyword */
    struct tn_str keyword;           /* "" where a schema is false */
    const struct tn_value *input;
    const struct tn__fault_step *steps; /* to the input */
    size_t step_count;
};

struct tn__faults {
    struct tn__fault *first;
    struct tn__fault *last;
    size_t count; /* found; those past the limit are counted only */
    size_t limit; /* 0: 64 */
};

struct tn__evaluate_options {
    struct tn__faults *faults;   /* NULL: the verdict alone is wanted */
    struct tn__matcher *matcher; /* of this thread */
    uint64_t keywords; /* of the outermost schema: TN__KEY_BIT(); 0: all */
    struct tn__steps *steps; /* work that is left for several evaluations; NULL:
                                of this one alone: tn__evaluate_steps() */
};

/* Returns the work that an instance of this many values may ask for. */
struct tn__steps tn__evaluate_steps(uint64_t values);

/*
 * Evaluates an instance; faults lie in the arena. Returns 0 (valid),
 * TN_EINVALID, TN_ENOMEM, or TN_ELIMIT: nested too deep, or more work than an
 * instance of this size may ask for.
 */
int tn__evaluate(const struct tn__subschema *schema,
                 const struct tn_value *instance,
                 struct tn__arena *arena,
                 const struct tn__evaluate_options *options);

#endif
