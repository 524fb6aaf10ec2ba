/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/nearest.h"
#include "schema/compile.h"

/* $ref: a JSON pointer into the document, as a URI's fragment (RFC 6901,
 * section 6). */

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* Decodes %XX (RFC 3986, section 2.1); false where an escape is broken. */
static bool percent_decode(struct tn_str text, char *to, size_t *size)
{
    *size = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if (c == '%') {
            int high = i + 2 < text.len ? hex_value(text.ptr[i + 1]) : -1;
            int low = high < 0 ? -1 : hex_value(text.ptr[i + 2]);

            if (low < 0)
                return false;
            c = (char)(high << 4 | low);
            i += 2;
        }
        to[(*size)++] = c;
    }
    to[*size] = '\0';
    return true;
}

static void refuse_lost(struct tn__compiler *compiler,
                        const struct tn_value *ref,
                        const struct tn__lost *lost)
{
    struct tn__nearest nearest = { .wrong = lost->step.ptr };
    const struct tn_value *key = lost->at + 1;
    bool is_object = lost->at->type == TN_TYPE_OBJECT;

    for (uint32_t i = 0; is_object && i < lost->at->count; i++) {
        tn__nearest_offer(&nearest, key->as.text);
        key = tn_value_next(key + 1);
    }
    if (nearest.best)
        tn__compile_fail(
            compiler, ref,
            "$ref \"%.100s\" leads nowhere: there is no \"%.60s\"; "
            "did you mean \"%s\"?",
            ref->as.text, lost->step.ptr, nearest.best);
    else
        tn__compile_fail(compiler, ref,
                         "$ref \"%.100s\" leads nowhere: there is no \"%.60s\"",
                         ref->as.text, lost->step.ptr);
}

/* Returns what follows the "#" of a reference into a document: there is nothing
 * before it, or the document's own $id. ptr NULL: another's. */
static struct tn_str own_fragment(const struct tn__document *document,
                                  struct tn_str reference)
{
    const char *hash = memchr(reference.ptr, '#', reference.len);
    size_t before = hash ? (size_t)(hash - reference.ptr) : reference.len;
    const struct tn_value *id =
        tn__document_member(document, document->root, tn_str_from("$id"));
    bool is_own = before == 0 ||
                  (id && id->type == TN_TYPE_STRING && id->count == before &&
                   memcmp(id->as.text, reference.ptr, before) == 0);

    if (!is_own)
        return (struct tn_str){ 0 };
    if (!hash)
        return (struct tn_str){ "", 0 };
    return (struct tn_str){ hash + 1, reference.len - before - 1 };
}

static bool is_named(const struct tn__document *document,
                     const struct tn_value *schema,
                     const char *keyword,
                     struct tn_str name)
{
    const struct tn_value *anchor =
        tn__document_member(document, schema, tn_str_from(keyword));

    return anchor && anchor->type == TN_TYPE_STRING &&
           tn_str_equal(tn_value_str(anchor), name);
}

/* Returns the schema with an anchor (core, section 8.2.2), NULL: none. */
static const struct tn_value *find_anchor(const struct tn__document *document,
                                          struct tn_str name)
{
    for (uint32_t i = 0; i < document->count; i++) {
        const struct tn_value *value = &document->root[i];

        if (value->type == TN_TYPE_OBJECT &&
            (is_named(document, value, "$anchor", name) ||
             is_named(document, value, "$dynamicAnchor", name)))
            return value;
    }
    return NULL;
}

static bool is_pointer(struct tn_str fragment)
{
    return fragment.len == 0 || *fragment.ptr == '/';
}

const struct tn_value *tn__document_follow(const struct tn__document *document,
                                           struct tn_str reference,
                                           struct tn__arena *arena)
{
    char *decoded = tn__arena_alloc_aligned(arena, reference.len + 1, 1);
    struct tn_str fragment = { .ptr = decoded };
    struct tn__lost lost;

    if (!decoded || !percent_decode(reference, decoded, &fragment.len))
        return NULL;
    fragment = own_fragment(document, fragment);
    if (!fragment.ptr)
        return NULL;
    return is_pointer(fragment)
               ? tn__document_find(document, fragment, arena, &lost)
               : find_anchor(document, fragment);
}

const struct tn_value *tn__reference_follow(struct tn__compiler *compiler,
                                            const struct tn_value *ref)
{
    struct tn_str text = tn_value_str(ref);
    const struct tn_value *found;
    struct tn_str pointer;
    struct tn__lost lost;
    char *decoded;

    decoded = tn__arena_alloc_aligned(&compiler->scratch, text.len + 1, 1);
    if (!decoded) {
        tn__compile_no_memory(compiler);
        return NULL;
    }
    pointer.ptr = decoded;
    if (!percent_decode(text, decoded, &pointer.len)) {
        tn__compile_fail(compiler, ref, "$ref \"%.100s\" has a broken %%XX",
                         ref->as.text);
        return NULL;
    }
    pointer = own_fragment(compiler->document, pointer);
    if (!pointer.ptr) {
        tn__compile_fail(compiler, ref,
                         "$ref \"%.100s\" leads out of this text: load the "
                         "schema from its file, with the other beside it",
                         ref->as.text);
        return NULL;
    }
    if (!is_pointer(pointer)) {
        found = find_anchor(compiler->document, pointer);
        if (!found)
            tn__compile_fail(compiler, ref,
                             "$ref \"%.100s\" leads nowhere: no schema has "
                             "this $anchor",
                             ref->as.text);
        return found;
    }
    found = tn__document_find(compiler->document, pointer, &compiler->scratch,
                              &lost);
    if (!found && !lost.step.ptr)
        tn__compile_no_memory(compiler);
    else if (!found)
        refuse_lost(compiler, ref, &lost);
    return found;
}
