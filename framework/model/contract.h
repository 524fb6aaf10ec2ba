/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__MODEL_CONTRACT_H
#define TN__MODEL_CONTRACT_H

#include "model/decode.h"

/*
 * Holds an answer that was encoded against its schema, as a client would read
 * it: the struct's types leave room for what the schema forbids (a bound, a
 * pattern, a length). The text is copied; all lies in the arena.
 *
 * Returns 0; TN_EINVALID with `error` filled: message and pointer of the first
 * fault; TN_ENOMEM.
 */
int tn__contract_check(struct tn__arena *arena,
                       const struct tn__node *node,
                       struct tn_str text,
                       struct tn__matcher *matcher,
                       struct tn_error *error);

/* The same of a tree of values, decoded into `form`. */
int tn__contract_decode(struct tn__arena *arena,
                        const struct tn__node *node,
                        const struct tn_value *value,
                        struct tn__matcher *matcher,
                        void *form,
                        struct tn_error *error);

#endif
