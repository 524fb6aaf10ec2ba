/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdio.h>
#include <string.h>

#include <tenon/attrs.h>
#include <tenon/version.h>

#include "tool/tool.h"

struct command {
    const char *name;
    const char *usage;
    const char *summary;
    int (*run)(int argc, char **argv);
};

static int show_help(int argc, char **argv);
static int show_version(int argc, char **argv);

static const struct command commands[] = {
    { "validate",
      "SCHEMA[#/pointer] [FILE] [--mode lax|strict|schema]\n"
      "           [--format] [--output flag|basic] [--remote URI=DIR]...",
      "check JSON against a schema, as a server would (lax, strict), or as\n"
      "      JSON Schema says (schema): with --format formats are asserted, "
      "with\n"
      "      --output basic all errors are told with their places, --remote "
      "says\n"
      "      where the schemas are whose URI begins with URI",
      tn__tool_validate },
    { "models", "[--out DIR] SCHEMA...",
      "write C structs for the models of schemas", tn__tool_models },
    { "--help", "", "show this text", show_help },
    { "--version", "", "show the version", show_version },
};

static int show_help(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    puts("Usage: tenon COMMAND\n");
    for (size_t i = 0; i < TN_COUNT(commands); i++)
        printf("  %s %s\n      %s\n", commands[i].name, commands[i].usage,
               commands[i].summary);
    return TN__TOOL_OK;
}

static int show_version(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    puts("tenon " TN_VERSION);
    return TN__TOOL_OK;
}

int tn__tool_error(const struct tn_error *error)
{
    fputs("tenon: ", stderr);
    if (error->file[0])
        fprintf(stderr, "%s:", error->file);
    if (error->line)
        fprintf(stderr, "%u:%u:", error->line, error->column);
    if (error->file[0] || error->line)
        fputc(' ', stderr);
    if (error->pointer[0] && !strstr(error->message, error->pointer))
        fprintf(stderr, "%s: ", error->pointer);
    fprintf(stderr, "%s\n", error->message);
    return TN__TOOL_ERROR;
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : NULL;

    for (size_t i = 0; name && i < TN_COUNT(commands); i++) {
        if (strcmp(commands[i].name, name) == 0)
            return commands[i].run(argc - 1, argv + 1);
    }
    if (name)
        fprintf(stderr, "tenon: there is no command \"%s\"; see tenon --help\n",
                name);
    else
        fputs("tenon: a command is missing; see tenon --help\n", stderr);
    return TN__TOOL_ERROR;
}
