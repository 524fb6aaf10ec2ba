/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/bundle.h"

#include <stdio.h>
#include <stdlib.h>

#include "schema/load.h"
#include "json/writer.h"

/* Files in one bundle, and bytes of all of them. */
#define PART_LIMIT   256u
#define MEMORY_LIMIT ((size_t)256 * 1024 * 1024)

/* A file. */
struct part {
    char *path;          /* absolute; free() */
    struct tn_str shown; /* as in messages */
    struct tn_str key;   /* of $defs; the first has none */
    struct tn_str id;    /* its $id; zeroed: none */
    struct tn__document document;
};

struct bundle {
    struct tn__arena arena;
    struct part *parts[PART_LIMIT];
    size_t count;
    struct tn_str name; /* of the first file, as it was given */
    struct tn__json_out out;
    struct tn_error *error;
};

bool tn__bundle_is_needed(const struct tn__source *source)
{
    const char *end = source->text + source->size;
    const char *at = source->text;

    while (at && (at = memmem(at, (size_t)(end - at), "$ref", 4))) {
        at += 4;
        while (at < end && strchr("\"': \t", *at))
            at++;
        if (at < end && *at != '#')
            return true;
    }
    return false;
}

static int fail(struct bundle *bundle,
                const struct part *part,
                const struct tn_value *at,
                const char *why)
{
    tn_error_set(bundle->error, TN_ESCHEMA, "$ref \"%.150s\" leads nowhere: %s",
                 at->as.text, why);
    tn__document_locate(&part->document, at, bundle->error);
    snprintf(bundle->error->file, sizeof(bundle->error->file), "%s",
             part->shown.ptr);
    return TN_ESCHEMA;
}

static int no_memory(struct bundle *bundle)
{
    return tn_error_set(bundle->error, TN_ENOMEM, "out of memory");
}

/* -- References ------------------------------------------------------------ */

/* A $ref, taken apart. */
struct target {
    struct tn_str file; /* len 0: the same document */
    struct tn_str fragment;
};

static struct target split(struct tn_str ref)
{
    const char *hash = ref.len ? memchr(ref.ptr, '#', ref.len) : NULL;
    size_t size = hash ? (size_t)(hash - ref.ptr) : ref.len;
    struct target target = { .file = { ref.ptr, size } };

    if (hash)
        target.fragment = (struct tn_str){ hash + 1, ref.len - size - 1 };
    return target;
}

static size_t folder_size(struct tn_str path)
{
    while (path.len && path.ptr[path.len - 1] != '/')
        path.len--;
    return path.len;
}

/* Returns a reference as one relative to its file: a URI beside the file's $id
 * stands beside the file. */
static struct tn_str as_relative(const struct part *part, struct tn_str file)
{
    size_t folder = folder_size(part->id);

    if (folder && file.len > folder &&
        memcmp(file.ptr, part->id.ptr, folder) == 0)
        return (struct tn_str){ file.ptr + folder, file.len - folder };
    return file;
}

/* Returns the path of a reference; NULL: it leads to no file. free() it. */
static char *
path_of(struct bundle *bundle, const struct part *part, struct tn_str file)
{
    struct tn_str own = tn_str_from(part->path);
    struct tn_str relative = as_relative(part, file);
    struct tn_str path =
        tn__arena_printf(&bundle->arena, "%.*s%.*s", (int)folder_size(own),
                         own.ptr, (int)relative.len, relative.ptr);

    if (!path.ptr || memmem(relative.ptr, relative.len, "://", 3))
        return NULL;
    return realpath(path.ptr, NULL);
}

static struct part *find_part(const struct bundle *bundle, const char *path)
{
    for (size_t i = 0; i < bundle->count; i++) {
        if (strcmp(bundle->parts[i]->path, path) == 0)
            return bundle->parts[i];
    }
    return NULL;
}

/* -- Reading --------------------------------------------------------------- */

static struct tn_str text_member(const struct part *part, const char *name)
{
    const struct tn_value *value = tn__document_member(
        &part->document, part->document.root, tn_str_from(name));

    return value && value->type == TN_TYPE_STRING ? tn_value_str(value)
                                                  : (struct tn_str){ 0 };
}

static bool is_key_taken(const struct bundle *bundle, struct tn_str key)
{
    const struct tn__document *root = &bundle->parts[0]->document;
    const struct tn_value *defs =
        tn__document_member(root, root->root, tn_str_from("$defs"));

    if (defs && tn__document_member(root, defs, key))
        return true;
    for (size_t i = 1; i < bundle->count; i++) {
        if (tn_str_equal(bundle->parts[i]->key, key))
            return true;
    }
    return false;
}

/* Returns the name of a file's entry: the file's, and a number if that is
 * taken. */
static struct tn_str make_key(struct bundle *bundle, const char *path)
{
    struct tn_str name = tn_str_from(path);
    size_t folder = folder_size(name);
    struct tn_str stem;
    struct tn_str key;

    name = (struct tn_str){ name.ptr + folder, name.len - folder };
    for (stem.len = 0; stem.len < name.len && name.ptr[stem.len] != '.';)
        stem.len++;
    key = tn__arena_copy(&bundle->arena, name.ptr, stem.len);
    for (int i = 2; key.ptr && is_key_taken(bundle, key); i++)
        key = tn__arena_printf(&bundle->arena, "%.*s_%d", (int)stem.len,
                               name.ptr, i);
    return key;
}

/* Adds a file; takes over the path. Returns NULL with the error filled. */
static struct part *
add_part(struct bundle *bundle, const struct tn__source *source, char *path)
{
    struct part *part = tn__arena_zalloc(&bundle->arena, sizeof(*part));

    if (!part || bundle->count == PART_LIMIT) {
        free(path);
        if (part)
            tn_error_set(bundle->error, TN_ELIMIT,
                         "the schema is in more than %u files", PART_LIMIT);
        else
            no_memory(bundle);
        return NULL;
    }
    part->path = path;
    part->shown = bundle->count ? tn_str_from(path) : bundle->name;
    if (bundle->count)
        part->key = make_key(bundle, path);
    bundle->parts[bundle->count++] = part;
    if (tn__document_read(&part->document, &bundle->arena, source,
                          bundle->error) != 0) {
        snprintf(bundle->error->file, sizeof(bundle->error->file), "%s",
                 part->shown.ptr);
        return NULL;
    }
    part->id = text_member(part, "$id");
    return part;
}

static struct part *read_part(struct bundle *bundle, char *path)
{
    struct tn__buf buf = { 0 };
    struct part *part = NULL;

    if (tn__schema_read_file(path, &buf, bundle->error) == 0) {
        const struct tn__source source = {
            .text = buf.data ? buf.data : "",
            .size = buf.size,
            .is_json = tn__schema_is_json(path),
        };

        part = add_part(bundle, &source, path);
    } else {
        free(path);
    }
    tn__buf_deinit(&buf);
    return part;
}

/* Returns the file that a reference leads to, NULL with the error filled. */
static struct part *follow(struct bundle *bundle,
                           const struct part *part,
                           const struct tn_value *ref)
{
    struct target target = split(tn_value_str(ref));
    char *path = path_of(bundle, part, target.file);
    struct part *found = path ? find_part(bundle, path) : NULL;

    if (found) {
        free(path);
        return found;
    }
    if (path)
        return read_part(bundle, path);
    fail(bundle, part, ref, "no such file lies beside this one");
    return NULL;
}

/* A reference within the document: a fragment, or its own $id. */
static bool is_internal(const struct part *part, struct tn_str ref)
{
    struct target target = split(ref);

    return target.file.len == 0 ||
           (part->id.len && tn_str_equal(target.file, part->id));
}

/* Returns the $ref of an object, NULL: none. */
static const struct tn_value *ref_of(const struct part *part,
                                     const struct tn_value *object)
{
    const struct tn_value *ref =
        object->type == TN_TYPE_OBJECT
            ? tn__document_member(&part->document, object, tn_str_from("$ref"))
            : NULL;

    return ref && ref->type == TN_TYPE_STRING ? ref : NULL;
}

/* What is no schema is copied: a $ref there is a name like another. */
static bool is_data(struct tn_str keyword)
{
    static const char *const words[] = { "const", "enum", "default",
                                         "examples" };

    for (size_t i = 0; i < TN_COUNT(words); i++) {
        if (tn_str_equal(keyword, tn_str_from(words[i])))
            return true;
    }
    return false;
}

/* Returns whether a value stands in what is no schema. */
static bool is_in_data(const struct part *part, uint32_t index)
{
    const struct tn__document *document = &part->document;

    for (; index > 0; index = document->places[index].parent) {
        const struct tn__place *place = &document->places[index];
        bool is_member = document->root[place->parent].type == TN_TYPE_OBJECT;

        if (is_member && is_data(tn_value_str(&document->root[place->step])))
            return true;
    }
    return false;
}

/* Reads all files that those read before refer to. */
static int read_all(struct bundle *bundle)
{
    for (size_t i = 0; i < bundle->count; i++) {
        const struct part *part = bundle->parts[i];
        const struct tn__document *document = &part->document;

        for (uint32_t j = 0; j < document->count; j++) {
            const struct tn_value *ref = ref_of(part, &document->root[j]);

            if (ref && !is_internal(part, tn_value_str(ref)) &&
                !is_in_data(part, j) && !follow(bundle, part, ref))
                return bundle->error->code;
        }
    }
    return bundle->count > 1 ? 0 : 1;
}

/* -- Writing --------------------------------------------------------------- */

/* Returns the pointer of the schema with an anchor; ptr NULL: there is none. */
static struct tn_str anchor_pointer(struct bundle *bundle,
                                    const struct part *part,
                                    struct tn_str name)
{
    const struct tn__document *document = &part->document;

    for (uint32_t i = 0; i < document->count; i++) {
        const struct tn_value *value = &document->root[i];
        const struct tn_value *anchor =
            value->type == TN_TYPE_OBJECT
                ? tn__document_member(document, value, tn_str_from("$anchor"))
                : NULL;

        if (anchor && anchor->type == TN_TYPE_STRING &&
            tn_str_equal(tn_value_str(anchor), name))
            return tn__document_pointer(document, value, &bundle->arena);
    }
    return (struct tn_str){ 0 };
}

static int write_ref(struct bundle *bundle,
                     const struct part *part,
                     const struct tn_value *ref)
{
    struct target target = split(tn_value_str(ref));
    const struct part *to = part;
    struct tn_str fragment = target.fragment;
    struct tn_str text;

    if (!is_internal(part, tn_value_str(ref)))
        to = follow(bundle, part, ref);
    if (!to)
        return bundle->error->code;
    if (fragment.len && *fragment.ptr != '/')
        fragment = anchor_pointer(bundle, to, fragment);
    if (target.fragment.len && !fragment.ptr)
        return fail(bundle, part, ref, "no schema has this $anchor");
    text = tn__arena_printf(&bundle->arena, "#%s%s%.*s",
                            to->key.ptr ? "/$defs/" : "",
                            to->key.ptr ? to->key.ptr : "", (int)fragment.len,
                            fragment.len ? fragment.ptr : "");
    if (!text.ptr)
        return no_memory(bundle);
    tn__json_put_str(&bundle->out, text);
    return 0;
}

static int write_value(struct bundle *bundle,
                       const struct part *part,
                       const struct tn_value *value);

/* Writes the members of an object. A file's $id would move its base. */
static int write_members(struct bundle *bundle,
                         const struct part *part,
                         const struct tn_value *object,
                         const char *but)
{
    const struct tn_value *key = object + 1;
    bool is_root = object == part->document.root;
    int status = 0;

    for (uint32_t i = 0; i < object->count && status == 0; i++) {
        struct tn_str name = tn_value_str(key);
        bool is_id = is_root && part->key.ptr &&
                     (tn_str_equal(name, tn_str_from("$id")) ||
                      tn_str_equal(name, tn_str_from("$schema")));

        if (!is_id && !(but && tn_str_equal(name, tn_str_from(but)))) {
            tn__json_key_n(&bundle->out, name.ptr, name.len);
            if (tn_str_equal(name, tn_str_from("$ref")) && ref_of(part, object))
                status = write_ref(bundle, part, key + 1);
            else if (is_data(name))
                tn__json_put_value(&bundle->out, key + 1);
            else
                status = write_value(bundle, part, key + 1);
        }
        key = tn_value_next(key + 1);
    }
    return status;
}

/* As deep as a document may be. */
static int write_value(struct bundle *bundle,
                       const struct part *part,
                       const struct tn_value *value)
{
    const struct tn_value *item = value + 1;
    int status = 0;

    if (value->type == TN_TYPE_OBJECT) {
        tn__json_begin_object(&bundle->out);
        status = write_members(bundle, part, value, NULL);
        tn__json_end_object(&bundle->out);
    } else if (value->type == TN_TYPE_ARRAY) {
        tn__json_begin_array(&bundle->out);
        for (uint32_t i = 0; i < value->count && status == 0; i++) {
            status = write_value(bundle, part, item);
            item = tn_value_next(item);
        }
        tn__json_end_array(&bundle->out);
    } else {
        tn__json_put_value(&bundle->out, value);
    }
    return status;
}

/* Writes the first document, with the others in its $defs. */
static int write_all(struct bundle *bundle)
{
    const struct part *root = bundle->parts[0];
    const struct tn_value *defs = tn__document_member(
        &root->document, root->document.root, tn_str_from("$defs"));
    int status;

    tn__json_begin_object(&bundle->out);
    status = write_members(bundle, root, root->document.root, "$defs");
    tn__json_key(&bundle->out, "$defs");
    tn__json_begin_object(&bundle->out);
    if (defs && defs->type == TN_TYPE_OBJECT && status == 0)
        status = write_members(bundle, root, defs, NULL);
    for (size_t i = 1; i < bundle->count && status == 0; i++) {
        const struct part *part = bundle->parts[i];

        tn__json_key_n(&bundle->out, part->key.ptr, part->key.len);
        status = write_value(bundle, part, part->document.root);
    }
    tn__json_end_object(&bundle->out);
    tn__json_end_object(&bundle->out);
    return status == 0 && bundle->out.buf->failed ? no_memory(bundle) : status;
}

int tn__bundle_write(const struct tn__source *source,
                     const char *path,
                     struct tn__buf *out,
                     struct tn_error *error)
{
    struct bundle bundle = {
        .name = tn_str_from(path),
        .out = { .buf = out },
        .error = error,
    };
    char *absolute = realpath(path, NULL);
    int status = 1;

    tn__arena_init(&bundle.arena, NULL, 16384, MEMORY_LIMIT);
    if (absolute && !add_part(&bundle, source, absolute))
        status = error->code;
    else if (absolute)
        status = bundle.parts[0]->document.root->type == TN_TYPE_OBJECT
                     ? read_all(&bundle)
                     : 1;
    if (status == 0)
        status = write_all(&bundle);
    for (size_t i = 0; i < bundle.count; i++)
        free(bundle.parts[i]->path);
    tn__arena_deinit(&bundle.arena);
    return status;
}
