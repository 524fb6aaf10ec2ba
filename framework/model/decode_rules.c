/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdarg.h>
#include <stdio.h>

#include <tenon/error.h>

#include "evaluate/evaluate.h"
#include "model/decoder.h"
#include "model/rules.h"

/* Rules of one's own, on what is valid so far. */

struct tn_rule_run {
    struct tn__decoder *decoder;
    const struct tn__node *node;  /* the model's */
    const struct tn_value *input; /* of the field or the model */
};

void tn__decode_rules(struct tn__decoder *decoder,
                      const struct tn__frame *frame,
                      const struct tn__rule_link *rules,
                      const struct tn_value *input)
{
    struct tn_rule_run run = { decoder, frame->node, input };
    size_t before = decoder->issues->count;

    if (decoder->without_rules)
        return;
    for (; rules && !decoder->failed && decoder->issues->count == before;
         rules = rules->next) {
        int rc = rules->rule->check(&run, frame->out);

        if (rc == TN_ENOMEM)
            decoder->failed = true;
        else if (rc != 0 && decoder->issues->count == before)
            tn_rule_fail(&run, "value_error", "Value error");
    }
}

/* -- What a rule may do ---------------------------------------------------- */

static struct tn_str copy(struct tn_rule_run *run, const char *text)
{
    struct tn_str kept =
        tn__arena_copy(run->decoder->arena, text, strlen(text));

    run->decoder->failed |= !kept.ptr;
    return kept;
}

int tn_rule_refuse(struct tn_rule_run *run, const struct tn_rule_error *error)
{
    struct tn__issue issue = {
        .kind = TN__ISSUE_RULE,
        .input = run->input,
        .tag = copy(run, error->type),
        .text = copy(run, error->message),
    };
    const struct tn__fault_step step = {
        .name = copy(run, error->field ? error->field : "")
    };

    if (error->ctx)
        issue.expected = copy(run, error->ctx);
    if (error->field)
        issue.input = tn_value_get_n(run->input, step.name.ptr, step.name.len);
    if (!issue.input)
        issue.input = run->input;
    if (!run->decoder->failed)
        tn__decoder_add_at(run->decoder, &issue, &step, error->field != NULL);
    return TN_EINVALID;
}

int tn_rule_fail(struct tn_rule_run *run,
                 const char *type,
                 const char *format,
                 ...)
{
    char message[1024];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof(message), format, arguments);
    va_end(arguments);
    return tn_rule_refuse(
        run, &(struct tn_rule_error){ .type = type, .message = message });
}

void *tn_rule_alloc(struct tn_rule_run *run, size_t size)
{
    return tn__arena_zalloc(run->decoder->arena, size);
}
