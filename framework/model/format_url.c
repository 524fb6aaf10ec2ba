/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/utf8.h"
#include "format/url.h"
#include "model/decoder.h"
#include "model/formats.h"

/*
 * `format: uri` and `multi-host-uri`, Pydantic's AnyUrl and MultiHostUrl: the
 * URL as it is written when it was parsed. minLength is always there and says
 * nothing: an empty text is no URL.
 */

/* HttpUrl is AnyUrl with this limit and two schemes; of these its JSON Schema
 * tells the limit only. */
#define HTTP_URL_LIMIT 2083

static bool refuse_text(struct tn__decoder *decoder,
                        enum tn__issue_kind kind,
                        const struct tn_value *value,
                        const char *text)
{
    struct tn__issue issue = { .kind = kind,
                               .input = value,
                               .text = tn_str_from(text) };

    tn__buf_reset(&decoder->text);
    tn__decoder_add(decoder, &issue);
    return false;
}

static bool is_too_long(const struct tn_value *value, uint64_t limit)
{
    return value->count > limit &&
           tn__utf8_count(value->as.text, value->count) > limit;
}

static bool is_http(const struct tn__buf *text, const struct tn__url *url)
{
    static const struct tn_str http = TN_STR("http");
    static const struct tn_str https = TN_STR("https");
    struct tn_str scheme = { text->data, url->scheme_size };

    return tn_str_equal(scheme, http) || tn_str_equal(scheme, https);
}

bool tn__decode_url(struct tn__decoder *decoder,
                    const struct tn__node *node,
                    const struct tn_value *value,
                    char *out)
{
    uint64_t limit = node->u.format.string.max_length;
    enum tn__url_fault fault;
    struct tn__url url;

    if (value->type != TN_TYPE_STRING)
        return tn__decoder_refuse(decoder, TN__ISSUE_URL_TYPE, value);
    if (is_too_long(value, limit)) {
        struct tn__issue issue = { .kind = TN__ISSUE_URL_TOO_LONG,
                                   .input = value,
                                   .limit = limit };

        tn__decoder_add(decoder, &issue);
        return false;
    }
    tn__rate(decoder, TN__FIT_LAX);
    fault = (node->u.format.format == TN__FORMAT_URI ? tn__url_parse
                                                     : tn__url_parse_hosts)(
        decoder->arena, tn_value_str(value), &decoder->text, &url);
    if (fault == TN__URL_MEMORY) {
        decoder->failed = true;
        return false;
    }
    if (fault)
        return refuse_text(decoder, TN__ISSUE_URL_PARSING, value,
                           tn__url_fault_text(fault));
    if (limit == HTTP_URL_LIMIT && !is_http(&decoder->text, &url))
        return refuse_text(decoder, TN__ISSUE_URL_SCHEME, value,
                           "'http' or 'https'");
    return tn__decode_text_done(decoder, out);
}
