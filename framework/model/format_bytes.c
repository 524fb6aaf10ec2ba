/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/decoder.h"
#include "model/encoder.h"
#include "model/formats.h"

/* `format: binary`, Pydantic's bytes: the UTF-8 of a string. */

bool tn__decode_binary(struct tn__decoder *decoder,
                       const struct tn__node *node,
                       const struct tn_value *value,
                       char *out)
{
    const struct tn__string_rules *rules = &node->u.format.string;
    struct tn_bytes bytes = { (const unsigned char *)value->as.text,
                              value->count };

    if (value->type != TN_TYPE_STRING)
        return tn__decoder_refuse(decoder, TN__ISSUE_BYTES_TYPE, value);
    if (bytes.len > rules->max_length)
        return tn__decoder_refuse_length(decoder, TN__ISSUE_BYTES_TOO_LONG,
                                         value, rules->max_length, 0);
    if (bytes.len < rules->min_length)
        return tn__decoder_refuse_length(decoder, TN__ISSUE_BYTES_TOO_SHORT,
                                         value, rules->min_length, 0);
    memcpy(out, &bytes, sizeof(bytes));
    return true;
}

void tn__encode_binary(struct tn__encoder *encoder,
                       const struct tn__node *node,
                       const char *in)
{
    struct tn_bytes bytes;

    (void)node;
    memcpy(&bytes, in, sizeof(bytes));
    tn__encode_string(encoder,
                      (struct tn_str){ (const char *)bytes.ptr, bytes.len });
}
