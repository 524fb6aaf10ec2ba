/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/contract.h"

#include <stdio.h>

#include <tenon/error.h>

#include "model/layout.h"
#include "json/reader.h"

/* Issues that are gathered: the first is told. */
#define ISSUE_LIMIT 1

/* Writes a location as a JSON pointer, without its first step ("response").
 * What does not fit is cut. */
static void tell_place(const struct tn__loc *loc, char *to, size_t size)
{
    char before[sizeof(((struct tn_error *)0)->pointer)] = "";

    for (; loc && loc->outer; loc = loc->outer) {
        if (loc->name.ptr)
            snprintf(to, size, "/%.*s%s", (int)loc->name.len, loc->name.ptr,
                     before);
        else
            snprintf(to, size, "/%lld%s", (long long)loc->index, before);
        memcpy(before, to, size < sizeof(before) ? size : sizeof(before));
    }
}

static void tell(const struct tn__issue *issue, struct tn_error *error)
{
    struct tn__buf message = { .limit = 4096 };

    tn__issue_message(issue, &message);
    tn_error_set(error, TN_EINVALID, "the schema says otherwise: %s",
                 message.failed ? "?" : tn__buf_text(&message));
    tell_place(issue->loc, error->pointer, sizeof(error->pointer));
    tn__buf_deinit(&message);
}

int tn__contract_decode(const struct tn__contract *contract,
                        const struct tn_value *value,
                        void *form)
{
    struct tn__issues issues = { 0 };
    const struct tn__decode_options options = {
        .issues = &issues,
        .issue_limit = ISSUE_LIMIT,
        .root = "response",
        .matcher = contract->matcher,
        .without_rules = true,
    };
    int rc = tn__decode(contract->arena, contract->node, value, &options, form);

    if (rc == TN_EINVALID)
        tell(issues.first, contract->error);
    return rc;
}

int tn__contract_check(const struct tn__contract *contract, struct tn_str text)
{
    struct tn__arena *arena = contract->arena;
    char *copy = tn__arena_alloc(arena, text.len + TN__JSON_PADDING);
    void *form = tn__arena_alloc(arena, tn__layout_form_size(contract->node));
    struct tn__json_error fault = { .fault = TN__JSON_NONE };
    const struct tn_value *value;
    int rc;

    if (!copy || !form)
        return TN_ENOMEM;
    memcpy(copy, text.ptr, text.len);
    rc = tn__json_read(arena, copy, text.len, 0, &value, &fault);
    return rc == 0 ? tn__contract_decode(contract, value, form) : rc;
}
