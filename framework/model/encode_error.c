/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/error.h>

#include "base/number.h"
#include "model/encoder.h"

/* Appends a step to the error's JSON pointer, escaped (RFC 6901, section 3). */
static void append_step(struct tn_error *error, struct tn_str name)
{
    size_t at = strlen(error->pointer);
    size_t end = sizeof(error->pointer) - 3;

    if (at < end)
        error->pointer[at++] = '/';
    for (size_t i = 0; i < name.len && at < end; i++) {
        char c = name.ptr[i];

        error->pointer[at++] = c == '/' ? '~' : c;
        if (c == '~' || c == '/')
            error->pointer[at++] = c == '~' ? '0' : '1';
    }
    error->pointer[at] = '\0';
}

static void append_index(struct tn_error *error, size_t index)
{
    char text[TN__NUMBER_TEXT];

    append_step(error,
                (struct tn_str){ text, tn__number_format_uint(text, index) });
}

/* Writes where the encoder stands as a JSON pointer. */
static void tell_place(const struct tn__encoder *encoder)
{
    struct tn_error *error = encoder->error;

    for (const struct tn__encoder_frame *at = encoder->top ? encoder->first
                                                           : NULL;
         at; at = at == encoder->top ? NULL : at->inner) {
        const struct tn__node *node = at->node;
        struct tn_str key;

        if (at->index >= at->count)
            continue;
        if (at->is_map) {
            memcpy(&key, at->in + at->index * node->layout.stride, sizeof(key));
            append_step(error, key.ptr ? key : (struct tn_str){ "", 0 });
        } else if (node->kind == TN__NODE_MODEL) {
            append_step(error, node->u.model.fields[at->index].name);
        } else {
            append_index(error, at->index);
        }
    }
}

void tn__encoder_fail(struct tn__encoder *encoder, const char *message)
{
    if (encoder->rc != 0)
        return;
    encoder->rc = TN_EENCODE;
    if (!encoder->error || encoder->error->code)
        return;
    tn_error_set(encoder->error, TN_EENCODE, "%s", message);
    tell_place(encoder);
}
