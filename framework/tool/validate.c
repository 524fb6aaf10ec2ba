/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "tool/validate.h"

#include <tenon/schema.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/decode.h"
#include "model/encode.h"
#include "model/layout.h"
#include "tool/tool.h"
#include "json/reader.h"

/* Bytes of the largest input. */
#define INPUT_LIMIT ((size_t)1 << 30)

/* Issues that are shown; a server shows fewer. */
#define ISSUE_LIMIT 10000

/* What a server answers where a body is no text, or nested too deep. */
#define NOT_PARSED "{\"detail\":\"There was an error parsing the body\"}"

/* -- Schemas --------------------------------------------------------------- */

/* Loads SCHEMA[#/pointer]. */
static struct tn_schema *
load(const char *argument, const struct tn__node **node, struct tn_error *error)
{
    const char *pointer;
    size_t size = tn__validate_split(argument, &pointer);
    struct tn__buf path = { 0 };
    struct tn_schema *schema = NULL;

    tn__buf_append(&path, argument, size);
    if (tn__buf_text(&path))
        schema = tn_schema_load_file(path.data, error);
    else
        tn_error_set(error, TN_ENOMEM, "out of memory");
    tn__buf_deinit(&path);
    if (!schema)
        return NULL;
    if (tn__layout_schema(schema, error) == 0)
        *node = tn__schema_node(schema, pointer, error);
    if (*node)
        return schema;
    tn_schema_free(schema);
    return NULL;
}

/* -- The answer ------------------------------------------------------------ */

/* What a server would answer. */
struct answer {
    struct tn__buf text;
    int status;
};

static int refused(struct answer *answer)
{
    answer->status = TN__TOOL_INVALID;
    return 0;
}

/* Composes the answer to a body. Returns 0, TN_ENOMEM or TN_EENCODE. */
static int compose(struct answer *answer,
                   struct tn__arena *arena,
                   const struct tn__node *node,
                   const struct tn__body *body,
                   bool strict)
{
    struct tn__issues issues = { 0 };
    const struct tn__decode_options options = {
        .issues = &issues,
        .issue_limit = ISSUE_LIMIT,
        .strict = strict,
    };
    void *form = tn__arena_alloc(arena, tn__layout_form_size(node));

    switch (form ? tn__decode_body(arena, node, body, &options, form)
                 : TN_ENOMEM) {
    case 0:
        return tn__encode(&answer->text, arena, node, form, NULL);
    case TN_EINVALID:
        tn__issues_write(&issues, &answer->text);
        return refused(answer);
    case TN_EUTF8:
    case TN_EDEPTH:
        tn__buf_lit(&answer->text, NOT_PARSED);
        return refused(answer);
    default:
        return TN_ENOMEM;
    }
}

/* Returns the exit status; TN__TOOL_ERROR with `error` filled. */
static int validate(const struct tn__validate_arguments *arguments,
                    const struct tn__node *node,
                    struct tn_error *error)
{
    struct tn__arena arena;
    struct tn__buf text = { .limit = INPUT_LIMIT };
    struct answer answer = { .status = TN__TOOL_OK };
    int rc = tn__validate_read(&text, arguments->file, error);

    tn__arena_init(&arena, NULL, 65536, 0);
    if (rc == 0) {
        const struct tn__body body = {
            .text = text.data,
            .size = text.size,
            .is_json = true,
        };

        rc = compose(&answer, &arena, node, &body,
                     arguments->mode == TN__MODE_STRICT);
        tn_error_set(rc == 0 ? NULL : error, rc, "%s", tn_error_text(rc));
    }
    if (rc == 0)
        rc = tn__validate_print(&answer.text, error);
    tn__buf_deinit(&answer.text);
    tn__buf_deinit(&text);
    tn__arena_deinit(&arena);
    return rc == 0 ? answer.status : TN__TOOL_ERROR;
}

int tn__tool_validate(int argc, char **argv)
{
    struct tn__validate_arguments arguments;
    struct tn_error error = { 0 };
    const struct tn__node *node = NULL;
    struct tn_schema *schema;
    int status = TN__TOOL_ERROR;

    if (tn__validate_arguments(&arguments, argc, argv) != 0)
        return TN__TOOL_ERROR;
    if (arguments.mode == TN__MODE_SCHEMA) {
        status = tn__validate_schema(&arguments, &error);
        return status == TN__TOOL_ERROR ? tn__tool_error(&error) : status;
    }
    schema = load(arguments.schema, &node, &error);
    if (schema)
        status = validate(&arguments, node, &error);
    tn_schema_free(schema);
    return status == TN__TOOL_ERROR ? tn__tool_error(&error) : status;
}
