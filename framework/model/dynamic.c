/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/dynamic.h"

#include <tenon/alloc.h>
#include <tenon/dynamic.h>

#include "model/encode.h"
#include "model/layout.h"
#include "json/reader.h"

#define MEMORY_LIMIT ((size_t)256 * 1024 * 1024)

const struct tn_value *tn__dynamic_tree(struct tn__arena *arena,
                                        const struct tn__node *node,
                                        const void *form)
{
    struct tn__buf buf = { .alloc = arena->alloc };
    struct tn__json_error error = { .fault = TN__JSON_NONE };
    const struct tn_value *value = NULL;
    char *text = NULL;

    if (tn__encode(&buf, arena, node, form, NULL) == 0)
        text = tn__arena_alloc(arena, buf.size + TN__JSON_PADDING);
    if (text) {
        memcpy(text, buf.data, buf.size);
        if (tn__json_read(arena, text, buf.size, 0, &value, &error) != 0)
            value = NULL;
    }
    tn__buf_deinit(&buf);
    return value;
}

/* -- Outcomes -------------------------------------------------------------- */

struct tn_outcome {
    struct tn__arena arena; /* owns all */
    const struct tn_value *value;
    struct tn_str errors;
};

/* Lays a schema out at its first use, on whatever thread that is. */
static int lay_out(struct tn_schema *schema, struct tn_error *error)
{
    int rc;

    pthread_mutex_lock(&schema->lock);
    rc = tn__layout_schema(schema, error);
    pthread_mutex_unlock(&schema->lock);
    return rc;
}

static struct tn_outcome *new_outcome(const struct tn_validate_options *options)
{
    struct tn__arena arena;
    struct tn_outcome *outcome;

    tn__arena_init(&arena, NULL, 4096,
                   options->memory_limit ? options->memory_limit
                                         : MEMORY_LIMIT);
    outcome = tn__arena_zalloc(&arena, sizeof(*outcome));
    if (outcome)
        outcome->arena = arena;
    else
        tn__arena_deinit(&arena);
    return outcome;
}

static int write_errors(struct tn_outcome *outcome,
                        const struct tn__issues *issues)
{
    struct tn__buf buf = { .alloc = outcome->arena.alloc };

    tn__issues_write(issues, &buf);
    if (!buf.failed)
        outcome->errors = tn__arena_copy(&outcome->arena, buf.data, buf.size);
    tn__buf_deinit(&buf);
    return outcome->errors.ptr ? 0 : TN_ENOMEM;
}

/* A text that cannot be read at all is told as one that is no JSON. */
static int tell_unread(struct tn__arena *arena,
                       const struct tn__decode_options *options,
                       int rc)
{
    struct tn__loc *root = tn__arena_zalloc(arena, sizeof(*root));
    struct tn__issue issue = {
        .kind = TN__ISSUE_JSON_INVALID,
        .loc = root,
        .text = tn_str_from(tn_error_text(rc)),
    };

    if (!root)
        return TN_ENOMEM;
    root->name = tn_str_from(options->root);
    options->issues->arena = arena;
    tn__issues_add(options->issues, &issue);
    return options->issues->failed ? TN_ENOMEM : TN_EINVALID;
}

static int run(struct tn_outcome *outcome,
               const struct tn__node *node,
               const struct tn__body *body,
               const struct tn__decode_options *options)
{
    struct tn__arena *arena = &outcome->arena;
    void *form = tn__arena_alloc(arena, tn__layout_form_size(node));
    int rc =
        form ? tn__decode_body(arena, node, body, options, form) : TN_ENOMEM;

    if (rc == TN_EUTF8 || rc == TN_EDEPTH || rc == TN_ELIMIT)
        rc = tell_unread(arena, options, rc);
    if (rc == 0) {
        outcome->value = tn__dynamic_tree(arena, node, form);
        rc = outcome->value ? 0 : TN_ENOMEM;
    }
    if (rc == TN_EINVALID)
        rc = 0;
    return rc == 0 ? write_errors(outcome, options->issues) : rc;
}

struct tn_outcome *tn_schema_validate(struct tn_schema *schema,
                                      const char *text,
                                      size_t size,
                                      const struct tn_validate_options *options,
                                      struct tn_error *error)
{
    static const struct tn_validate_options defaults;
    struct tn__issues issues = { 0 };
    const struct tn_validate_options *told = options ? options : &defaults;
    const struct tn__decode_options decode = {
        .issues = &issues,
        .issue_limit = told->error_limit,
        .root = told->root ? told->root : "body",
        .strict = told->strict,
    };
    const struct tn__node *node = NULL;
    struct tn__body body = { .size = size, .is_json = true };
    struct tn_outcome *outcome;

    if (lay_out(schema, error) == 0)
        node =
            tn__schema_node(schema, told->pointer ? told->pointer : "", error);
    if (!node)
        return NULL;
    outcome = new_outcome(told);
    if (outcome)
        body.text = tn__arena_alloc(&outcome->arena, size + TN__JSON_PADDING);
    if (body.text)
        memcpy(body.text, text, size);
    if (body.text && run(outcome, node, &body, &decode) == 0)
        return outcome;
    tn_outcome_free(outcome);
    tn_error_set(error, TN_ENOMEM, "out of memory");
    return NULL;
}

void tn_outcome_free(struct tn_outcome *outcome)
{
    struct tn__arena arena;

    if (!outcome)
        return;
    /* The outcome lies in the arena that it owns. */
    arena = outcome->arena;
    tn__arena_deinit(&arena);
}

bool tn_outcome_is_valid(const struct tn_outcome *outcome)
{
    return outcome->value != NULL;
}

const struct tn_value *tn_outcome_value(const struct tn_outcome *outcome)
{
    return outcome->value;
}

struct tn_str tn_outcome_errors(const struct tn_outcome *outcome)
{
    return outcome->errors;
}
