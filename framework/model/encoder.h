/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__MODEL_ENCODER_H
#define TN__MODEL_ENCODER_H

#include "base/compat.h"
#include "model/encode.h"

/*
 * The inside of encode. A container that is being written has a frame; scalars
 * are done at once:
 *
 *     encode.c           the walk; lists, maps, tuples
 *     encode_model.c     models
 *     encode_scalar.c    all that is no container
 *     encode_error.c     what cannot be written, and where it stands
 */
struct tn__encoder_frame {
    struct tn__encoder_frame *outer;
    struct tn__encoder_frame *inner; /* kept for the next at this depth */
    const struct tn__node *node;     /* ARRAY, TUPLE, MAP, MODEL */
    const char *in;                  /* the struct, the items, the entries */
    size_t index; /* what is written now; SIZE_MAX: nothing yet */
    size_t count;
    const struct tn__node *values; /* of the items, the entries */
    bool is_map;                   /* entries: of a MAP, or a MODEL's extras */
    bool has_before;               /* a member or an item was written */
    size_t start;   /* MODEL: of the current member in the buffer, its comma
                       counted */
    bool was_first; /* nothing was written before it */
};

struct tn__encoder {
    struct tn__buf *buf;
    struct tn__arena *scratch;
    struct tn__encoder_frame *top;
    struct tn__encoder_frame *first;
    const struct tn__exclude *exclude; /* NULL: nothing is left out */
    size_t depth;
    int rc; /* the first failure: the walk ends */
    struct tn_error *error;
};

/* Ends the walk with TN_EENCODE, unless it has failed before. */
TN__COLD void tn__encoder_fail(struct tn__encoder *encoder,
                               const char *message);

/* Writes a member, or enters a frame for it. */
void tn__encoder_value(struct tn__encoder *encoder,
                       const struct tn__node *node,
                       const char *in);

/* Writes members of a model as far as the next container, then its extras. */
void tn__encoder_step_model(struct tn__encoder *encoder,
                            struct tn__encoder_frame *frame);

void tn__encode_string(struct tn__encoder *encoder, struct tn_str text);

/* Writes the C form of a node that is no container. */
void tn__encode_scalar(struct tn__encoder *encoder,
                       const struct tn__node *node,
                       const char *in);

#endif
