/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/load.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "schema/bundle.h"
#include "schema/compile.h"
#include "schema/pattern.h"

/* -- Loading --------------------------------------------------------------- */

static struct tn_schema *new_schema(const struct tn_alloc *alloc,
                                    const char *name)
{
    struct tn__arena arena;
    struct tn_schema *schema;

    tn__arena_init(&arena, alloc, 4096, TN__SCHEMA_MEMORY);
    /* The schema lies in the arena that it owns. */
    schema = tn__arena_zalloc(&arena, sizeof(*schema));
    if (schema) {
        schema->places = tn__arena_zalloc(&arena, sizeof(*schema->places));
        schema->name = tn__arena_copy(&arena, name, strlen(name));
        schema->arena = arena;
        pthread_mutex_init(&schema->lock, NULL);
        if (schema->places && schema->name.ptr)
            return schema;
    }
    tn__arena_deinit(&arena);
    return NULL;
}

/* Messages quote names out of the file, cut where they are long: what is no
 * text any more, or would begin a line, becomes a question mark. */
static void mend_text(char *text)
{
    size_t left = strlen(text);

    while (left) {
        uint32_t code_point = 0;
        size_t size = tn__utf8_decode(text, left, &code_point);

        if (size == 0 || code_point < ' ' || code_point == 0x7f) {
            *text = '?';
            size = 1;
        }
        text += size;
        left -= size;
    }
}

/* The first error wins: what the caller's struct held before stays. */
static void tell(struct tn_error *to, const char *name, struct tn_error *error)
{
    if (!to || to->code)
        return;
    snprintf(error->file, sizeof(error->file), "%s", name);
    mend_text(error->message);
    mend_text(error->pointer);
    *to = *error;
}

struct tn_schema *tn__schema_load(const struct tn__source *source,
                                  const char *name,
                                  const struct tn_alloc *alloc,
                                  struct tn_error *error)
{
    struct tn_schema *schema = new_schema(alloc, name);
    struct tn_error own = { 0 };
    int status;

    if (!schema) {
        tn_error_set(&own, TN_ENOMEM, "out of memory");
        tell(error, name, &own);
        return NULL;
    }
    status = tn__document_read(schema->places, &schema->arena, source, &own);
    schema->document = schema->places->root;
    if (status == 0)
        status = tn__compile(schema, &own);
    if (status == 0)
        return schema;
    tell(error, name, &own);
    tn_schema_free(schema);
    return NULL;
}

bool tn__schema_is_json(const char *name)
{
    size_t length = strlen(name);

    return length >= 5 && strcmp(name + length - 5, ".json") == 0;
}

struct tn_schema *tn_schema_load_text(const char *text,
                                      size_t size,
                                      const char *name,
                                      struct tn_error *error)
{
    struct tn__source source = { text, size, tn__schema_is_json(name) };

    return tn__schema_load(&source, name, NULL, error);
}

void tn_schema_free(struct tn_schema *schema)
{
    struct tn__arena arena;

    if (!schema)
        return;
    tn__patterns_free(schema->patterns);
    pthread_mutex_destroy(&schema->lock);
    arena = schema->arena;
    tn__arena_deinit(&arena);
}

/* -- Files ----------------------------------------------------------------- */

/* Reads a stream to its end, or until it is more than a document may be. */
static int read_stream(FILE *file, struct tn__buf *buf)
{
    char piece[16384];
    size_t size;

    while (buf->size <= TN__DOCUMENT_SIZE &&
           (size = fread(piece, 1, sizeof(piece), file)) > 0)
        tn__buf_append(buf, piece, size);
    if (ferror(file))
        return TN_EIO;
    return buf->failed ? TN_ENOMEM : 0;
}

bool tn__schema_is_file(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

int tn__schema_read_file(const char *path,
                         struct tn__buf *buf,
                         struct tn_error *error)
{
    FILE *file = fopen(path, "rb");
    int status = file ? read_stream(file, buf) : TN_EIO;

    if (status == TN_EIO)
        tn_error_set(error, status, "cannot be read: %s", strerror(errno));
    else if (status)
        tn_error_set(error, status, "out of memory");
    if (file)
        fclose(file);
    return status;
}

/* Loads a schema that stands in several files: their bundle. The lines of it
 * are nobody's. */
static struct tn_schema *load_bundle(const struct tn__buf *bundle,
                                     const char *path,
                                     struct tn_error *error)
{
    const struct tn__source source = { bundle->data, bundle->size, true };
    struct tn_error own = { 0 };
    struct tn_schema *schema = tn__schema_load(&source, path, NULL, &own);

    if (!schema && error && !error->code) {
        own.line = own.column = 0;
        *error = own;
    }
    return schema;
}

/* The error may be about another file. */
static void
tell_of_file(struct tn_error *to, const char *path, struct tn_error *error)
{
    char name[sizeof(error->file)];

    snprintf(name, sizeof(name), "%s", error->file[0] ? error->file : path);
    tell(to, name, error);
}

/* Loads the text of a file, with the files that it refers to. */
static struct tn_schema *load_with_others(const struct tn__buf *text,
                                          const char *path,
                                          struct tn_error *error)
{
    const struct tn__source source = { text->data ? text->data : "", text->size,
                                       tn__schema_is_json(path) };
    struct tn__buf bundle = { 0 };
    struct tn_schema *schema = NULL;
    struct tn_error own = { 0 };
    int status = 1;

    if (tn__bundle_is_needed(&source))
        status = tn__bundle_write(&source, path, &bundle, &own);
    if (status == 0)
        schema = load_bundle(&bundle, path, error);
    else if (status == 1)
        schema = tn__schema_load(&source, path, NULL, error);
    else
        tell_of_file(error, path, &own);
    tn__buf_deinit(&bundle);
    return schema;
}

struct tn_schema *tn_schema_load_file(const char *path, struct tn_error *error)
{
    struct tn_schema *schema = NULL;
    struct tn_error own = { 0 };
    struct tn__buf buf = { 0 };

    if (tn__schema_read_file(path, &buf, &own))
        tell(error, path, &own);
    else
        schema = load_with_others(&buf, path, error);
    tn__buf_deinit(&buf);
    return schema;
}

/* -- Looking up ------------------------------------------------------------ */

static struct tn__node *node_at(const struct tn_schema *schema,
                                const struct tn_value *value)
{
    /* The root of a document of definitions is a place, but no schema. */
    return value ? schema->node_at[tn__document_index(schema->places, value)]
                 : NULL;
}

struct tn__node *tn__schema_node(struct tn_schema *schema,
                                 const char *pointer,
                                 struct tn_error *error)
{
    struct tn__arena scratch;
    struct tn__lost lost;
    const struct tn_value *value;
    struct tn__node *node;
    struct tn_error own = { 0 };

    tn__arena_init(&scratch, schema->arena.alloc, 512, 0);
    value = tn__document_find(schema->places, tn_str_from(pointer), &scratch,
                              &lost);
    tn__arena_deinit(&scratch);
    node = node_at(schema, value);
    if (node)
        return node;
    tn_error_set(&own, value ? TN_ESCHEMA : TN_ENOTFOUND, "%s",
                 value ? "no schema stands here: name one, as /$defs/Name does"
                       : "nothing stands here: name a schema, as /$defs/Name "
                         "does");
    if (value)
        tn__document_locate(schema->places, value, &own);
    snprintf(own.pointer, sizeof(own.pointer), "%s", pointer);
    tell(error, schema->name.ptr, &own);
    return NULL;
}
