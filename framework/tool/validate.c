/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <errno.h>
#include <stdio.h>
#include <string.h>

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

struct arguments {
    const char *schema;
    const char *file; /* NULL: standard input */
    bool strict;
};

/* -- Arguments ------------------------------------------------------------- */

static int wrong_usage(const char *what, const char *argument)
{
    fprintf(stderr,
            "tenon validate: %s%s; usage: tenon validate SCHEMA[#/pointer] "
            "[FILE] [--mode lax|strict]\n",
            what, argument);
    return TN__TOOL_ERROR;
}

static int read_mode(struct arguments *arguments, const char *mode)
{
    if (!mode || (strcmp(mode, "lax") != 0 && strcmp(mode, "strict") != 0))
        return wrong_usage("--mode is lax or strict", "");
    arguments->strict = strcmp(mode, "strict") == 0;
    return 0;
}

static int read_arguments(struct arguments *arguments, int argc, char **argv)
{
    int rc = 0;

    for (int i = 1; i < argc && rc == 0; i++) {
        if (strncmp(argv[i], "--mode=", 7) == 0)
            rc = read_mode(arguments, argv[i] + 7);
        else if (strcmp(argv[i], "--mode") == 0)
            rc = read_mode(arguments, i + 1 < argc ? argv[++i] : NULL);
        else if (argv[i][0] == '-' && argv[i][1])
            rc = wrong_usage("no such option: ", argv[i]);
        else if (!arguments->schema)
            arguments->schema = argv[i];
        else if (!arguments->file)
            arguments->file = argv[i];
        else
            rc = wrong_usage("too many arguments: ", argv[i]);
    }
    if (rc == 0 && !arguments->schema)
        rc = wrong_usage("the schema is missing", "");
    return rc;
}

/* -- Input ----------------------------------------------------------------- */

static int read_stream(struct tn__buf *text, FILE *stream)
{
    char *to;

    do {
        to = tn__buf_reserve(text, 65536);
        if (to)
            tn__buf_commit(text, fread(to, 1, 65536, stream));
    } while (to && !feof(stream) && !ferror(stream));
    return ferror(stream) ? TN_EIO : 0;
}

/* Reads the input, with the room after it that the reader wants. */
static int
read_input(struct tn__buf *text, const char *path, struct tn_error *error)
{
    FILE *stream = path && strcmp(path, "-") != 0 ? fopen(path, "rb") : stdin;
    const char *name = stream == stdin ? "standard input" : path;
    int rc = stream ? read_stream(text, stream) : TN_EIO;

    if (rc != 0)
        tn_error_set(error, rc, "cannot read %s: %s", name, strerror(errno));
    else if (!tn__buf_reserve(text, TN__JSON_PADDING) || text->failed)
        rc = tn_error_set(error, TN_ELIMIT, "%s is too large", name);
    if (stream && stream != stdin)
        fclose(stream);
    return rc;
}

/* -- Schemas --------------------------------------------------------------- */

/* Loads SCHEMA[#/pointer]. */
static struct tn_schema *
load(const char *argument, const struct tn__node **node, struct tn_error *error)
{
    const char *hash = strrchr(argument, '#');
    const char *pointer = hash && (hash[1] == '/' || !hash[1]) ? hash + 1 : "";
    size_t size = *pointer || (hash && !hash[1]) ? (size_t)(hash - argument)
                                                 : strlen(argument);
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

static int print(struct tn__buf *out, struct tn_error *error)
{
    tn__buf_char(out, '\n');
    if (out->failed)
        return tn_error_set(error, TN_ENOMEM, "out of memory");
    if (fwrite(out->data, 1, out->size, stdout) < out->size ||
        fflush(stdout) != 0)
        return tn_error_set(error, TN_EIO, "cannot write: %s", strerror(errno));
    return 0;
}

/* Returns the exit status; TN__TOOL_ERROR with `error` filled. */
static int validate(const struct arguments *arguments,
                    const struct tn__node *node,
                    struct tn_error *error)
{
    struct tn__arena arena;
    struct tn__buf text = { .limit = INPUT_LIMIT };
    struct answer answer = { .status = TN__TOOL_OK };
    int rc = read_input(&text, arguments->file, error);

    tn__arena_init(&arena, NULL, 65536, 0);
    if (rc == 0) {
        const struct tn__body body = {
            .text = text.data,
            .size = text.size,
            .is_json = true,
        };

        rc = compose(&answer, &arena, node, &body, arguments->strict);
        tn_error_set(rc == 0 ? NULL : error, rc, "%s", tn_error_text(rc));
    }
    if (rc == 0)
        rc = print(&answer.text, error);
    tn__buf_deinit(&answer.text);
    tn__buf_deinit(&text);
    tn__arena_deinit(&arena);
    return rc == 0 ? answer.status : TN__TOOL_ERROR;
}

int tn__tool_validate(int argc, char **argv)
{
    struct arguments arguments = { 0 };
    struct tn_error error = { 0 };
    const struct tn__node *node = NULL;
    struct tn_schema *schema;
    int status = TN__TOOL_ERROR;

    if (read_arguments(&arguments, argc, argv) != 0)
        return TN__TOOL_ERROR;
    schema = load(arguments.schema, &node, &error);
    if (schema)
        status = validate(&arguments, node, &error);
    tn_schema_free(schema);
    return status == TN__TOOL_ERROR ? tn__tool_error(&error) : status;
}
