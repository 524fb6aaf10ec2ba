/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>

#include <dirent.h>
#include <stdio.h>

#include "openapi/api.h"
#include "schema/node.h"
#include "json/writer.h"

/*
 * The schemas that Pydantic writes, through a document and back: FastAPI's
 * documents have the same schemas, but for where models lie and for a default
 * of null. Ours say int64 besides.
 */
#define SCHEMAS TENON_CASES_DIR "/parity/schemas"

static bool is_same(const struct tn_value *ours, const struct tn_value *theirs);

static bool is_text(const struct tn_value *value, const char *text)
{
    return value->type == TN_TYPE_STRING &&
           tn_str_equal(tn_value_str(value), tn_str_from(text));
}

static bool is_same_scalar(const struct tn_value *ours,
                           const struct tn_value *theirs)
{
    struct tn__buf a = { 0 };
    struct tn__buf b = { 0 };
    bool same;

    tn__json_value(&a, ours);
    tn__json_value(&b, theirs);
    same = strcmp(tn__buf_text(&a), tn__buf_text(&b)) == 0;
    tn__buf_deinit(&a);
    tn__buf_deinit(&b);
    return same;
}

static bool is_same_ref(const struct tn_value *ours,
                        const struct tn_value *theirs)
{
    const char *our_name = strrchr(ours->as.text, '/');
    const char *their_name = strrchr(theirs->as.text, '/');

    return strncmp(ours->as.text, "#/components/schemas/", 21) == 0 &&
           strcmp(our_name, their_name) == 0;
}

/* Returns whether a member of theirs is in ours as it should be. */
static bool has_member(const struct tn_value *ours,
                       const struct tn_value *name,
                       const struct tn_value *theirs)
{
    const struct tn_value *value = tn_value_get(ours, name->as.text);

    if (is_text(name, "$defs"))
        return !value;
    if (is_text(name, "default") && theirs->type == TN_TYPE_NULL)
        return !value;
    return value && is_same(value, theirs);
}

static bool is_same_object(const struct tn_value *ours,
                           const struct tn_value *theirs)
{
    for (const struct tn_value *name = theirs + 1; name < tn_value_next(theirs);
         name = tn_value_next(name + 1)) {
        if (!has_member(ours, name, name + 1))
            return false;
    }
    for (const struct tn_value *name = ours + 1; name < tn_value_next(ours);
         name = tn_value_next(name + 1)) {
        if (!tn_value_get(theirs, name->as.text) &&
            !(is_text(name, "format") && is_text(name + 1, "int64")))
            return false;
    }
    return true;
}

static bool is_same(const struct tn_value *ours, const struct tn_value *theirs)
{
    if (ours->type != theirs->type)
        return false;
    if (ours->type == TN_TYPE_OBJECT)
        return is_same_object(ours, theirs);
    /* $ref, and the entries of a mapping. */
    if (ours->type == TN_TYPE_STRING && strncmp(theirs->as.text, "#/", 2) == 0)
        return is_same_ref(ours, theirs);
    if (ours->type != TN_TYPE_ARRAY)
        return is_same_scalar(ours, theirs);
    for (size_t i = 0; i < theirs->count; i++) {
        const struct tn_value *item = tn_value_at(ours, i);

        if (!item || !is_same(item, tn_value_at(theirs, i)))
            return false;
    }
    return ours->count == theirs->count;
}

static void compare(struct test_api *api, const char *file)
{
    const struct tn_value *document = api->schemas[0]->document;
    const struct tn_value *defs = tn_value_get(document, "$defs");
    const struct tn_value *schemas;

    test_api_route(api, &(struct test_route){ .output = "" });
    schemas = test_api_at(api, "components", "schemas", NULL);
    for (const struct tn_value *name = schemas + 1;
         name < tn_value_next(schemas); name = tn_value_next(name + 1)) {
        const struct tn_value *theirs =
            defs ? tn_value_get(defs, name->as.text) : NULL;

        cr_expect(is_same(name + 1, theirs ? theirs : document),
                  "%s: %s differs: %s", file, name->as.text,
                  test_api_text_at(api, "components", "schemas", name->as.text,
                                   NULL));
    }
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = calloc(1, 1 << 16);

    cr_assert(file && text, "cannot read %s", path);
    cr_assert_lt(fread(text, 1, (1 << 16) - 1, file), (1 << 16) - 1);
    fclose(file);
    return text;
}

/* Returns whether the file was compared: not where it says what schemas cannot
 * say yet. */
static bool try_file(const char *name)
{
    struct test_api api;
    struct tn_error error = { 0 };
    char path[1024];
    char *text;

    test_api_init(&api);
    snprintf(path, sizeof(path), "%s/%s", SCHEMAS, name);
    text = read_file(path);
    api.schemas[0] = tn_schema_load_text(text, strlen(text), name, &error);
    if (api.schemas[0]) {
        api.file_count = 1;
        compare(&api, name);
    }
    free(text);
    test_api_deinit(&api);
    return error.code == 0;
}

Test(parity, schemas_of_pydantic_come_out_as_fastapi_writes_them)
{
    DIR *folder = opendir(SCHEMAS);
    struct dirent *entry;
    size_t count = 0;

    if (!folder)
        cr_skip("%s is not there", SCHEMAS);
    while ((entry = readdir(folder)))
        if (strstr(entry->d_name, ".json"))
            count += try_file(entry->d_name);
    closedir(folder);
    cr_log_info("%zu schemas compared", count);
    cr_assert_geq(count, 30);
}
