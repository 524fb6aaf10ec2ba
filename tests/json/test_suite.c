/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>

#include <dirent.h>
#include <stdio.h>

#include <tenon/error.h>

#include "json/document.h"

/*
 * A folder of files whose first letter says what a reader does with them: y
 * accepts, n refuses, i may do either.
 */
#define SUITE TENON_CASES_DIR "/suites/json-parsing"

static size_t load(const char *name, char *text, size_t capacity)
{
    char path[1024];
    FILE *file;
    size_t size;

    snprintf(path, sizeof(path), "%s/%s", SUITE, name);
    file = fopen(path, "rb");
    cr_assert_not_null(file, "cannot read %s", path);
    size = fread(text, 1, capacity, file);
    cr_assert_lt(size, capacity, "%s is too large", path);
    fclose(file);
    return size;
}

static void check(const char *name, const char *text, size_t size)
{
    struct document document;

    document_read_n(&document, text, size);
    if (name[0] == 'y')
        cr_expect_eq(document.code, 0, "%s was refused: %s", name,
                     tn__json_fault_text(document.error.fault));
    if (name[0] == 'n')
        cr_expect_lt(document.code, 0, "%s was accepted", name);
    document_free(&document);
}

Test(suite, every_file_is_read_as_its_first_letter_says)
{
    static char text[1 << 20];
    DIR *folder = opendir(SUITE);
    struct dirent *entry;

    if (!folder)
        cr_skip("%s is not there", SUITE);
    while ((entry = readdir(folder)))
        if (strchr("yni", entry->d_name[0]) && entry->d_name[1] == '_')
            check(entry->d_name, text, load(entry->d_name, text, sizeof(text)));
    closedir(folder);
}
