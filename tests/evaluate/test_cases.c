/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "case_files.h"
#include "fixture.h"

/*
 * Cases are files, a new one needs no C. Beside the schema cases/NAME.yaml,
 * cases/NAME.txt has a line for each instance: "+ INSTANCE" is valid, "-
 * INSTANCE" is not.
 */

#define CASES "tests/evaluate/cases/"

static size_t run_lines(struct evaluation *it,
                        const struct tn__subschema *schema,
                        const char *name,
                        char *text)
{
    size_t count = 0;
    char *line;

    while ((line = strsep(&text, "\n"))) {
        int rc;

        if (*line != '+' && *line != '-')
            continue;
        rc = evaluation_run(
            it, schema, evaluation_read(it, line + 2, strlen(line + 2)), NULL);
        cr_expect_eq(rc, *line == '+' ? 0 : TN_EINVALID, "%s: %s", name, line);
        count++;
    }
    return count;
}

static size_t run_file(const char *name)
{
    const struct tn__subschema *schema;
    struct evaluation it;
    char path[512];
    size_t size;
    size_t count;
    char *text;
    char *lines;

    evaluation_open(&it);
    it.library.asserts_formats = true;
    snprintf(path, sizeof(path), CASES "%s", name);
    text = evaluation_file(path, &size);
    schema = evaluation_compile(&it, text, size, false);
    cr_assert(schema, "%s: %s", name, it.error.message);
    snprintf(strrchr(path, '.'), 5, ".txt");
    lines = evaluation_file(path, &size);
    count = run_lines(&it, schema, name, lines);
    free(text);
    free(lines);
    evaluation_close(&it);
    return count;
}

Test(cases, are_judged_as_their_files_say)
{
    cr_assert_gt(run_case_files(CASES, run_file), 100);
}
