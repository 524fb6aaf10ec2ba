/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>

#include "schema/node.h"

/*
 * The schemas that Pydantic writes for its models: all load, but for those that
 * use what is not supported yet, which say so. Those below are known; a further
 * one must not be refused for another reason.
 */

#define SCHEMAS TENON_CASES_DIR "/parity/schemas/"

/* What a schema is refused with, by the beginning of the message. */
static const struct {
    const char *name;
    const char *message;
} refused[] = {
    { "BytesModel", "format \"binary\" is not supported" },
    { "DateBounds", "format \"date\" is not supported" },
    { "DateModel", "format \"date\" is not supported" },
    { "DateTimeModel", "format \"date-time\" is not supported" },
    { "DecimalModel", "anyOf is not supported yet but for two" },
    { "DictBounds", "not supported yet: \"maxProperties\"" },
    { "DiscMore", "not supported yet: \"discriminator\"" },
    { "DiscNested", "not supported yet: \"discriminator\"" },
    { "DiscUnion", "not supported yet: \"discriminator\"" },
    { "EmailModel", "format \"email\" is not supported" },
    { "HttpUrlModel", "format \"uri\" is not supported" },
    { "IPModel", "format \"ipv4\" is not supported" },
    { "IPNetModel", "format \"ipv4network\" is not supported" },
    { "RecUnion", "anyOf is not supported yet but for two" },
    { "SetBounds", "not supported yet: \"uniqueItems\"" },
    { "SetModel", "not supported yet: \"uniqueItems\"" },
    { "TimeModel", "format \"time\" is not supported" },
    { "TimedeltaModel", "format \"duration\" is not supported" },
    { "TupleFixed", "not supported yet: \"prefixItems\"" },
    { "UUIDModel", "format \"uuid\" is not supported" },
    { "UnionLabels", "anyOf is not supported yet but for two" },
    { "UnionModels", "anyOf is not supported yet but for two" },
    { "UnionMore", "anyOf is not supported yet but for two" },
    { "UnionScalars", "anyOf is not supported yet but for two" },
    { "UrlModel", "format \"uri\" is not supported" },
};

static const char *message_of(const char *file)
{
    for (size_t i = 0; i < TN_COUNT(refused); i++) {
        size_t length = strlen(refused[i].name);

        if (strncmp(file, refused[i].name, length) == 0 &&
            strcmp(file + length, ".json") == 0)
            return refused[i].message;
    }
    return NULL;
}

static void check(const char *file)
{
    struct tn_error error = { 0 };
    const char *message = message_of(file);
    struct tn_schema *schema;
    char path[1024];

    snprintf(path, sizeof(path), SCHEMAS "%s", file);
    schema = tn_schema_load_file(path, &error);
    if (message)
        cr_expect_eq(strncmp(error.message, message, strlen(message)), 0,
                     "%s: %s", file, error.message);
    else
        cr_expect(schema || strstr(error.message, "support"), "%s: %s", file,
                  error.message);
    if (schema)
        cr_expect(schema->root, "%s has no root", file);
    tn_schema_free(schema);
}

Test(parity, schemas_of_pydantic_load_or_say_what_is_missing)
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
