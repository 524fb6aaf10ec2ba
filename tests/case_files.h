/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef CASE_FILES_H
#define CASE_FILES_H

#include <dirent.h>
#include <stddef.h>
#include <string.h>

#include <criterion/criterion.h>

/* Runs every schema of a folder of cases, NAME.yaml, by its file's name.
 * Returns the sum of what `run` returns: how many cases each has. */
static inline size_t run_case_files(const char *folder,
                                    size_t (*run)(const char *name))
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    size_t count = 0;

    cr_assert(dir, "%s is missing", folder);
    while ((entry = readdir(dir))) {
        const char *dot = strrchr(entry->d_name, '.');

        if (dot && strcmp(dot, ".yaml") == 0)
            count += run(entry->d_name);
    }
    closedir(dir);
    return count;
}

#endif
