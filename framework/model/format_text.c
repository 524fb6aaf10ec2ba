/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/decoder.h"
#include "model/encoder.h"
#include "model/formats.h"

/* What formats share that become normalised text. */

bool tn__decode_text_rules(struct tn__decoder *decoder,
                           const struct tn__node *node,
                           const struct tn_value *value)
{
    struct tn_str text;

    return tn__decode_string(decoder, &node->u.format.string, value, &text);
}

bool tn__decode_text_done(struct tn__decoder *decoder, char *out)
{
    struct tn_str text = tn__decoder_text(decoder);

    if (!text.ptr)
        return false;
    memcpy(out, &text, sizeof(text));
    return true;
}

void tn__encode_text(struct tn__encoder *encoder,
                     const struct tn__node *node,
                     const char *in)
{
    struct tn_str text;

    (void)node;
    memcpy(&text, in, sizeof(text));
    tn__encode_string(encoder, text);
}
