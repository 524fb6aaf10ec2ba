/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "tool/tool.h"

#include <stdio.h>
#include <string.h>

#include <tenon/schema.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/layout.h"
#include "tool/outline.h"
#include "tool/save.h"
#include "tool/write.h"

/* Ceilings of what is made of one schema: bytes. A schema is 16 MiB at most. */
#define NAMES_LIMIT ((size_t)256 * 1024 * 1024)
#define TEXT_LIMIT  ((size_t)256 * 1024 * 1024)

static const char usage[] =
    "Usage: tenon models [--out DIR] SCHEMA...\n"
    "\n"
    "Writes <schema>_models.h and <schema>_models.c: a C struct for each "
    "model\n"
    "of a JSON Schema file (YAML or JSON). docs/models.md says what becomes of "
    "what.\n"
    "\n"
    "  --out DIR   writes there, made when missing (default: where you are)\n"
    "  --stdout    writes the headers to standard output, and no file\n"
    "  --help      shows this\n";

struct models_options {
    const char *out;
    bool to_stdout;
    bool help;
    char **schemas; /* the front of argv, in the order given */
    size_t schema_count;
};

/* -- One schema ------------------------------------------------------------ */

struct names {
    struct tn_str from; /* "shop.yaml" */
    struct tn_str stem; /* "shop" */
};

/* The stem ends at the first dot, as CMake's NAME_WE does. */
static struct names names_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct tn_str from = tn_str_from(slash ? slash + 1 : path);

    return (struct names){ from, { from.ptr, strcspn(from.ptr, ".") } };
}

static int save(const struct models_options *options,
                const struct names *names,
                const char *ending,
                struct tn__buf *text,
                struct tn_error *error)
{
    struct tn__buf path = { 0 };
    int code;

    if (text->failed)
        return tn_error_set(error, TN_ENOMEM, "out of memory");
    tn__buf_printf(&path, "%s/%.*s_models.%s", options->out,
                   (int)names->stem.len, names->stem.ptr, ending);
    code = tn__buf_text(&path)
               ? tn__save_text(path.data, text, error)
               : tn_error_set(error, TN_ENOMEM, "out of memory");
    tn__buf_deinit(&path);
    return code;
}

static int print(const struct tn__buf *text, struct tn_error *error)
{
    if (text->failed)
        return tn_error_set(error, TN_ENOMEM, "out of memory");
    if (fwrite(text->data, 1, text->size, stdout) != text->size ||
        fflush(stdout) != 0)
        return tn_error_set(error, TN_EIO, "cannot write standard output");
    return 0;
}

static int write_models(const struct models_options *options,
                        const struct tn__outline *outline,
                        const struct names *names,
                        struct tn_error *error)
{
    struct tn__buf text = { .limit = TEXT_LIMIT };
    int code;

    tn__write_header(&text, outline, names->from);
    if (options->to_stdout) {
        code = print(&text, error);
    } else {
        code = save(options, names, "h", &text, error);
        tn__buf_reset(&text);
        tn__write_source(&text, outline, names->from);
        if (code == 0)
            code = save(options, names, "c", &text, error);
    }
    tn__buf_deinit(&text);
    return code;
}

static int make_models(const struct models_options *options,
                       const char *path,
                       struct tn_error *error)
{
    struct names names = names_of(path);
    struct tn_schema *schema = tn_schema_load_file(path, error);
    struct tn__arena arena;
    struct tn__outline outline;
    struct tn_str stem;
    int code;

    if (!schema)
        return error->code;
    tn__arena_init(&arena, NULL, 64 * 1024, NAMES_LIMIT);
    stem = tn__arena_copy(&arena, names.stem.ptr, names.stem.len);
    code = stem.ptr ? tn__layout_schema(schema, error)
                    : tn_error_set(error, TN_ENOMEM, "out of memory");
    if (code == 0)
        code = tn__outline_make(&outline, &arena, schema, stem, error);
    if (code == 0)
        code = write_models(options, &outline, &names, error);
    tn__arena_deinit(&arena);
    tn_schema_free(schema);
    return code;
}

/* -- The command ----------------------------------------------------------- */

static int misuse(const char *what, const char *which)
{
    fprintf(stderr, "tenon models: %s%s; see tenon models --help\n", what,
            which);
    return TN_EUSAGE;
}

static int read_option(struct models_options *options,
                       const char *argument,
                       const char *next,
                       bool *took_next)
{
    if (strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0)
        options->help = true;
    else if (strcmp(argument, "--stdout") == 0)
        options->to_stdout = true;
    else if (strncmp(argument, "--out=", 6) == 0)
        options->out = argument + 6;
    else if (strcmp(argument, "--out") != 0)
        return misuse("unknown option ", argument);
    else if (!next)
        return misuse("--out needs a folder", "");
    else
        options->out = next;
    *took_next = strcmp(argument, "--out") == 0;
    return 0;
}

static int read_options(struct models_options *options, int argc, char **argv)
{
    bool only_schemas = false;

    options->schemas = argv;
    for (int i = 1; i < argc; i++) {
        bool took_next = false;

        if (only_schemas || argv[i][0] != '-') {
            options->schemas[options->schema_count++] = argv[i];
        } else if (strcmp(argv[i], "--") == 0) {
            only_schemas = true;
        } else if (read_option(options, argv[i], argv[i + 1], &took_next)) {
            return TN_EUSAGE;
        }
        i += took_next;
    }
    return 0;
}

/* #include "..." knows no escapes. */
static bool is_usable_name(const char *path)
{
    struct names names = names_of(path);

    return names.stem.len > 0 &&
           strcspn(names.stem.ptr, "\"\\\n\r") >= names.stem.len;
}

static bool is_same_stem(const char *a, const char *b)
{
    return tn_str_equal(names_of(a).stem, names_of(b).stem);
}

static int check_options(const struct models_options *options)
{
    if (options->schema_count == 0)
        return misuse("no schema given", "");
    if (!*options->out)
        return misuse("--out needs a folder", "");
    for (size_t i = 0; i < options->schema_count; i++) {
        if (!is_usable_name(options->schemas[i]))
            return misuse("no name for a C file can be made of ",
                          options->schemas[i]);
        for (size_t j = 0; j < i; j++) {
            if (is_same_stem(options->schemas[i], options->schemas[j]))
                return misuse("an earlier schema is written to the files of ",
                              options->schemas[i]);
        }
    }
    return 0;
}

/* Makes all that can be made, so that one run tells all that is wrong. */
static int make_all(const struct models_options *options)
{
    int status = TN__TOOL_OK;

    for (size_t i = 0; i < options->schema_count; i++) {
        struct tn_error error = { 0 };

        if (make_models(options, options->schemas[i], &error) != 0)
            status = tn__tool_error(&error);
    }
    return status;
}

int tn__tool_models(int argc, char **argv)
{
    struct models_options options = { .out = "." };
    struct tn_error error = { 0 };

    if (read_options(&options, argc, argv) != 0)
        return TN__TOOL_ERROR;
    if (options.help) {
        fputs(usage, stdout);
        return TN__TOOL_OK;
    }
    if (check_options(&options) != 0)
        return TN__TOOL_ERROR;
    if (!options.to_stdout && tn__save_folder(options.out, &error) != 0) {
        return tn__tool_error(&error);
    }
    return make_all(&options);
}
