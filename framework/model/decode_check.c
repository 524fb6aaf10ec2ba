/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/error.h>

#include "evaluate/evaluate.h"
#include "model/decoder.h"

/* Keywords that no kind of node holds: not, if, contains, ... They are
 * evaluated on the value as it was sent; what is wrong stands before what the
 * decoder finds. */

static void tell(struct tn__decoder *decoder, const struct tn__fault *fault)
{
    struct tn__issue issue = {
        .kind = TN__ISSUE_JSON_SCHEMA,
        .input = fault->input,
        .text = fault->message,
        .tag = fault->keyword,
    };

    tn__decoder_add_at(decoder, &issue, fault->steps, fault->step_count);
}

static void run(struct tn__decoder *decoder,
                const struct tn__check *check,
                const struct tn_value *value)
{
    struct tn__faults faults = { .limit = decoder->issues->limit };
    const struct tn__evaluate_options options = {
        .faults = &faults,
        .matcher = tn__decoder_matcher(decoder),
        .keywords = check->keywords,
        .steps = &decoder->check_steps,
    };
    int rc = options.matcher
                 ? tn__evaluate(check->schema, value, decoder->arena, &options)
                 : TN_ENOMEM;

    if (rc == TN_ENOMEM)
        decoder->failed = true;
    else if (rc == TN_ELIMIT)
        tn__decoder_give_up(decoder, TN__ISSUE_CHECK_LIMIT, decoder->whole);
    for (const struct tn__fault *i = rc == TN_EINVALID ? faults.first : NULL; i;
         i = i->next)
        tell(decoder, i);
}

void tn__decode_checks(struct tn__decoder *decoder,
                       const struct tn__node *node,
                       const struct tn_value *value)
{
    if (decoder->check_steps.left == 0 && !decoder->check_steps.spent)
        decoder->check_steps = tn__evaluate_steps(
            (uint64_t)(tn_value_next(decoder->whole) - decoder->whole));
    for (size_t i = 0;
         i < node->check_count && !decoder->failed && !decoder->is_over; i++)
        run(decoder, &node->checks[i], value);
}
