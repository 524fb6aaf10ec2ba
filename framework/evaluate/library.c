/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "evaluate/library.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/buf.h"
#include "evaluate/uri.h"
#include "schema/load.h"

/* Documents that are read for the $schema of each other. */
#define LOAD_DEPTH 64

int tn__library_fail(struct tn__library *library,
                     const struct tn__volume *volume,
                     const struct tn_value *at,
                     const char *format,
                     ...)
{
    struct tn_error *error = library->error;
    va_list arguments;

    if (error->code)
        return error->code;
    error->code = TN_ESCHEMA;
    va_start(arguments, format);
    vsnprintf(error->message, sizeof(error->message), format, arguments);
    va_end(arguments);
    tn__document_locate(volume->document, at, error);
    snprintf(error->file, sizeof(error->file), "%s",
             volume->file.ptr ? volume->file.ptr : "");
    return error->code;
}

int tn__library_no_memory(struct tn__library *library)
{
    return tn_error_set(library->error, TN_ENOMEM, "out of memory");
}

void tn__library_init(struct tn__library *library,
                      struct tn__arena *arena,
                      struct tn__pattern **patterns)
{
    *library = (struct tn__library){ .arena = arena, .patterns = patterns };
}

int tn__library_add_folder(struct tn__library *library,
                           struct tn_str uri,
                           struct tn_str path)
{
    struct tn__folder *folder =
        tn__arena_alloc(library->arena, sizeof(*folder));

    while (uri.len && uri.ptr[uri.len - 1] == '/')
        uri.len--;
    if (!folder)
        return TN_ENOMEM;
    *folder = (struct tn__folder){
        .next = library->folders,
        .uri = uri,
        .path = path,
    };
    library->folders = folder;
    return 0;
}

/* -- Documents ------------------------------------------------------------- */

struct tn__volume *tn__library_add(struct tn__library *library,
                                   const struct tn__document *document,
                                   struct tn_str uri,
                                   struct tn_str file,
                                   struct tn_error *error)
{
    struct tn__arena *arena = library->arena;
    struct tn__volume *volume = tn__arena_alloc(arena, sizeof(*volume));
    size_t pointers = (document->count + 1) * sizeof(void *);

    library->error = error;
    if (volume)
        *volume = (struct tn__volume){
            .next = library->volumes,
            .uri = uri,
            .file = file,
            .document = document,
            .resource_at = tn__arena_zalloc(arena, pointers),
            .schema_at = tn__arena_zalloc(arena, pointers),
        };
    if (!volume || !volume->resource_at || !volume->schema_at) {
        tn__library_no_memory(library);
        return NULL;
    }
    library->volumes = volume;
    return tn__identify(library, volume) == 0 ? volume : NULL;
}

/* Reads a text as a document in the arena. */
static struct tn__volume *read_text(struct tn__library *library,
                                    struct tn_str text,
                                    struct tn_str uri,
                                    struct tn_str file)
{
    struct tn__source source = {
        .text = text.ptr,
        .size = text.len,
        .is_json = tn__schema_is_json(file.ptr),
    };
    struct tn__document *document =
        tn__arena_zalloc(library->arena, sizeof(*document));

    if (!document) {
        tn__library_no_memory(library);
        return NULL;
    }
    if (tn__document_read(document, library->arena, &source, library->error) !=
        0) {
        snprintf(library->error->file, sizeof(library->error->file), "%s",
                 file.ptr);
        return NULL;
    }
    return tn__library_add(library, document, uri, file, library->error);
}

static struct tn__volume *
read_file(struct tn__library *library, struct tn_str path, struct tn_str uri)
{
    struct tn__buf buf = { 0 };
    struct tn__volume *volume = NULL;
    struct tn_str file = tn__arena_copy(library->arena, path.ptr, path.len);

    if (!file.ptr)
        tn__library_no_memory(library);
    else if (tn__schema_read_file(file.ptr, &buf, library->error) == 0)
        volume = read_text(library, (struct tn_str){ buf.data, buf.size }, uri,
                           file);
    tn__buf_deinit(&buf);
    return volume;
}

/* Returns what stands before the last "/" and in the same folder. */
static struct tn_str folder_of(struct tn_str path)
{
    while (path.len && path.ptr[path.len - 1] != '/')
        path.len--;
    return path;
}

/* The file has another URI than its place: what it refers to beside itself
 * lies beside the file. */
static int know_neighbours(struct tn__library *library,
                           const struct tn__volume *volume)
{
    const struct tn__resource *root =
        tn__resource_of(volume, volume->document->root);
    struct tn_str place =
        folder_of(tn__uri_to_path(library->arena, volume->uri));
    struct tn_str uri = folder_of(root->uri);

    if (!place.ptr || tn_str_equal(root->uri, volume->uri) || !uri.len)
        return 0;
    return tn__library_add_folder(library, uri, place);
}

struct tn__volume *tn__library_load(struct tn__library *library,
                                    const char *path,
                                    struct tn_error *error)
{
    struct tn_str uri = tn__uri_of_file(library->arena, path);
    struct tn__volume *volume;

    library->error = error;
    volume =
        read_file(library, tn_str_from(path), uri.ptr ? uri : tn_str_from(""));
    if (volume && know_neighbours(library, volume) != 0)
        volume = NULL;
    return volume;
}

/* -- Finding --------------------------------------------------------------- */

static struct tn__resource *find_known(const struct tn__library *library,
                                       struct tn_str uri)
{
    struct tn__resource *resource = library->resources;

    while (resource && !tn_str_equal(resource->uri, uri))
        resource = resource->next;
    return resource;
}

static const struct tn__volume *has_volume(const struct tn__library *library,
                                           struct tn_str uri)
{
    const struct tn__volume *volume = library->volumes;

    while (volume && !tn_str_equal(volume->uri, uri))
        volume = volume->next;
    return volume;
}

static struct tn__resource *find_volume(const struct tn__library *library,
                                        struct tn_str uri)
{
    const struct tn__volume *volume = has_volume(library, uri);

    return volume ? tn__resource_of(volume, volume->document->root) : NULL;
}

/* What is tried after the path itself. */
static const char *const endings[] = { "", ".json", ".yaml", ".yml" };

/* Loads a file if there is one. Returns whether it did; an error is filled
 * where there is one that cannot be read as a schema. */
static bool
try_path(struct tn__library *library, struct tn_str path, struct tn_str uri)
{
    for (size_t i = 0; i < TN_COUNT(endings); i++) {
        struct tn_str name = tn__arena_printf(
            library->arena, "%.*s%s", (int)path.len, path.ptr, endings[i]);

        if (!name.ptr) {
            tn__library_no_memory(library);
            return false;
        }
        if (tn__schema_is_file(name.ptr))
            return read_file(library, name, uri) != NULL;
    }
    return false;
}

static bool is_below(struct tn_str uri, const struct tn__folder *folder)
{
    return uri.len > folder->uri.len && uri.ptr[folder->uri.len] == '/' &&
           memcmp(uri.ptr, folder->uri.ptr, folder->uri.len) == 0;
}

/* A path below a folder must not lead out of it. */
static bool climbs(struct tn_str path)
{
    return memmem(path.ptr, path.len, "..", 2) ||
           memchr(path.ptr, '\0', path.len);
}

static bool try_folders(struct tn__library *library, struct tn_str uri)
{
    for (const struct tn__folder *i = library->folders; i; i = i->next) {
        struct tn_str rest = { uri.ptr + i->uri.len, uri.len - i->uri.len };
        struct tn_str path;

        if (!is_below(uri, i))
            continue;
        rest = tn__uri_decode(library->arena, rest);
        if (!rest.ptr || climbs(rest))
            continue;
        path = tn__arena_printf(library->arena, "%.*s%s", (int)i->path.len,
                                i->path.ptr, rest.ptr);
        if (path.ptr && try_path(library, path, uri))
            return true;
    }
    return false;
}

static bool load(struct tn__library *library, struct tn_str uri)
{
    struct tn_str text = tn__metaschema_text(library->arena, uri);
    struct tn_str path;

    if (text.ptr)
        return read_text(library, text, uri, tn_str_from("metaschema.json"));
    if (try_folders(library, uri))
        return true;
    path = tn__uri_to_path(library->arena, uri);
    return path.ptr && try_path(library, path, uri);
}

struct tn__resource *tn__library_find(struct tn__library *library,
                                      struct tn_str uri)
{
    struct tn__resource *found = find_known(library, uri);

    if (!found)
        found = find_volume(library, uri);
    /* A document that is being read, whose $schema leads back to it, has no
     * resource yet. */
    if (found || has_volume(library, uri) || library->depth == LOAD_DEPTH)
        return found;
    library->depth++;
    if (load(library, uri))
        found = find_volume(library, uri);
    library->depth--;
    return found ? found : find_known(library, uri);
}

/* -- Compiling ------------------------------------------------------------- */

struct tn__subschema *tn__library_subschema(struct tn__library *library,
                                            struct tn__volume *volume,
                                            const struct tn_value *value)
{
    struct tn__subschema **place =
        &volume->schema_at[tn__document_index(volume->document, value)];

    if (*place)
        return *place;
    *place = tn__arena_alloc(library->arena, sizeof(**place));
    if (!*place) {
        tn__library_no_memory(library);
        return NULL;
    }
    **place = (struct tn__subschema){
        .next = library->queue,
        .source = value,
        .volume = volume,
        .resource = tn__resource_of(volume, value),
    };
    library->queue = *place;
    return *place;
}

const struct tn__subschema *tn__library_schema(struct tn__library *library,
                                               struct tn__volume *volume,
                                               const struct tn_value *value,
                                               struct tn_error *error)
{
    const struct tn__subschema *schema;

    library->error = error;
    schema = tn__library_subschema(library, volume, value);
    while (schema && library->queue) {
        struct tn__subschema *next = library->queue;

        library->queue = next->next;
        next->next = library->compiled;
        library->compiled = next;
        if (tn__subschema_compile(library, next) != 0)
            return NULL;
    }
    return schema && tn__library_check_circles(library) == 0 ? schema : NULL;
}
