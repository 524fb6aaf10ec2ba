/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/formats.h"

#include <tenon/model.h>

#define FORM(type_, name_)                                                     \
    .size = sizeof(type_), .align = _Alignof(type_),                           \
    .word = { #type_ " ", "struct tn_opt_" #name_ " " }

const struct tn__format_rule tn__format_rules[TN__FORMAT_COUNT] = {
    [TN__FORMAT_BINARY] = {
        FORM(struct tn_bytes, bytes),
        .is_text = true,
        .label = "bytes",
        .constrained = "constrained-bytes",
        .decode = tn__decode_binary,
        .encode = tn__encode_binary,
    },
};
