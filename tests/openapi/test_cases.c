/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>

#include <dirent.h>
#include <stdio.h>

#include "openapi/api.h"
#include "schema/node.h"

/*
 * cases/NAME.yaml has models; cases/NAME.json is the document of an API with a
 * route for each of them, POST /<model>, which takes and gives it. The linter
 * of tests/docs reads the documents too. TENON_RENEW=1 writes the documents
 * anew: read the change.
 */
#define CASES "tests/openapi/cases"

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = calloc(1, 1 << 16);

    cr_assert(file && text, "cannot read %s", path);
    cr_assert_lt(fread(text, 1, (1 << 16) - 1, file), (1 << 16) - 1);
    fclose(file);
    return text;
}

static void add_routes(struct test_api *api)
{
    const struct tn_schema *schema = api->schemas[0];

    for (size_t i = 0; i < schema->def_count; i++) {
        const char *name = schema->defs[i].name.ptr;
        struct tn_str path = tn__arena_printf(&api->arena, "/%s", name);

        test_api_route(api, &(struct test_route){
                                .route = { .path = path.ptr },
                                .handler = name,
                                .input = name,
                                .output = name,
                            });
    }
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");

    cr_assert(file && fputs(text, file) >= 0 && fclose(file) == 0,
              "cannot write %s", path);
}

/* Returns the number of the first line that differs, 0 where none does. */
static unsigned first_difference(const char *a, const char *b)
{
    unsigned line = 1;

    for (; *a && *a == *b; a++, b++)
        line += *a == '\n';
    return *a == *b ? 0 : line;
}

static void check(const char *yaml, const char *json)
{
    struct test_api api;
    char *models = read_file(yaml);
    char *expected = read_file(json);
    const char *text;
    unsigned line;

    test_api_init(&api);
    test_api_load(&api, yaml, models);
    add_routes(&api);
    cr_assert_eq(test_api_try(&api, 2), 0, "%s", api.error.message);
    tn__buf_char(&api.text, '\n');
    text = tn__buf_text(&api.text);
    line = first_difference(text, expected);
    if (line && getenv("TENON_RENEW"))
        write_file(json, text);
    else
        cr_expect_eq(line, 0, "%s:%u: differs", json, line);
    test_api_deinit(&api);
    free(expected);
    free(models);
}

Test(cases, documents_are_as_the_files_say)
{
    DIR *folder = opendir(CASES);
    struct dirent *entry;

    cr_assert_not_null(folder);
    while ((entry = readdir(folder))) {
        const char *dot = strstr(entry->d_name, ".yaml");
        char yaml[512];
        char json[512];

        if (!dot)
            continue;
        snprintf(yaml, sizeof(yaml), "%s/%s", CASES, entry->d_name);
        snprintf(json, sizeof(json), "%s/%.*s.json", CASES,
                 (int)(dot - entry->d_name), entry->d_name);
        check(yaml, json);
    }
    closedir(folder);
}
