/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/contract.h"

#include <tenon/error.h>

#include "model/layout.h"
#include "json/reader.h"

/* Issues that are gathered: the first is told. */
#define ISSUE_LIMIT 1

static void tell(const struct tn__issue *issue, struct tn_error *error)
{
    struct tn__buf message = { .limit = 4096 };

    tn__issue_message(issue, &message);
    tn_error_set(error, TN_EINVALID, "the schema says otherwise: %s",
                 message.failed ? "?" : tn__buf_text(&message));
    tn__issue_pointer(issue, error->pointer, sizeof(error->pointer));
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
