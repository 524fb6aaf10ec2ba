/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__MODEL_ISSUES_H
#define TN__MODEL_ISSUES_H

#include <stddef.h>
#include <stdint.h>

#include <tenon/value.h>

#include "base/arena.h"
#include "base/buf.h"
#include "schema/node.h"

/*
 * What is wrong with a value, as Pydantic tells it: a list of
 * {type, loc, msg, input, ctx}, in the order of the model's fields. Gathered
 * while decoding, written once.
 */

/* A step of a location: a name, or an index where `name.ptr` is NULL. Steps are
 * linked from the innermost outwards, on the decoder's frames; an issue keeps
 * a copy. */
struct tn__loc {
    const struct tn__loc *outer;
    struct tn_str name;
    size_t index;
};

struct tn__issue; /* issues.c */

struct tn__issues {
    struct tn__arena *arena; /* of the issues */
    struct tn__issue *first;
    struct tn__issue *last;
    size_t count; /* found */
    size_t limit; /* kept; 0: 64. What is found past it is counted only. */
    bool failed;  /* memory ran out while one was added */
};

/* Writes {"detail":[...]}, FastAPI's body of a 422. */
void tn__issues_write(const struct tn__issues *issues, struct tn__buf *buf);

#endif
