/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdio.h>

#include <tenon/schema.h>

#include "evaluate/bundle.h"
#include "schema/load.h"

/* The public loaders: what a schema refers to elsewhere becomes part of it. */

/* Loads a bundle. The lines of it are nobody's. */
static struct tn_schema *load_bundle(const struct tn__buf *bundle,
                                     const char *name,
                                     struct tn_error *error)
{
    const struct tn__source source = { bundle->data, bundle->size, true };
    struct tn_error own = { 0 };
    struct tn_schema *schema = tn__schema_load(&source, name, NULL, &own);

    if (!schema && error && !error->code) {
        own.line = own.column = 0;
        *error = own;
    }
    return schema;
}

/* The error may be about another file. */
static void
tell_of_file(struct tn_error *to, const char *name, struct tn_error *error)
{
    char file[sizeof(error->file)];

    snprintf(file, sizeof(file), "%s", error->file[0] ? error->file : name);
    tn__schema_tell(to, file, error);
}

static struct tn_schema *load(const struct tn__source *source,
                              const char *name,
                              bool is_file,
                              struct tn_error *error)
{
    struct tn__buf bundle = { 0 };
    struct tn_schema *schema = NULL;
    struct tn_error own = { 0 };
    int status = 1;

    if (tn__bundle_is_needed(source))
        status = tn__bundle_write(source, name, is_file, &bundle, &own);
    if (status == 0)
        schema = load_bundle(&bundle, name, error);
    else if (status == 1)
        schema = tn__schema_load(source, name, NULL, error);
    else
        tell_of_file(error, name, &own);
    tn__buf_deinit(&bundle);
    return schema;
}

struct tn_schema *tn_schema_load_text(const char *text,
                                      size_t size,
                                      const char *name,
                                      struct tn_error *error)
{
    const struct tn__source source = { text, size, tn__schema_is_json(name) };

    return load(&source, name, false, error);
}

struct tn_schema *tn_schema_load_file(const char *path, struct tn_error *error)
{
    struct tn_schema *schema = NULL;
    struct tn_error own = { 0 };
    struct tn__buf buf = { 0 };
    struct tn__source source = { .is_json = tn__schema_is_json(path) };

    if (tn__schema_read_file(path, &buf, &own)) {
        tn__schema_tell(error, path, &own);
    } else {
        source.text = buf.data ? buf.data : "";
        source.size = buf.size;
        schema = load(&source, path, true, error);
    }
    tn__buf_deinit(&buf);
    return schema;
}
