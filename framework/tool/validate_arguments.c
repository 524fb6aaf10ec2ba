/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdio.h>
#include <string.h>

#include "tool/tool.h"
#include "tool/validate.h"

static int wrong_usage(const char *what, const char *argument)
{
    fprintf(stderr,
            "tenon validate: %s%s; usage: tenon validate SCHEMA[#/pointer] "
            "[FILE] [--mode lax|strict|schema] [--format] [--output "
            "flag|basic] [--remote URI=DIR]\n",
            what, argument);
    return TN__TOOL_ERROR;
}

static int read_mode(struct tn__validate_arguments *arguments, const char *mode)
{
    static const char *const modes[] = { "lax", "strict", "schema" };

    for (size_t i = 0; mode && i < TN_COUNT(modes); i++) {
        if (strcmp(mode, modes[i]) == 0) {
            arguments->mode = (enum tn__validate_mode)i;
            return 0;
        }
    }
    return wrong_usage("--mode is lax, strict or schema", "");
}

static int read_output(struct tn__validate_arguments *arguments,
                       const char *output)
{
    arguments->basic = output && strcmp(output, "basic") == 0;
    if (arguments->basic || (output && strcmp(output, "flag") == 0))
        return 0;
    return wrong_usage("--output is flag or basic", "");
}

static int read_remote(struct tn__validate_arguments *arguments,
                       const char *remote)
{
    if (!remote || !strrchr(remote, '='))
        return wrong_usage("--remote is URI=DIR", "");
    if (arguments->remote_count == TN__REMOTE_LIMIT)
        return wrong_usage("too many --remote", "");
    arguments->remotes[arguments->remote_count++] = remote;
    return 0;
}

/* Options with a value: --mode lax, --mode=lax. */
static const struct {
    const char *name;
    int (*read)(struct tn__validate_arguments *arguments, const char *value);
} options[] = {
    { "--mode", read_mode },
    { "--output", read_output },
    { "--remote", read_remote },
};

static int read_positional(struct tn__validate_arguments *arguments,
                           const char *argument)
{
    if (!arguments->schema)
        arguments->schema = argument;
    else if (!arguments->file)
        arguments->file = argument;
    else
        return wrong_usage("too many arguments: ", argument);
    return 0;
}

/* Reads the argument at `at`, and its value; moves on to the last it read. */
static int read_one(struct tn__validate_arguments *arguments,
                    int argc,
                    char **argv,
                    int *at)
{
    const char *argument = argv[*at];

    if (argument[0] != '-' || !argument[1])
        return read_positional(arguments, argument);
    if (strcmp(argument, "--format") == 0) {
        arguments->formats = true;
        return 0;
    }
    for (size_t i = 0; i < TN_COUNT(options); i++) {
        size_t length = strlen(options[i].name);

        if (strncmp(argument, options[i].name, length) != 0)
            continue;
        if (argument[length] == '=')
            return options[i].read(arguments, argument + length + 1);
        if (!argument[length])
            return options[i].read(arguments,
                                   *at + 1 < argc ? argv[++*at] : NULL);
    }
    return wrong_usage("no such option: ", argument);
}

int tn__validate_arguments(struct tn__validate_arguments *arguments,
                           int argc,
                           char **argv)
{
    bool is_pure;
    int rc = 0;

    *arguments = (struct tn__validate_arguments){ 0 };
    for (int i = 1; i < argc && rc == 0; i++)
        rc = read_one(arguments, argc, argv, &i);
    if (rc == 0 && !arguments->schema)
        rc = wrong_usage("the schema is missing", "");
    is_pure = arguments->mode == TN__MODE_SCHEMA;
    if (rc == 0 && !is_pure &&
        (arguments->formats || arguments->basic || arguments->remote_count))
        rc = wrong_usage("--format, --output and --remote belong to --mode "
                         "schema",
                         "");
    return rc;
}

size_t tn__validate_split(const char *argument, const char **pointer)
{
    const char *hash = strrchr(argument, '#');
    bool is_pointer = hash && (hash[1] == '/' || !hash[1]);

    *pointer = is_pointer ? hash + 1 : "";
    return is_pointer ? (size_t)(hash - argument) : strlen(argument);
}
