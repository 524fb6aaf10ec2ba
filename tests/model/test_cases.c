/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdio.h>
#include <stdlib.h>

#include "case_files.h"
#include "fixture.h"

/*
 * Cases are files, a new one needs no C. Beside the schema cases/NAME.yaml,
 * cases/NAME.txt has pairs of lines:
 *
 *     MODE BODY       MODE is lax or strict
 *     = VALUE         what the struct is encoded to, or
 *     ! DETAIL        the issues
 */

#define CASES "tests/model/cases/"

static char *read_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = calloc(1, 1 << 17);

    cr_assert(file && text, "%s is missing", path);
    cr_assert_lt(fread(text, 1, (1 << 17) - 1, file), (1 << 17) - 1);
    fclose(file);
    return text;
}

/* Returns what a body is answered with: "= VALUE" or "! DETAIL". */
static const char *answer(struct fixture *fixture, const char *body)
{
    const struct tn__node *root = fixture_node(fixture, "");
    void *out = tn__arena_alloc(&fixture->arena, tn__layout_form_size(root));
    int rc = fixture_decode(fixture, "", body, out);
    const char *text =
        rc == 0 ? fixture_encode(fixture, "", out) : fixture_issues(fixture);
    struct tn_str line =
        tn__arena_printf(&fixture->arena, "%c %s", rc == 0 ? '=' : '!', text);

    cr_assert(rc == 0 || rc == TN_EINVALID, "%d: %s", rc, body);
    return line.ptr;
}

static size_t run_lines(struct fixture *fixture, const char *name, char *text)
{
    size_t count = 0;
    char *rest = text;
    char *line;

    while ((line = strsep(&rest, "\n"))) {
        char *expected;
        char *body = strchr(line, ' ');

        if (!body)
            continue;
        expected = strsep(&rest, "\n");
        cr_assert(expected, "%s: no answer to %s", name, line);
        fixture->options.strict = strncmp(line, "strict", 6) == 0;
        cr_expect_str_eq(answer(fixture, body + 1), expected, "%s: %s\n%s",
                         name, line, answer(fixture, body + 1));
        count++;
    }
    return count;
}

static size_t run_file(const char *name)
{
    struct fixture fixture;
    char path[512];
    char *schema;
    char *lines;
    size_t count;

    snprintf(path, sizeof(path), CASES "%s", name);
    schema = read_text(path);
    snprintf(strrchr(path, '.'), 5, ".txt");
    lines = read_text(path);
    fixture_open(&fixture, schema);
    count = run_lines(&fixture, name, lines);
    fixture_close(&fixture);
    free(schema);
    free(lines);
    return count;
}

Test(cases, answer_as_their_files_say)
{
    cr_assert_gt(run_case_files(CASES, run_file), 100);
}
