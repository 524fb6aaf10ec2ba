/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/utf8.h"
#include "model/decoder.h"

/* Lengths count code points. */
static size_t length_of(const struct tn_value *value)
{
    return value->flags & TN_VALUE_ASCII
               ? value->count
               : tn__utf8_count(value->as.text, value->count);
}

struct tn__matcher *tn__decoder_matcher(struct tn__decoder *decoder)
{
    if (!decoder->matcher) {
        decoder->matcher = tn__matcher_new(decoder->arena->alloc);
        decoder->owns_matcher = true;
        decoder->failed |= !decoder->matcher;
    }
    return decoder->matcher;
}

/* What takes too long to search counts as not matching. */
static bool matches(struct tn__decoder *decoder,
                    const struct tn__pattern *pattern,
                    const struct tn_value *value)
{
    struct tn__matcher *matcher = tn__decoder_matcher(decoder);
    struct tn__issue issue = {
        .kind = TN__ISSUE_STRING_PATTERN,
        .input = value,
        .text = tn__pattern_text(pattern),
    };

    if (!matcher)
        return false;
    if (tn__pattern_search(pattern, tn_value_str(value), matcher) ==
        TN__PATTERN_FOUND)
        return true;
    tn__decoder_add(decoder, &issue);
    return false;
}

bool tn__decode_string(struct tn__decoder *decoder,
                       const struct tn__string_rules *rules,
                       const struct tn_value *value,
                       struct tn_str *out)
{
    if (value->type != TN_TYPE_STRING)
        return tn__decoder_refuse(decoder, TN__ISSUE_STRING_TYPE, value);
    if (rules->min_length || rules->max_length != TN__NO_LIMIT) {
        size_t length = length_of(value);

        if (length > rules->max_length)
            return tn__decoder_refuse_length(decoder, TN__ISSUE_STRING_TOO_LONG,
                                             value, rules->max_length, 0);
        if (length < rules->min_length)
            return tn__decoder_refuse_length(decoder,
                                             TN__ISSUE_STRING_TOO_SHORT, value,
                                             rules->min_length, 0);
    }
    if (rules->pattern && !matches(decoder, rules->pattern, value))
        return false;
    *out = tn_value_str(value);
    return true;
}
