/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "tool/scope.h"

#include <stdio.h>

#include <tenon/attrs.h>

#include "schema/document.h"

struct tn__name_scope_name {
    struct tn__name_scope_name *next;
    struct tn_str c_name;
    const struct tn_value *origin;
};

static struct tn__name_scope_name **bucket_of(struct tn__name_scope *scope,
                                              struct tn_str c_name)
{
    uint64_t key = tn__field_key(c_name.ptr, c_name.len);

    return &scope->buckets[key % TN_COUNT(scope->buckets)];
}

/* Says where in the schema an error is. */
static int locate(const struct tn__name_scope *scope,
                  const struct tn_value *origin,
                  struct tn_error *error)
{
    snprintf(error->file, sizeof(error->file), "%s", scope->schema->name.ptr);
    tn__document_locate(scope->schema->places, origin, error);
    return TN_ESCHEMA;
}

/* Returns a pointer as it is shown. */
static const char *shown(struct tn_str pointer)
{
    return pointer.len ? pointer.ptr : "the root";
}

static int refuse(const struct tn__name_scope *scope,
                  const struct tn__name_scope_name *taken,
                  const struct tn_value *origin,
                  struct tn_error *error)
{
    const struct tn__document *document = scope->schema->places;
    struct tn_str here = tn__document_pointer(document, origin, scope->arena);
    struct tn_str there =
        tn__document_pointer(document, taken->origin, scope->arena);
    struct tn_error other = { 0 };

    if (!here.ptr || !there.ptr)
        return tn_error_set(error, TN_ENOMEM, "out of memory");
    tn__document_locate(document, taken->origin, &other);
    tn_error_set(error, TN_ESCHEMA,
                 "%s and %s (line %u) would both be named %s in C; rename one "
                 "of them",
                 shown(here), shown(there), other.line, taken->c_name.ptr);
    return locate(scope, origin, error);
}

int tn__name_scope_add(struct tn__name_scope *scope,
                       struct tn_str c_name,
                       const struct tn_value *origin,
                       struct tn_error *error)
{
    struct tn__name_scope_name **bucket;
    struct tn__name_scope_name *name;

    if (!c_name.ptr)
        return tn_error_set(error, TN_ENOMEM, "out of memory");
    bucket = bucket_of(scope, c_name);
    for (name = *bucket; name; name = name->next) {
        if (tn_str_equal(name->c_name, c_name))
            return refuse(scope, name, origin, error);
    }
    name = tn__arena_zalloc(scope->arena, sizeof(*name));
    if (!name)
        return tn_error_set(error, TN_ENOMEM, "out of memory");
    *name = (struct tn__name_scope_name){ *bucket, c_name, origin };
    *bucket = name;
    return 0;
}

int tn__name_scope_check(const struct tn__name_scope *scope,
                         struct tn_str json_name,
                         const struct tn_value *origin,
                         struct tn_error *error)
{
    if (json_name.len == 0 || !memchr(json_name.ptr, '\0', json_name.len))
        return 0;
    tn_error_set(error, TN_ESCHEMA,
                 "U+0000 in a name: C cannot hold it; take it out");
    return locate(scope, origin, error);
}
