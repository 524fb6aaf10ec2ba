/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "schema/dump.h"

/*
 * Cases are files, a new one needs no C:
 *   cases/good/NAME.yaml or .json loads, and FILE.txt beside it is its dump;
 *   cases/bad/NAME.yaml or .json is refused, and FILE.txt beside it is
 *   the line: LINE:COLUMN: POINTER: MESSAGE.
 */

#define CASES "tests/schema/cases/"

static char *read_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = calloc(1, 1 << 16);

    cr_assert(text);
    if (file) {
        cr_assert_lt(fread(text, 1, (1 << 16) - 1, file), (1 << 16) - 1);
        fclose(file);
    }
    return text;
}

static bool is_schema_name(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');

    return dot && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".json") == 0);
}

static void run_case(const char *path,
                     void (*answer)(struct tn__buf *buf, const char *path))
{
    struct tn__buf buf = { 0 };
    char expected_path[512];
    char *expected;

    snprintf(expected_path, sizeof(expected_path), "%s.txt", path);
    expected = read_text(expected_path);
    answer(&buf, path);
    cr_expect_str_eq(tn__buf_text(&buf), expected,
                     "%s\n-- expected\n%s-- got\n%s", path, expected,
                     tn__buf_text(&buf));
    tn__buf_deinit(&buf);
    free(expected);
}

static void run_folder(const char *folder,
                       void (*answer)(struct tn__buf *buf, const char *path))
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    size_t count = 0;

    cr_assert(dir, "%s is missing", folder);
    while ((entry = readdir(dir))) {
        char path[512];

        if (!is_schema_name(entry))
            continue;
        snprintf(path, sizeof(path), "%s%s", folder, entry->d_name);
        run_case(path, answer);
        count++;
    }
    closedir(dir);
    cr_assert_gt(count, 10);
}

static void load_good(struct tn__buf *buf, const char *path)
{
    struct tn_error error = { 0 };
    struct tn_schema *schema = tn_schema_load_file(path, &error);

    if (schema)
        dump_schema(buf, schema);
    else
        tn__buf_printf(buf, "%u:%u: %s: %s\n", error.line, error.column,
                       error.pointer, error.message);
    tn_schema_free(schema);
}

static void load_bad(struct tn__buf *buf, const char *path)
{
    struct tn_error error = { 0 };
    struct tn_schema *schema = tn_schema_load_file(path, &error);

    cr_expect_null(schema, "%s loads", path);
    if (!schema) {
        cr_expect_str_eq(error.file, path);
        cr_expect_eq(error.code, TN_ESCHEMA);
    }
    tn__buf_printf(buf, "%u:%u: %s: %s\n", error.line, error.column,
                   error.pointer, error.message);
    tn_schema_free(schema);
}

Test(cases, good_schemas_compile_to_what_their_text_says)
{
    run_folder(CASES "good/", load_good);
}

Test(cases, bad_schemas_are_refused_in_one_line)
{
    run_folder(CASES "bad/", load_bad);
}
