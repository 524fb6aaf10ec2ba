/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "evaluate/library.h"
#include "evaluate/uri.h"

#include <string.h>

/* References: a URI, and in its fragment a JSON pointer (RFC 6901, section 6)
 * or an anchor. */

static const struct tn__anchor *find_anchor(const struct tn__resource *resource,
                                            struct tn_str name)
{
    const struct tn__anchor *anchor = resource->anchors;

    while (anchor && !tn_str_equal(anchor->name, name))
        anchor = anchor->next;
    return anchor;
}

/* Returns the value that a pointer leads to from the root of a resource. */
static const struct tn_value *find_pointer(struct tn__library *library,
                                           const struct tn__resource *resource,
                                           struct tn_str pointer)
{
    const struct tn__document *document = resource->volume->document;
    struct tn_str root =
        tn__document_pointer(document, resource->root, library->arena);
    struct tn_str whole =
        tn__arena_printf(library->arena, "%.*s%.*s", (int)root.len, root.ptr,
                         (int)pointer.len, pointer.ptr);
    struct tn__lost lost;

    return whole.ptr ? tn__document_find(document, whole, library->arena, &lost)
                     : NULL;
}

static bool has_word(struct tn_str text, const char *word)
{
    return memmem(text.ptr, text.len, word, strlen(word)) != NULL;
}

/* Nothing has the URI of a reference: says what would help. */
static void refuse_lost(struct tn__library *library,
                        const struct tn__resource *from,
                        const struct tn_value *reference,
                        struct tn_str uri)
{
    if (has_word(uri, "file://"))
        tn__library_fail(library, from->volume, reference,
                         "\"%.150s\" leads nowhere: no such file lies beside "
                         "this one",
                         reference->as.text);
    else if (has_word(uri, ":"))
        tn__library_fail(library, from->volume, reference,
                         "\"%.150s\" leads nowhere: no schema has the URI "
                         "%.150s, here or in a registered folder",
                         reference->as.text, uri.ptr);
    else
        tn__library_fail(library, from->volume, reference,
                         "\"%.150s\" leads out of this text: load the schema "
                         "from its file, with the other beside it",
                         reference->as.text);
}

/* Returns the resource of the part before the fragment. */
static const struct tn__resource *
find_resource(struct tn__library *library,
              const struct tn__resource *from,
              const struct tn_value *reference,
              struct tn_str *fragment)
{
    struct tn_str part = tn__uri_split(tn_value_str(reference), fragment);
    const struct tn__resource *found;
    struct tn_str uri;

    if (part.len == 0)
        return from;
    uri = tn__uri_resolve(library->arena, from->uri, part);
    found = uri.ptr ? tn__library_find(library, uri) : NULL;
    if (!found && uri.ptr)
        refuse_lost(library, from, reference, uri);
    return found;
}

/* A place in a schema must be a schema. */
static bool is_schema(const struct tn_value *value)
{
    return value->type == TN_TYPE_OBJECT || value->type == TN_TYPE_BOOL;
}

struct tn__subschema *tn__library_follow(struct tn__library *library,
                                         const struct tn__resource *from,
                                         const struct tn_value *reference,
                                         const struct tn__anchor **anchor)
{
    struct tn_str fragment;
    const struct tn__resource *resource =
        find_resource(library, from, reference, &fragment);
    const struct tn_value *found = NULL;

    *anchor = NULL;
    if (!resource)
        return NULL;
    if (fragment.len)
        fragment = tn__uri_decode(library->arena, fragment);
    if (fragment.len == 0) {
        found = resource->root;
    } else if (*fragment.ptr == '/') {
        found = find_pointer(library, resource, fragment);
    } else {
        *anchor = find_anchor(resource, fragment);
        found = *anchor ? (*anchor)->schema : NULL;
    }
    if (found && is_schema(found))
        return tn__library_subschema(library, resource->volume, found);
    tn__library_fail(library, from->volume, reference,
                     "\"%.150s\" leads nowhere: there is no schema",
                     reference->as.text);
    return NULL;
}
