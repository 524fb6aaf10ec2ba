/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "evaluate/bundle.h"

#include <string.h>

#include "evaluate/library.h"
#include "schema/load.h"
#include "json/writer.h"

/* Bytes of all files of a bundle, and what is known of them. */
#define MEMORY_LIMIT ((size_t)512 * 1024 * 1024)

/* The name that a file has in $defs. */
struct key {
    struct key *next;
    const struct tn__volume *volume;
    struct tn_str name;
};

struct bundle {
    struct tn__arena arena;
    struct tn__pattern *patterns;
    struct tn__library library;
    const struct tn__volume *root;
    struct key *keys;
    struct key **last;
    bool has_uris; /* a reference is more than a fragment */
    struct tn__json_out out;
};

static bool has_word(const struct tn__source *source, const char *word)
{
    return memmem(source->text, source->size, word, strlen(word)) != NULL;
}

bool tn__bundle_is_needed(const struct tn__source *source)
{
    const char *end = source->text + source->size;
    const char *at = source->text;

    if (source->size == 0)
        return false;
    while ((at = memmem(at, (size_t)(end - at), "$ref", 4))) {
        at += 4;
        while (at < end && *at && strchr("\"': \t\r\n", *at))
            at++;
        if (at < end && *at != '#')
            return true;
    }
    return has_word(source, "$id");
}

/* -- Following ------------------------------------------------------------- */

/* Whether a member of a schema is a reference that is resolved here. A
 * $dynamicRef without a URI is left to the evaluator. */
static bool is_ref(const struct tn__volume *volume,
                   const struct tn_value *object,
                   const struct tn_value *key)
{
    uint32_t index = tn__document_index(volume->document, object);
    struct tn_str name = tn_value_str(key);

    if (!volume->resource_at[index] || key[1].type != TN_TYPE_STRING)
        return false;
    return tn_str_equal(name, tn_str_from("$ref")) ||
           (tn_str_equal(name, tn_str_from("$dynamicRef")) &&
            key[1].as.text[0] != '#');
}

static const struct tn__subschema *follow(struct bundle *bundle,
                                          const struct tn__volume *volume,
                                          const struct tn_value *ref)
{
    const struct tn__anchor *anchor;

    return tn__library_follow(&bundle->library, tn__resource_of(volume, ref),
                              ref, &anchor);
}

/* -- Keys ------------------------------------------------------------------ */

static const struct key *find_key(const struct bundle *bundle,
                                  const struct tn__volume *volume)
{
    const struct key *key = bundle->keys;

    while (key && key->volume != volume)
        key = key->next;
    return key;
}

static bool is_taken(const struct bundle *bundle, struct tn_str name)
{
    const struct tn__document *document = bundle->root->document;
    const struct tn_value *defs =
        tn__document_member(document, document->root, tn_str_from("$defs"));

    if (defs && defs->type == TN_TYPE_OBJECT &&
        tn__document_member(document, defs, name))
        return true;
    for (const struct key *i = bundle->keys; i; i = i->next) {
        if (tn_str_equal(i->name, name))
            return true;
    }
    return false;
}

/* Returns the last step of a URI without its ending: "address". */
static struct tn_str stem_of(struct tn_str uri)
{
    struct tn_str stem = { uri.ptr + uri.len, 0 };

    while (stem.ptr > uri.ptr && stem.ptr[-1] != '/' && stem.ptr[-1] != ':')
        stem.ptr--;
    while (stem.ptr + stem.len < uri.ptr + uri.len && stem.ptr[stem.len] != '.')
        stem.len++;
    return stem.len ? stem : tn_str_from("schema");
}

static int add_key(struct bundle *bundle, const struct tn__volume *volume)
{
    struct tn_str stem = stem_of(volume->uri);
    struct key *key = tn__arena_zalloc(&bundle->arena, sizeof(*key));
    struct tn_str name = tn__arena_copy(&bundle->arena, stem.ptr, stem.len);

    for (int i = 2; name.ptr && is_taken(bundle, name); i++)
        name = tn__arena_printf(&bundle->arena, "%.*s_%d", (int)stem.len,
                                stem.ptr, i);
    if (!key || !name.ptr)
        return tn__library_no_memory(&bundle->library);
    key->volume = volume;
    key->name = name;
    *bundle->last = key;
    bundle->last = &key->next;
    return 0;
}

/* -- Finding all ----------------------------------------------------------- */

/* Follows a reference; a new file gets a key. */
static int visit_ref(struct bundle *bundle,
                     const struct tn__volume *volume,
                     const struct tn_value *ref)
{
    const struct tn__subschema *found = follow(bundle, volume, ref);

    bundle->has_uris |= ref->as.text[0] != '#';
    if (!found)
        return bundle->library.error->code;
    if (found->volume == bundle->root || find_key(bundle, found->volume))
        return 0;
    return add_key(bundle, found->volume);
}

/* Follows all references of a document. */
static int visit(struct bundle *bundle, const struct tn__volume *volume)
{
    const struct tn__document *document = volume->document;
    int status = 0;

    for (uint32_t i = 0; i < document->count && status == 0; i++) {
        const struct tn_value *object = &document->root[i];
        const struct tn_value *key = object + 1;
        uint32_t count = object->type == TN_TYPE_OBJECT ? object->count : 0;

        for (uint32_t j = 0; j < count && status == 0; j++) {
            if (is_ref(volume, object, key))
                status = visit_ref(bundle, volume, key + 1);
            key = tn_value_next(key + 1);
        }
    }
    return status;
}

/* Returns whether a document has bases of its own inside. */
static bool has_bases(const struct bundle *bundle)
{
    for (const struct tn__resource *i = bundle->library.resources; i;
         i = i->next) {
        if (i->volume == bundle->root && i->root != i->volume->document->root)
            return true;
    }
    return false;
}

static int visit_all(struct bundle *bundle)
{
    int status = visit(bundle, bundle->root);

    for (const struct key *i = bundle->keys; i && status == 0; i = i->next)
        status = visit(bundle, i->volume);
    if (status != 0)
        return status;
    return bundle->has_uris || has_bases(bundle) ? 0 : 1;
}

/* -- Writing --------------------------------------------------------------- */

static int write_ref(struct bundle *bundle,
                     const struct tn__volume *volume,
                     const struct tn_value *ref)
{
    const struct tn__subschema *found = follow(bundle, volume, ref);
    const struct key *key;
    struct tn_str pointer;
    struct tn_str text;

    if (!found)
        return bundle->library.error->code;
    key = find_key(bundle, found->volume);
    pointer = tn__document_pointer(found->volume->document, found->source,
                                   &bundle->arena);
    text = tn__arena_printf(&bundle->arena, "#%s%s%s", key ? "/$defs/" : "",
                            key ? key->name.ptr : "",
                            pointer.len ? pointer.ptr : "");
    if (!text.ptr)
        return tn__library_no_memory(&bundle->library);
    tn__json_put_str(&bundle->out, text);
    return 0;
}

static int write_value(struct bundle *bundle,
                       const struct tn__volume *volume,
                       const struct tn_value *value);

/* Names of places that mean nothing any more: the references are resolved. */
static bool is_gone(const struct bundle *bundle,
                    const struct tn__volume *volume,
                    const struct tn_value *object,
                    struct tn_str name)
{
    bool is_root = volume == bundle->root && object == volume->document->root;
    uint32_t index = tn__document_index(volume->document, object);

    return !is_root && volume->resource_at[index] &&
           (tn_str_equal(name, tn_str_from("$id")) ||
            tn_str_equal(name, tn_str_from("$schema")));
}

/* Writes the members of an object; `but` is left out. */
static int write_members(struct bundle *bundle,
                         const struct tn__volume *volume,
                         const struct tn_value *object,
                         const char *but)
{
    const struct tn_value *key = object + 1;
    int status = 0;

    for (uint32_t i = 0; i < object->count && status == 0; i++) {
        struct tn_str name = tn_value_str(key);

        if (!is_gone(bundle, volume, object, name) &&
            !(but && tn_str_equal(name, tn_str_from(but)))) {
            tn__json_key_n(&bundle->out, name.ptr, name.len);
            status = is_ref(volume, object, key)
                         ? write_ref(bundle, volume, key + 1)
                         : write_value(bundle, volume, key + 1);
        }
        key = tn_value_next(key + 1);
    }
    return status;
}

/* As deep as a document may be. */
static int write_value(struct bundle *bundle,
                       const struct tn__volume *volume,
                       const struct tn_value *value)
{
    const struct tn_value *item = value + 1;
    int status = 0;

    if (value->type == TN_TYPE_OBJECT) {
        tn__json_begin_object(&bundle->out);
        status = write_members(bundle, volume, value, NULL);
        tn__json_end_object(&bundle->out);
    } else if (value->type == TN_TYPE_ARRAY) {
        tn__json_begin_array(&bundle->out);
        for (uint32_t i = 0; i < value->count && status == 0; i++) {
            status = write_value(bundle, volume, item);
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
    const struct tn__document *document = bundle->root->document;
    const struct tn_value *defs =
        tn__document_member(document, document->root, tn_str_from("$defs"));
    int status;

    tn__json_begin_object(&bundle->out);
    status = write_members(bundle, bundle->root, document->root, "$defs");
    tn__json_key(&bundle->out, "$defs");
    tn__json_begin_object(&bundle->out);
    if (defs && defs->type == TN_TYPE_OBJECT && status == 0)
        status = write_members(bundle, bundle->root, defs, NULL);
    for (const struct key *i = bundle->keys; i && status == 0; i = i->next) {
        tn__json_key_n(&bundle->out, i->name.ptr, i->name.len);
        status = write_value(bundle, i->volume, i->volume->document->root);
    }
    tn__json_end_object(&bundle->out);
    tn__json_end_object(&bundle->out);
    return status == 0 && bundle->out.buf->failed
               ? tn__library_no_memory(&bundle->library)
               : status;
}

/* Reads the first document. */
static const struct tn__volume *read_root(struct bundle *bundle,
                                          const struct tn__source *source,
                                          const char *name,
                                          bool is_file,
                                          struct tn_error *error)
{
    struct tn__document *document =
        tn__arena_zalloc(&bundle->arena, sizeof(*document));

    if (is_file)
        return tn__library_load(&bundle->library, name, error);
    if (!document ||
        tn__document_read(document, &bundle->arena, source, error) != 0)
        return NULL;
    return tn__library_add(&bundle->library, document, tn_str_from(""),
                           tn_str_from(name), error);
}

int tn__bundle_write(const struct tn__source *source,
                     const char *name,
                     bool is_file,
                     struct tn__buf *out,
                     struct tn_error *error)
{
    struct bundle bundle = { .out = { .buf = out } };
    int status;

    bundle.last = &bundle.keys;
    tn__arena_init(&bundle.arena, NULL, 16384, MEMORY_LIMIT);
    tn__library_init(&bundle.library, &bundle.arena, &bundle.patterns);
    bundle.root = read_root(&bundle, source, name, is_file, error);
    if (!bundle.root)
        status = error->code ? error->code : TN_ENOMEM;
    else if (bundle.root->document->root->type != TN_TYPE_OBJECT)
        status = 1;
    else
        status = visit_all(&bundle);
    if (status == 0)
        status = write_all(&bundle);
    tn__patterns_free(bundle.patterns);
    tn__arena_deinit(&bundle.arena);
    return status;
}
