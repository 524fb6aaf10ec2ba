/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/utf8.h"
#include "http/dispatch.h"
#include "http/server_state.h"

/* The text is copied: a handler may have it from where the next one writes. */
int tn__text_write(struct tn_req *req,
                   const struct tn_text *out,
                   struct tn_error *error)
{
    struct tn_str text = out->text;
    size_t valid = text.len;

    if (req->server->options.check_responses)
        valid = tn__utf8_valid_prefix(text.ptr, text.len);
    if (valid < text.len)
        return tn_error_set(error, TN_EUTF8,
                            "the byte at %zu of the text is none of UTF-8",
                            valid);
    tn__buf_reset(&req->out);
    tn__buf_str(&req->out, text);
    return req->out.failed ? TN_ENOMEM : 0;
}
