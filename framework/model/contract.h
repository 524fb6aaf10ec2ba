/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__MODEL_CONTRACT_H
#define TN__MODEL_CONTRACT_H

#include "model/decode.h"

/*
 * Holds an answer against its schema, as a client would read it: the struct's
 * types leave room for what the schema forbids (a bound, a pattern, a length).
 * All lies in the arena.
 */
struct tn__contract {
    struct tn__arena *arena;
    const struct tn__node *node;
    struct tn__matcher *matcher; /* of this thread */
    struct tn_error *error;      /* message and pointer of the first fault */
};

/* Checks what was encoded; the text is copied. Returns 0; TN_EINVALID with the
 * error filled; TN_ENOMEM. */
int tn__contract_check(const struct tn__contract *contract, struct tn_str text);

/* The same of a tree of values, decoded into `form`. */
int tn__contract_decode(const struct tn__contract *contract,
                        const struct tn_value *value,
                        void *form);

#endif
