/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <tenon/attrs.h>
#include <tenon/error.h>

#include "examples.h"

enum exit_status {
    EXIT_GOOD,
    EXIT_FAILED,
    EXIT_USAGE,
};

struct example {
    const char *name;
    const char *title;
    int (*show)(const struct tour *tour);
};

static const struct example examples[] = {
    { "range", "an iterator over a container", show_range },
    { "range2", "a container that is its own iterator", show_range2 },
    { "for_loop", "what a for loop does", show_for_loop },
    { "generator", "values, and what it returns with", show_generator },
    { "genexp", "a hundred thousand numbers, one at a time", show_genexp },
    { "yield_from", "yields of another, both ways", show_yield_from },
    { "cash", "a coroutine that values are sent to", show_cash },
    { "scheduler", "a scheduler made of generators", show_scheduler },
    { "sleep", "a task that sleeps for a random time", show_sleep },
    { "deferred", "a chain of callbacks", show_deferred },
};

/* -- Running --------------------------------------------------------------- */

/* Ends what was written. */
static int flush(void)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return EXIT_GOOD;
    fprintf(stderr, "async_tour: cannot write the output: %s\n",
            strerror(errno));
    return EXIT_FAILED;
}

static int show(const struct example *example, const struct tour *tour)
{
    int rc = example->show(tour);

    if (rc == 0)
        return flush();
    fflush(stdout);
    fprintf(stderr, "async_tour: %s: %s\n", example->name, tn_error_text(rc));
    return EXIT_FAILED;
}

static int show_all(const struct tour *tour)
{
    int status = EXIT_GOOD;

    for (size_t i = 0; status == EXIT_GOOD && i < TN_COUNT(examples); i++) {
        printf("%s# %s: %s\n", i ? "\n" : "", examples[i].name,
               examples[i].title);
        status = show(&examples[i], tour);
    }
    return status;
}

static int show_one(const char *name, const struct tour *tour)
{
    for (size_t i = 0; i < TN_COUNT(examples); i++)
        if (strcmp(examples[i].name, name) == 0)
            return show(&examples[i], tour);
    fprintf(stderr, "async_tour: no example \"%s\": --list names them\n", name);
    return EXIT_USAGE;
}

/* -- The command line ------------------------------------------------------ */

static int list(void)
{
    for (size_t i = 0; i < TN_COUNT(examples); i++)
        printf("%-10s  %s\n", examples[i].name, examples[i].title);
    return flush();
}

static int help(void)
{
    puts("Usage: async_tour [--seed N] [EXAMPLE]\n"
         "\n"
         "Iterators, generators, coroutines, tasks and deferreds: runs an\n"
         "example of each, or the one that is named.\n"
         "\n"
         "  --list      names the examples\n"
         "  --seed N    makes what is random the same each time\n"
         "  --help      says this\n"
         "\n"
         "Exit status: 0; 1 when an example failed; 2 for wrong usage.");
    return flush();
}

static bool parse_seed(const char *text, struct tour *tour)
{
    char *end;

    errno = 0;
    tour->seed = strtoull(text, &end, 10);
    tour->has_seed = text[0] >= '0' && text[0] <= '9' && !*end && !errno;
    return tour->has_seed;
}

int main(int argc, char **argv)
{
    static const struct option options[] = {
        { "help", no_argument, NULL, 'h' },
        { "list", no_argument, NULL, 'l' },
        { "seed", required_argument, NULL, 's' },
        { NULL, 0, NULL, 0 },
    };
    struct tour tour = { 0 };
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'h')
            return help();
        if (option == 'l')
            return list();
        if (option != 's')
            return EXIT_USAGE;
        if (!parse_seed(optarg, &tour)) {
            fprintf(stderr, "async_tour: --seed wants a whole number\n");
            return EXIT_USAGE;
        }
    }
    if (argc - optind > 1) {
        fprintf(stderr, "async_tour: one example at a time\n");
        return EXIT_USAGE;
    }
    return optind < argc ? show_one(argv[optind], &tour) : show_all(&tour);
}
