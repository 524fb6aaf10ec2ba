/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>

#include "schema/node.h"

/* The schemas that Pydantic writes for its models: all load. */

#define SCHEMAS TENON_CASES_DIR "/parity/schemas/"

static void check(const char *file)
{
    struct tn_error error = { 0 };
    struct tn_schema *schema;
    char path[1024];

    snprintf(path, sizeof(path), SCHEMAS "%s", file);
    schema = tn_schema_load_file(path, &error);
    cr_expect(schema, "%s: %s", file, error.message);
    if (schema)
        cr_expect(schema->root, "%s has no root", file);
    tn_schema_free(schema);
}

Test(parity, all_schemas_of_pydantic_load)
{
    DIR *dir = opendir(SCHEMAS);
    struct dirent *entry;

    if (!dir)
        cr_skip_test("%s is absent", SCHEMAS);
    while ((entry = readdir(dir))) {
        if (strstr(entry->d_name, ".json"))
            check(entry->d_name);
    }
    closedir(dir);
}
