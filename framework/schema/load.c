/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/load.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/utf8.h"
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

void tn__schema_tell(struct tn_error *to,
                     const char *name,
                     struct tn_error *error)
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
        tn__schema_tell(error, name, &own);
        return NULL;
    }
    status = tn__document_read(schema->places, &schema->arena, source, &own);
    schema->document = schema->places->root;
    if (status == 0)
        status = tn__compile(schema, &own);
    if (status == 0)
        return schema;
    tn__schema_tell(error, name, &own);
    tn_schema_free(schema);
    return NULL;
}

bool tn__schema_is_json(const char *name)
{
    size_t length = strlen(name);

    return length >= 5 && strcmp(name + length - 5, ".json") == 0;
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
    /* A step without text is one that memory did not suffice for. */
    if (!value && pointer[0] == '/' && !lost.step.ptr) {
        tn_error_set(error, TN_ENOMEM, "out of memory");
        return NULL;
    }
    tn_error_set(&own, value ? TN_ESCHEMA : TN_ENOTFOUND, "%s",
                 value ? "no schema stands here: name one, as /$defs/Name does"
                       : "nothing stands here: name a schema, as /$defs/Name "
                         "does");
    if (value)
        tn__document_locate(schema->places, value, &own);
    snprintf(own.pointer, sizeof(own.pointer), "%s", pointer);
    tn__schema_tell(error, schema->name.ptr, &own);
    return NULL;
}
