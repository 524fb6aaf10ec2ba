/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/uuid.h"
#include "model/decoder.h"
#include "model/encoder.h"
#include "model/formats.h"

/* `format: uuid`, and `uuid1`, `uuid3`, `uuid4`, `uuid5`: Pydantic's UUID, and
 * UUID1 to UUID5, which are of one version. */

/* Returns the version that a format asks for, 0: none. */
static unsigned wanted_version(enum tn__format format)
{
    switch (format) {
    case TN__FORMAT_UUID1:
        return 1;
    case TN__FORMAT_UUID3:
        return 3;
    case TN__FORMAT_UUID4:
        return 4;
    case TN__FORMAT_UUID5:
        return 5;
    default:
        return 0;
    }
}

static bool refuse_text(struct tn__decoder *decoder,
                        const struct tn_value *value)
{
    struct tn__issue issue = { .kind = TN__ISSUE_UUID_PARSING, .input = value };

    tn__uuid_explain(&decoder->text, tn_value_str(value));
    issue.text = tn__decoder_text(decoder);
    if (issue.text.ptr)
        tn__decoder_add(decoder, &issue);
    return false;
}

bool tn__decode_uuid(struct tn__decoder *decoder,
                     const struct tn__node *node,
                     const struct tn_value *value,
                     char *out)
{
    unsigned wanted = wanted_version(node->u.format.format);
    struct tn__issue issue = {
        .kind = TN__ISSUE_UUID_VERSION,
        .input = value,
        .limit = wanted,
    };
    struct tn_uuid uuid;

    if (value->type != TN_TYPE_STRING)
        return tn__decoder_refuse(decoder, TN__ISSUE_UUID_TYPE, value);
    if (!tn__uuid_parse(tn_value_str(value), &uuid))
        return refuse_text(decoder, value);
    if (wanted && tn__uuid_version(&uuid) != wanted) {
        tn__decoder_add(decoder, &issue);
        return false;
    }
    memcpy(out, &uuid, sizeof(uuid));
    return true;
}

void tn__encode_uuid(struct tn__encoder *encoder,
                     const struct tn__node *node,
                     const char *in)
{
    char text[TN__UUID_SIZE];
    struct tn_uuid uuid;

    (void)node;
    memcpy(&uuid, in, sizeof(uuid));
    tn__encode_string(encoder,
                      (struct tn_str){ text, tn__uuid_format(text, &uuid) });
}
