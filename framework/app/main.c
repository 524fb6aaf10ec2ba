/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/app.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <tenon/loop.h>
#include <tenon/version.h>

#include "app/command.h"
#include "app/escape.h"
#include "app/flags.h"
#include "app/help.h"
#include "base/nearest.h"

enum exit_status {
    EXIT_DONE = 0,
    EXIT_FAILED = 1,
    EXIT_USAGE = 2,
};

static const struct command {
    const char *name;
    const char *help;
    int (*run)(const struct tn__program *program, struct tn_error *error);
    bool needs_settings; /* the file and the variables as well */
} commands[] = {
    { "serve", "serve the API (the default)", tn__command_serve, true },
    { "openapi", "write the OpenAPI document", tn__command_openapi, false },
    { "routes", "list the routes", tn__command_routes, false },
    { "check", "say what is wrong with settings and schemas, or ok",
      tn__command_check, true },
};

static const struct command *find_command(const char *name,
                                          struct tn_error *error)
{
    struct tn__nearest nearest = { .wrong = name };
    char shown[64];

    for (size_t i = 0; i < TN_COUNT(commands); i++) {
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
        tn__nearest_offer(&nearest, commands[i].name);
    }
    tn__escape_text(shown, sizeof(shown), tn_str_from(name), TN__ESCAPE_PLAIN);
    if (nearest.best)
        tn_error_set(error, TN_EUSAGE, "%s: no such command; did you mean %s?",
                     shown, nearest.best);
    else
        tn_error_set(error, TN_EUSAGE, "%s: no such command; --help lists them",
                     shown);
    return NULL;
}

static void write_help(const struct tn__program *program)
{
    fprintf(program->out, "Usage: %s [COMMAND] [--NAME VALUE]...\n\n%s %s\n\n",
            program->name, program->api->title, program->api->version);
    fputs("Commands:\n", program->out);
    for (size_t i = 0; i < TN_COUNT(commands); i++)
        fprintf(program->out, "  %-26s %s\n", commands[i].name,
                commands[i].help);
    fputs("\nFlags:\n"
          "  -h, --help                 this text\n"
          "  -V, --version              the version\n",
          program->out);
    tn__help_write_settings(program->out, program->table);
}

static void write_version(const struct tn__program *program)
{
    fprintf(program->out, "%s %s (Tenon %s)\n", program->name,
            program->api->version, TN_VERSION);
}

/* One line: who, where, what. */
static int report(const char *name, int status, const struct tn_error *error)
{
    fprintf(stderr, "%s: ", name);
    if (error->file[0])
        fprintf(stderr, "%s:", error->file);
    if (error->line)
        fprintf(stderr, "%u:", error->line);
    if (error->column)
        fprintf(stderr, "%u:", error->column);
    fprintf(stderr, "%s%s", error->file[0] ? " " : "", error->message);
    if (error->pointer[0])
        fprintf(stderr, " (at %s)", error->pointer);
    fputc('\n', stderr);
    return status == TN_EUSAGE ? EXIT_USAGE : EXIT_FAILED;
}

/* Makes ready what a command needs, and runs it. */
static int run_command(const struct command *command,
                       struct tn__program *program,
                       const struct tn__flags *flags,
                       struct tn_error *error)
{
    static char *const no_variables[] = { NULL };
    struct tn__settings settings;
    struct tn__service service = { 0 };
    int status = tn__settings_init(&settings, program->table, error);

    /* Wrong flags are told also by a command that needs no settings. */
    if (status == 0)
        status = tn__settings_load(
            &settings, flags->values,
            command->needs_settings ? environ : no_variables, error);
    if (status == 0)
        status = tn__service_open(&service, program->api, error);
    program->settings = &settings;
    program->service = &service;
    if (status == 0)
        status = command->run(program, error);
    program->settings = NULL;
    program->service = NULL;
    tn__service_close(&service);
    tn__settings_deinit(&settings);
    return status;
}

/* Output that a full disk swallowed is a failure. */
static int end_output(struct tn__program *program, struct tn_error *error)
{
    if (fflush(program->out) == 0 && !ferror(program->out))
        return 0;
    return tn_error_set(error, TN_EIO, "cannot write the output: %s",
                        strerror(errno));
}

static int
run(int argc, char **argv, struct tn__program *program, struct tn_error *error)
{
    const struct tn_api *api = program->api;
    struct tn__setting_table table;
    struct tn__flags flags;
    const struct command *command = NULL;
    int status = tn__setting_table_init(&table, api->settings,
                                        api->setting_count, error);

    program->table = &table;
    if (status == 0)
        status = tn__flags_parse(&table, argc, argv, &flags, error);
    if (status)
        return status;
    command = flags.command ? find_command(flags.command, error) : &commands[0];
    if (flags.help)
        write_help(program);
    else if (flags.version)
        write_version(program);
    else if (!command)
        return TN_EUSAGE;
    else
        status = run_command(command, program, &flags, error);
    return status ? status : end_output(program, error);
}

static const char *base_name(const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;

    return slash ? slash + 1 : path ? path : "program";
}

/* A standard stream that is closed would be the next descriptor opened, and
 * logs would go to a client. Its place is held by one that takes nothing. */
static void hold_standard_streams(void)
{
    int fd;

    do {
        fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    } while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd >= 0)
        close(fd);
}

int tn_main(int argc, char **argv, const struct tn_api *api)
{
    struct tn_error error = { 0 };
    struct tn__program program = {
        .name = base_name(argc > 0 ? argv[0] : NULL),
        .api = api,
        .out = stdout,
    };
    int status;

    hold_standard_streams();
    tn_overflow_report_start(); /* without, the line is not written */
    status = run(argc, argv, &program, &error);
    tn_overflow_report_stop();
    return status ? report(program.name, status, &error) : EXIT_DONE;
}
