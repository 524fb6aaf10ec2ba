/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/email.h"
#include "model/decoder.h"
#include "model/formats.h"

/* `format: email` and `name-email`, Pydantic's EmailStr and NameEmail. */

bool tn__decode_email(struct tn__decoder *decoder,
                      const struct tn__node *node,
                      const struct tn_value *value,
                      char *out)
{
    bool with_name = node->u.format.format == TN__FORMAT_NAME_EMAIL;
    struct tn__issue issue = { .kind = TN__ISSUE_EMAIL, .input = value };

    if (with_name && value->type != TN_TYPE_STRING)
        return tn__decoder_refuse(decoder, TN__ISSUE_NAME_EMAIL_TYPE, value);
    if (!tn__decode_text_rules(decoder, node, value))
        return false;
    if ((with_name ? tn__name_email_normalize
                   : tn__email_normalize)(tn_value_str(value), &decoder->text))
        return tn__decode_text_done(decoder, out);
    issue.text = tn__decoder_text(decoder);
    if (issue.text.ptr)
        tn__decoder_add(decoder, &issue);
    return false;
}
