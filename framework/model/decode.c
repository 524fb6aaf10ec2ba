/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/decode.h"

#include <tenon/error.h>

#include "base/utf8.h"
#include "model/decoder.h"
#include "model/layout.h"
#include "json/reader.h"

static const struct tn_value null_value = { .type = TN_TYPE_NULL };

static const char *root_of(const struct tn__decode_options *options)
{
    return options->root ? options->root : "body";
}

static struct tn__issues *open_issues(struct tn__arena *arena,
                                      const struct tn__decode_options *options)
{
    options->issues->arena = arena;
    options->issues->limit = options->issue_limit;
    return options->issues;
}

int tn__decode(struct tn__arena *arena,
               const struct tn__node *node,
               const struct tn_value *value,
               const struct tn__decode_options *options,
               void *out)
{
    struct tn__issues *issues = open_issues(arena, options);
    size_t before = issues->count;
    struct tn__decoder decoder = {
        .arena = arena,
        .issues = issues,
        .matcher = options->matcher,
        .strict = options->strict,
        .all_strict = options->strict,
        .without_rules = options->without_rules,
        .root = root_of(options),
        .rating = { .fit = TN__FIT_EXACT },
        .start = *issues,
        .whole = value,
        .text = { .alloc = arena->alloc },
    };

    if (tn__node_is_struct(node)) {
        if (node->check_count)
            tn__decode_checks(&decoder, node, value);
        tn__struct_enter(&decoder, node, value, out);
    } else {
        tn__decode_value(&decoder, node, value,
                         memset(out, 0, node->layout.size));
    }
    tn__decoder_run(&decoder);
    if (decoder.owns_matcher)
        tn__matcher_free(decoder.matcher);
    tn__buf_deinit(&decoder.text);
    if (decoder.failed || issues->failed)
        return TN_ENOMEM;
    return issues->count == before ? 0 : TN_EINVALID;
}

/* -- Bodies ---------------------------------------------------------------- */

static struct tn__loc *new_step(struct tn__arena *arena,
                                const struct tn__loc *outer,
                                struct tn_str name,
                                int64_t index)
{
    struct tn__loc *loc = tn__arena_alloc(arena, sizeof(*loc));

    if (loc)
        *loc = (struct tn__loc){ .outer = outer, .name = name, .index = index };
    return loc;
}

/* Adds an issue about the body as a whole; `index` SIZE_MAX: no place in it. */
static int refuse_body(const struct tn__decode_options *options,
                       struct tn__issue *issue,
                       size_t index)
{
    struct tn__issues *issues = options->issues;
    struct tn__arena *arena = issues->arena;
    struct tn__loc *loc =
        new_step(arena, NULL, tn_str_from(root_of(options)), 0);

    if (loc && index != SIZE_MAX)
        loc = new_step(arena, loc, (struct tn_str){ 0 }, (int64_t)index);
    if (!loc)
        return TN_ENOMEM;
    issue->loc = loc;
    tn__issues_add(issues, issue);
    return issues->failed ? TN_ENOMEM : TN_EINVALID;
}

static int refuse_missing(const struct tn__decode_options *options)
{
    struct tn__issue issue = {
        .kind = TN__ISSUE_MISSING,
        .input = &null_value,
    };

    return refuse_body(options, &issue, SIZE_MAX);
}

static int refuse_json(const struct tn__decode_options *options,
                       const struct tn__json_error *error)
{
    struct tn__issue issue = {
        .kind = TN__ISSUE_JSON_INVALID,
        .text = tn_str_from(tn__json_fault_text(error->fault)),
    };

    return refuse_body(options, &issue, error->character);
}

/* A body of another content type is a string. */
static int read_text(struct tn__arena *arena,
                     const struct tn__body *body,
                     const struct tn_value **value)
{
    struct tn_value *text = tn__arena_alloc(arena, sizeof(*text));

    if (body->size > UINT32_MAX)
        return TN_ELIMIT;
    if (tn__utf8_valid_prefix(body->text, body->size) < body->size)
        return TN_EUTF8;
    if (!text)
        return TN_ENOMEM;
    body->text[body->size] = '\0';
    *text = (struct tn_value){
        .type = TN_TYPE_STRING,
        .count = (uint32_t)body->size,
        .as.text = body->text,
    };
    *value = text;
    return 0;
}

int tn__decode_body(struct tn__arena *arena,
                    const struct tn__node *node,
                    const struct tn__body *body,
                    const struct tn__decode_options *options,
                    void *out)
{
    const struct tn_value *value = &null_value;
    struct tn__json_error error = { .fault = TN__JSON_NONE };
    int rc = 0;

    open_issues(arena, options);
    if (body->size && body->is_json)
        rc = tn__json_read(arena, body->text, body->size, 0, &value, &error);
    else if (body->size)
        rc = read_text(arena, body, &value);
    if (rc == TN_EJSON)
        return refuse_json(options, &error);
    if (rc != 0)
        return rc;
    if (value->type == TN_TYPE_NULL && node->kind != TN__NODE_NULLABLE &&
        node->kind != TN__NODE_NULL)
        return refuse_missing(options);
    return tn__decode(arena, node, value, options, out);
}
